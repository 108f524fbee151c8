/** Listeners by event name; the base of everything here that others wait for. */
export class Emitter {
  #listeners = new Map();

  /** Calls `listener` at each event of this name; answers with the function that ends it. */
  on(name, listener) {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  emit(name, detail) {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(detail);
  }
}
