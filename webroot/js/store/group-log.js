import { Emitter } from '../protocol/emitter.js';

const PAGE = 50;
/** Who is at the newest message sees few of the older ones, and each of them makes every frame dearer. */
const KEPT = { following: 200, reading: 400 };

/**
 * What this page knows of one group's log: a cursor that follows every event, and a window of messages without holes.
 *
 * The window is `attached` while it reaches to the newest message; a reader who went far back has a detached one. What
 * is heard during a load is applied once more after the page came, so a page and the live events always join. Emits
 * `change`.
 *
 * @typedef {object} Message as docs/protocol.md and the OpenAPI file have it
 * @property {number} seq
 * @property {number} sender_id
 * @property {string} sender_name
 * @property {string} key
 * @property {string} [content]
 * @property {number} [reply_to]
 * @property {string} sent_at
 * @property {string} [edited_at]
 * @property {string} [deleted_at]
 */
export class GroupLog extends Emitter {
  #read;
  #kept;
  /** @type {Map<number, Message>} */
  #known = new Map();
  /** @type {number[]} */
  #seqs = [];
  #heard = [];
  /** @type {Promise<void> | null} */
  #loading = null;
  #generation = 0;
  attached = false;
  moreBefore = true;
  /** @type {import('../protocol/failure.js').Failure | null} */
  failure = null;
  /** Whether the reader is at the newest message; the old end of the window is then the one to let go. */
  following = true;

  /**
   * @param {number} cursor the seq of the last event that was heard
   * @param {(query: object) => Promise<any>} read asks the server for a page: `{before | after | around, limit}` →
   *   `{messages, more_before, more_after}`
   * @param {{following: number, reading: number}} [kept] how many messages the window has at most
   */
  constructor(cursor, read, kept = KEPT) {
    super();
    this.cursor = cursor;
    this.#read = read;
    this.#kept = kept;
  }

  /** A new message. */
  post(message) {
    this.#apply({ message, isNew: true });
  }

  /** A message as it is after an edit or a deletion. */
  change(message) {
    this.#apply({ message, isNew: false });
  }

  /**
   * Events were lost for good, so what is known may be stale. At the newest message the window starts over there; around
   * a reader who is further back it is read again, and ends before the hole.
   */
  restart(cursor) {
    const reading = this.following ? undefined : this.#seqs[Math.floor(this.#seqs.length / 2)];
    const used = this.loading || !this.empty;
    this.cursor = cursor;
    this.#forget();
    if (used) reading ? this.loadAround(reading) : this.loadNewest();
  }

  /** Takes up what an earlier visit kept: the newest messages up to the cursor. */
  seed(messages, moreBefore) {
    messages.forEach(message => this.#keep(message));
    this.moreBefore = moreBefore;
    this.attached = true;
  }

  /** In seq order.
   * @returns {Message[]} */
  get messages() {
    return this.#seqs.map(seq => /** @type {Message} */ (this.#known.get(seq)));
  }

  message(seq) {
    return this.#known.get(seq);
  }

  /** Whether the window has what stands at a seq, or would have it if it were a message. */
  reaches(seq) {
    const [first, last] = [this.first ?? Infinity, this.last ?? 0];
    return !this.empty && (!this.moreBefore || first <= seq) && (this.attached || last >= seq);
  }

  get empty() {
    return this.#seqs.length === 0;
  }

  get loading() {
    return this.#loading !== null;
  }

  get first() {
    return this.#seqs[0];
  }

  get last() {
    return this.#seqs.at(-1);
  }

  loadNewest() {
    return this.#loadPlace({});
  }

  loadAround(seq) {
    return this.#loadPlace({ around: seq });
  }

  loadBefore() {
    if (!this.moreBefore || this.empty) return Promise.resolve();
    return this.#load({ before: this.first }, page => (this.moreBefore = page.more_before));
  }

  loadAfter() {
    if (this.attached || this.empty) return Promise.resolve();
    return this.#load({ after: this.last }, page => (this.attached = !page.more_after));
  }

  #apply(event) {
    if (this.loading) this.#heard.push(event);
    if (event.isNew ? this.attached : this.#known.has(event.message.seq)) this.#keep(event.message);
    this.#letGo(this.following);
    this.emit('change');
  }

  /** Another place in the log: to be had whatever load is under way. */
  async #loadPlace(query) {
    while (this.#loading) await this.#loading;
    return this.#load(query, page => this.#startOver(page));
  }

  /** One load at a time: a wish to extend the window while one is under way is dropped. */
  #load(query, place) {
    if (this.#loading) return this.#loading;
    this.#loading = this.#fetch(query, place).finally(() => {
      this.#loading = null;
      this.emit('change');
    });
    this.emit('change');
    return this.#loading;
  }

  async #fetch(query, place) {
    const generation = this.#generation;
    this.failure = null;
    this.#heard = [];
    try {
      const page = await this.#read({ ...query, limit: PAGE });
      if (generation === this.#generation && this.#meets(query)) this.#join(query, page, place);
    } catch (failure) {
      this.failure = failure;
    }
  }

  /** Whether the window still ends where the page that was asked for begins: it may have let go of that end meanwhile. */
  #meets({ before, after }) {
    return (before ?? this.first) === this.first && (after ?? this.last) === this.last;
  }

  #join(query, page, place) {
    place(page);
    page.messages.forEach(message => this.#keep(message));
    for (const { message, isNew } of this.#heard) {
      if (isNew ? this.attached : this.#known.has(message.seq)) this.#keep(message);
    }
    this.#letGo(query.before === undefined);
  }

  #startOver(page) {
    this.#forget();
    this.moreBefore = page.more_before;
    this.attached = !page.more_after;
  }

  #forget() {
    this.#generation++;
    this.#known.clear();
    this.#seqs = [];
    this.attached = false;
    this.moreBefore = true;
  }

  #keep(message) {
    if (!this.#known.has(message.seq)) this.#insert(message.seq);
    this.#known.set(message.seq, message);
  }

  #insert(seq) {
    const after = this.#seqs.findLastIndex(other => other < seq);
    this.#seqs.splice(after + 1, 0, seq);
  }

  /** Bounds the window, at the end that the reader is not looking at. */
  #letGo(oldest) {
    const kept = oldest && this.following ? this.#kept.following : this.#kept.reading;
    const tooMany = this.#seqs.length - kept;
    if (tooMany <= 0) return;
    const gone = oldest ? this.#seqs.splice(0, tooMany) : this.#seqs.splice(kept);
    gone.forEach(seq => this.#known.delete(seq));
    if (oldest) this.moreBefore = true;
    else this.attached = false;
  }
}
