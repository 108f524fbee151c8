import { Emitter } from './emitter.js';

const PATIENCE_MS = 1_000;

/**
 * Durable events strictly in the order of each group's log: keeps a cursor for each group, drops what was heard before,
 * and asks again for what is missing.
 *
 * Emits `event` (a durable event, next in its group), `ready` with `{user, groups}` (all groups, from all frames),
 * `joined` (a group's summary), `gap` with `{groupId, from, head}` (too much was missed: page through the history),
 * `resumed` (what `identify` brought again is through), and
 * the passing ones under their own names: `marked`, `receipt`, `typing`, `user_online`, `user_offline`.
 */
export class Feed extends Emitter {
  #connection;
  /** @type {Map<number, number>} */
  #cursors = new Map();
  /** @type {Set<number>} */
  #resuming = new Set();
  /** Summaries of groups that were told of before `ready`. */
  #others = [];

  /** @param {import('./connection.js').Connection} connection */
  constructor(connection) {
    super();
    this.#connection = connection;
    connection.on('frame', frame => this.#hear(frame));
    connection.on('state', ({ name }) => {
      this.#resuming.clear();
      if (name === 'connecting') this.#others = [];
    });
  }

  /** How far each group was followed: `{group_id: seq}`, as `identify` takes it. */
  get cursors() {
    return Object.fromEntries(this.#cursors);
  }

  /** @param {number} groupId */
  cursor(groupId) {
    return this.#cursors.get(groupId) ?? 0;
  }

  /**
   * Goes on from an earlier visit: everything up to `seq` is known already.
   * @param {number} groupId
   * @param {number} seq
   */
  startAt(groupId, seq) {
    this.#cursors.set(groupId, seq);
  }

  #hear(frame) {
    const told = this.#told[frame.type];
    if (told) told(frame);
    else if (frame.seq !== undefined && frame.ref === undefined) this.#follow(frame);
  }

  /** Events of kinds that this client does not know move the cursor too. */
  #follow(event) {
    const id = event.group_id;
    const cursor = this.#cursors.get(id);
    if (cursor === undefined || event.seq <= cursor) return;
    if (event.seq > cursor + 1) return this.#resume([id]);
    this.#cursors.set(id, event.seq);
    this.emit('event', event);
  }

  /** @param {number[]} groupIds */
  async #resume(groupIds) {
    const lost = groupIds.filter(id => !this.#resuming.has(id));
    if (lost.length === 0) return;
    lost.forEach(id => this.#resuming.add(id));
    try {
      const cursors = Object.fromEntries(lost.map(id => [id, this.cursor(id)]));
      await this.#connection.request('resume', { cursors });
    } catch {
      // The next pong, or the next connection, finds the same hole.
    }
    lost.forEach(id => this.#resuming.delete(id));
  }

  /** @type {Record<string, (frame: any) => void>} */
  #told = {
    groups: ({ groups }) => this.#others.push(...groups),
    ready: ({ user, groups }) => this.#ready(user, [...this.#others.splice(0), ...groups]),
    gap: ({ group_id: groupId, from, head }) => {
      this.#cursors.set(groupId, head);
      this.emit('gap', { groupId, from, head });
    },
    group_joined: ({ group }) => {
      this.#cursors.set(group.id, group.head);
      this.emit('joined', group);
    },
    marked: frame => this.emit('marked', frame),
    receipt: frame => this.emit('receipt', frame),
    typing: frame => this.emit('typing', frame),
    user_online: frame => this.emit('user_online', frame),
    user_offline: frame => this.emit('user_offline', frame),
    pong: ({ heads }) => setTimeout(() => this.#compare(heads), PATIENCE_MS),
    resumed: () => this.emit('resumed'),
  };

  #ready(user, groups) {
    const mine = new Set(groups.map(({ id }) => id));
    for (const id of this.#cursors.keys()) if (!mine.has(id)) this.#cursors.delete(id);
    // A log that ends before the cursor is another log than the one that was followed.
    for (const { id, head } of groups) if (!this.#cursors.has(id) || head < this.cursor(id)) this.#cursors.set(id, head);
    this.emit('ready', { user, groups });
  }

  /** Who is behind a head that was told a while ago has lost the last event. */
  #compare(heads = {}) {
    const behind = Object.entries(heads).filter(([id, head]) => this.cursor(Number(id)) < head);
    this.#resume(behind.map(([id]) => Number(id)).filter(id => this.#cursors.has(id)));
  }
}
