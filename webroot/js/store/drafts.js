/** What was written but not sent, per user and group, kept by the browser from the first key stroke on. */
export class Drafts {
  #prefix;

  /** @param {number} userId */
  constructor(userId) {
    this.#prefix = `confab.draft.${userId}.`;
  }

  of(groupId) {
    return localStorage.getItem(this.#prefix + groupId) ?? '';
  }

  keep(groupId, text) {
    const key = this.#prefix + groupId;
    try {
      if (text) localStorage.setItem(key, text);
      else localStorage.removeItem(key);
    } catch {
      // The browser's storage is full: the draft lives as long as the page.
    }
  }

  clear() {
    const mine = Object.keys(localStorage).filter(key => key.startsWith(this.#prefix));
    mine.forEach(key => localStorage.removeItem(key));
  }
}
