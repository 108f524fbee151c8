/** Listeners by event name; the base of everything here that others wait for. */
export class Emitter {
  /** @type {Map<string, Set<(detail?: any) => void>>} */
  #listeners = new Map();

  /**
   * Calls `listener` at each event of this name; answers with the function that ends it.
   * @param {string} name
   * @param {(detail?: any) => void} listener
   * @returns {() => void}
   */
  on(name, listener) {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /**
   * @param {string} name
   * @param {any} [detail]
   */
  emit(name, detail) {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(detail);
  }
}
