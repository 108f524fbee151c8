const MOMENT_MS = 400;

/** Tells when the user has really read: the page visible, its window active, the newest line in sight, for a moment. */
export class Reading {
  #inSight;
  #read;
  #timer = 0;
  #stop = new AbortController();

  /**
   * @param {() => boolean} inSight whether the newest line is in sight
   * @param {() => void} read what to do then
   */
  constructor(inSight, read) {
    this.#inSight = inSight;
    this.#read = read;
    const look = () => this.look();
    const options = { signal: this.#stop.signal };
    addEventListener('focus', look, options);
    addEventListener('blur', look, options);
    document.addEventListener('visibilitychange', look, options);
  }

  get now() {
    return document.visibilityState === 'visible' && document.hasFocus() && this.#inSight();
  }

  look() {
    if (!this.now) {
      clearTimeout(this.#timer);
      this.#timer = 0;
    } else {
      this.#timer ||= window.setTimeout(() => this.#moment(), MOMENT_MS);
    }
  }

  close() {
    clearTimeout(this.#timer);
    this.#stop.abort();
  }

  #moment() {
    this.#timer = 0;
    if (this.now) this.#read();
  }
}
