const PATIENCE_MS = 1_000;

/**
 * Brings what the socket tells to the groups: durable events strictly in the order of each group's log, asking again
 * for what is missing.
 */
export class Feed {
  #chat;
  #connection;
  #resuming = new Set();
  /** Groups that were told of before `ready`. */
  #others = [];

  constructor(chat, connection) {
    this.#chat = chat;
    this.#connection = connection;
    connection.on('frame', frame => this.#hear(frame));
    connection.on('state', ({ name }) => {
      this.#resuming.clear();
      if (name === 'connecting') this.#others = [];
    });
  }

  #hear(frame) {
    if (frame.ref !== undefined && !ANSWERS_TOO.has(frame.type)) return;
    const told = this.#told[frame.type];
    if (told) told(frame);
    else if (frame.seq !== undefined) this.#follow(frame);
  }

  /** Events of kinds that this page does not know move the cursor too. */
  #follow(event) {
    const group = this.#chat.group(event.group_id);
    if (!group) return;
    const where = group.log.follow(event.seq);
    if (where === 'next') this.#chat.happened(group, event);
    if (where === 'hole') this.#resume([group]);
  }

  async #resume(groups) {
    const lost = groups.filter(group => !this.#resuming.has(group.id));
    if (lost.length === 0) return;
    lost.forEach(group => this.#resuming.add(group.id));
    try {
      const cursors = Object.fromEntries(lost.map(group => [group.id, group.log.cursor]));
      await this.#connection.request('resume', { cursors });
    } catch {
      // The next pong, or the next connection, finds the same hole.
    }
    lost.forEach(group => this.#resuming.delete(group.id));
  }

  #told = {
    groups: ({ groups }) => this.#others.push(...groups),
    ready: ready => this.#chat.ready({ ...ready, groups: [...this.#others.splice(0), ...ready.groups] }),
    gap: ({ group_id: id, head }) => this.#chat.lost(id, head),
    group_joined: ({ group }) => this.#chat.entered(group),
    marked: marks => this.#chat.marked(marks),
    receipt: ({ marks, ...at }) => this.#group(at)?.receipts(marks),
    typing: ({ user, ...at }) => this.#group(at)?.isTyping(user),
    user_online: ({ user_id: id, ...at }) => this.#group(at)?.present(id, true),
    user_offline: ({ user_id: id, last_seen: seen, ...at }) => this.#group(at)?.present(id, false, seen),
    pong: ({ heads }) => setTimeout(() => this.#compare(heads), PATIENCE_MS),
    resumed: () => {},
    reconnect: () => {},
  };

  #group({ group_id: id }) {
    return this.#chat.group(id);
  }

  /** Who is behind a head that was told a while ago has lost the last event. */
  #compare(heads) {
    const behind = Object.entries(heads ?? {})
      .map(([id, head]) => ({ group: this.#chat.group(Number(id)), head }))
      .filter(({ group, head }) => group && group.log.cursor < head);
    this.#resume(behind.map(({ group }) => group));
  }
}

/** Frames that carry a `ref` and tell something that everybody must hear. */
const ANSWERS_TOO = new Set(['ready', 'marked', 'pong']);
