import { Emitter } from './emitter.js';
import { Backoff } from './backoff.js';

const DATABASE_MS = 500;

/**
 * Messages on their way. Each is kept in the database before it is sent and until the server has answered, under the
 * one key that makes a repetition harmless; those of a group go one after the other, so their order stays.
 *
 * Emits `change` with the group's id.
 *
 * @typedef {object} Send what is on its way; with a `failure` it stays until it is retried or discarded
 * @property {string} key
 * @property {number} userId
 * @property {number} groupId
 * @property {string} content
 * @property {number} [replyTo] the seq of the message that it answers
 * @property {number} order when it was written, in milliseconds
 * @property {boolean} [answered] the server has it; it has not been heard in its place yet
 * @property {{code: string, message: string}} [failure]
 */
export class Outbox extends Emitter {
  #database;
  #connection;
  #heard;
  #lastOrder = 0;
  /** @type {Map<string, Send>} */
  #sends = new Map();
  #busy = new Set();
  #backoffs = new Map();
  #userId;

  /**
   * @param {import('./database.js').Database} database
   * @param {import('./connection.js').Connection} connection
   * @param {(groupId: number, seq: number) => boolean} heard whether the event of a seq was heard already
   */
  constructor(database, connection, heard) {
    super();
    this.#database = database;
    this.#connection = connection;
    this.#heard = heard;
  }

  /** Takes up what an earlier visit left behind. */
  async restore(userId) {
    this.#userId = userId;
    for (const send of await this.#database.sends(userId)) this.#sends.set(send.key, send);
    this.#groups().forEach(groupId => this.emit('change', groupId));
    this.flush();
  }

  /** The sends of a group, in their order.
   * @param {number} groupId */
  of(groupId) {
    return [...this.#sends.values()].filter(send => send.groupId === groupId);
  }

  get empty() {
    return this.#sends.size === 0;
  }

  /** How many will go to the server by themselves; one that it refused waits for the user. */
  get waiting() {
    return [...this.#sends.values()].filter(send => !send.answered && !send.failure).length;
  }

  /** Puts a message on its way, once a reload cannot lose it any more or the database is too slow to wait for. */
  async add(groupId, content, replyTo) {
    this.#lastOrder = Math.max(Date.now(), this.#lastOrder + 1);
    const send = { key: randomKey(), userId: this.#userId, groupId, content, replyTo, order: this.#lastOrder };
    this.#sends.set(send.key, send);
    this.emit('change', groupId);
    await Promise.race([this.#database.keep(send), new Promise(resolve => setTimeout(resolve, DATABASE_MS))]);
    this.#deliver(groupId);
  }

  /** The message was heard in the log: it has arrived. */
  arrived(key) {
    const send = this.#sends.get(key);
    if (send) this.#remove(send);
  }

  /** The log of this group starts over: what was answered is in there, but will not be heard. */
  settle(groupId) {
    this.of(groupId).filter(send => send.answered).forEach(send => this.#remove(send));
  }

  retry(key) {
    const send = this.#sends.get(key);
    if (!send) return;
    this.#keep({ ...send, failure: undefined });
    this.#deliver(send.groupId);
  }

  discard(key) {
    const send = this.#sends.get(key);
    if (send) this.#remove(send);
  }

  /** Forgets all, for ever: the user signs out. */
  async clear() {
    await Promise.all([...this.#sends.keys()].map(key => this.#database.drop(key)));
    this.#sends.clear();
  }

  /** Sends all that wait; called whenever there is a connection again. */
  flush() {
    this.#groups().forEach(groupId => this.#deliver(groupId));
  }

  async #deliver(groupId) {
    if (this.#busy.has(groupId)) return;
    this.#busy.add(groupId);
    let next;
    while (this.#connection.live && (next = this.#next(groupId))) {
      if (!(await this.#send(next))) break;
    }
    this.#busy.delete(groupId);
  }

  #next(groupId) {
    return this.of(groupId).find(send => !send.failure && !send.answered);
  }

  /** Whether the next one may go. */
  async #send(send) {
    const { key, groupId, content, replyTo } = send;
    const fields = { group_id: groupId, key, content, reply_to: replyTo };
    try {
      const { seq } = await this.#connection.request('send_message', fields);
      this.#backoff(groupId).reset();
      this.#answered(send, seq);
      return true;
    } catch (failure) {
      if (failure.mayRetry) return this.#pause(groupId, failure);
      this.#refused(send, failure);
      return true;
    }
  }

  /** It stays in sight until it is heard in its place in the log, unless it was sent in an earlier visit. */
  #answered(send, seq) {
    if (!this.#sends.has(send.key)) return;
    if (this.#heard(send.groupId, seq)) return this.#remove(send);
    this.#database.drop(send.key);
    this.#sends.set(send.key, { ...send, answered: true });
    this.emit('change', send.groupId);
  }

  #refused(send, { code, message }) {
    if (this.#sends.has(send.key)) this.#keep({ ...send, failure: { code, message } });
  }

  /** A lost connection flushes when it is back; anything else is tried again after a while. */
  #pause(groupId, failure) {
    const ms = failure.retryAfter ? failure.retryAfter * 1000 : this.#backoff(groupId).next();
    setTimeout(() => this.#deliver(groupId), ms);
    return false;
  }

  #backoff(groupId) {
    if (!this.#backoffs.has(groupId)) this.#backoffs.set(groupId, new Backoff());
    return this.#backoffs.get(groupId);
  }

  #keep(send) {
    this.#sends.set(send.key, send);
    this.#database.keep(send);
    this.emit('change', send.groupId);
  }

  #remove(send) {
    this.#sends.delete(send.key);
    this.#database.drop(send.key);
    this.emit('change', send.groupId);
  }

  #groups() {
    return new Set([...this.#sends.values()].map(send => send.groupId));
  }
}

/** A random UUID; `crypto.randomUUID` is missing on pages that came over plain HTTP from another machine. */
function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
