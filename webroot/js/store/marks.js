const DELIVERED_EVERY_MS = 1_000;

/** Tells the server how far this user has received and has read; at most one delivered mark per group and second. */
export class Marks {
  #connection;
  #waiting = new Map();
  #read = new Map();

  /** @param {import('../protocol/connection.js').Connection} connection */
  constructor(connection) {
    this.#connection = connection;
  }

  /** Events of the group were received; the newest of the next second is told. */
  delivered(group) {
    if (this.#waiting.has(group.id) || group.deliveredSeq >= group.log.cursor) return;
    this.#waiting.set(group.id, setTimeout(() => this.#tell(group), DELIVERED_EVERY_MS));
  }

  /** The user has seen everything up to the cursor. Asked again only after it failed. */
  async read(group) {
    const seq = group.log.cursor;
    if (group.readSeq >= seq || this.#read.get(group.id) >= seq) return;
    this.#read.set(group.id, seq);
    try {
      await this.#connection.request('mark_read', { group_id: group.id, seq });
    } catch {
      this.#read.delete(group.id);
    }
  }

  #tell(group) {
    this.#waiting.delete(group.id);
    const seq = group.log.cursor;
    if (group.deliveredSeq >= seq || group.readSeq >= seq) return;
    group.deliveredSeq = seq;
    this.#connection.tell('mark_delivered', { group_id: group.id, seq });
  }
}
