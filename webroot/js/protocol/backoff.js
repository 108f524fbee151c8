const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * Waiting times between attempts: a random part of a span that doubles to 30 s ("full jitter"), so that the clients of a
 * server that comes back do not come back in step.
 */
export class Backoff {
  #attempts = 0;

  /** @returns {number} milliseconds */
  next() {
    return Math.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#attempts++);
  }

  reset() {
    this.#attempts = 0;
  }
}
