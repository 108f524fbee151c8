import { Backoff } from '../protocol/backoff.js';

/** Does something again after it failed: when asked, and by itself after a while, if that may help. */
export class Retry {
  #action;
  #backoff = new Backoff();
  #timer = 0;

  /** @param {() => void} action */
  constructor(action) {
    this.#action = action;
  }

  /**
   * It failed; nothing happens without a failure.
   * @param {import('../protocol/failure.js').Failure | null} failure
   */
  after(failure) {
    if (failure?.mayRetry) this.#timer ||= window.setTimeout(() => this.now(), this.#backoff.next());
  }

  now() {
    this.callOff();
    this.#action();
  }

  callOff() {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }
}
