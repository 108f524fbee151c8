const PAUSE_MS = 1_500;
const MESSAGES = 50;
const PAGES = 12;

/**
 * Keeps what was seen last for the next visit: all groups, and the newest page of those that were open here. So the page
 * opens at once, and without a network too.
 */
export class Snapshots {
  #database;
  #chat;
  #timer = 0;
  #stop = new AbortController();
  #off;

  /**
   * @param {import('../protocol/database.js').Database} database
   * @param {import('./chat.js').Chat} chat
   */
  constructor(database, chat) {
    this.#database = database;
    this.#chat = chat;
    this.#off = chat.on('groups', () => this.#soon());
    const options = { signal: this.#stop.signal };
    document.addEventListener('visibilitychange', () => document.hidden && this.#keep(), options);
    addEventListener('pagehide', () => this.#keep(), options);
  }

  close() {
    this.#off();
    this.#stop.abort();
    clearTimeout(this.#timer);
  }

  #soon() {
    this.#timer ||= window.setTimeout(() => this.#keep(), PAUSE_MS);
  }

  #keep() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const { me: user, groups, loaded } = this.#chat;
    if (!loaded) return;
    let pages = PAGES;
    const kept = [...groups]
      .sort((one, other) => (one.lastActivity < other.lastActivity ? 1 : -1))
      .map(group => pageOf(group, group.log.attached && !group.log.empty && pages-- > 0));
    this.#database.keepSnapshot({ userId: user.id, user, groups: kept });
  }
}

function pageOf(group, withMessages) {
  const { messages, moreBefore } = group.log;
  const newest = withMessages ? messages.slice(-MESSAGES) : [];
  return { summary: group.summary, messages: newest, moreBefore: moreBefore || newest.length < messages.length };
}
