import { Emitter } from '../protocol/emitter.js';

/**
 * What a user has chosen for single groups in this browser: favourites, and groups that shall be quiet. Emits `change`.
 */
export class Choices extends Emitter {
  #key;
  /** @type {Record<string, number[]>} */
  #groups;

  /** @param {number} userId */
  constructor(userId) {
    super();
    this.#key = `confab.groups.${userId}`;
    this.#groups = this.#stored();
    addEventListener('storage', ({ key }) => key === this.#key && this.#reload());
  }

  isFavourite(group) {
    return this.#has('favourite', group.id);
  }

  isMuted(group) {
    return this.#has('muted', group.id);
  }

  /** @param {'favourite' | 'muted'} what */
  toggle(what, group) {
    const before = this.#groups[what] ?? [];
    const now = before.includes(group.id) ? before.filter(id => id !== group.id) : [...before, group.id];
    this.#groups = { ...this.#groups, [what]: now };
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#groups));
    } catch {
      // The browser's storage is full or forbidden: the choice holds as long as the page.
    }
    this.emit('change');
  }

  #has(what, id) {
    return (this.#groups[what] ?? []).includes(id);
  }

  #stored() {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? '{}') ?? {};
    } catch {
      return {};
    }
  }

  #reload() {
    this.#groups = this.#stored();
    this.emit('change');
  }
}
