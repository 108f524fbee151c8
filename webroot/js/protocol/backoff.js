const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** Waiting times between attempts: doubling to 30 s, each with a random half, so that clients do not return in step. */
export class Backoff {
  #attempts = 0;

  next() {
    const span = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#attempts++);
    return span / 2 + (Math.random() * span) / 2;
  }

  reset() {
    this.#attempts = 0;
  }
}
