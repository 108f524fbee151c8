import { Emitter } from './emitter.js';
import { Backoff } from './backoff.js';
import { SIGNED_OUT, unreachable } from './failure.js';
import { Socket, WRONG_VERSION } from './socket.js';
import { after } from './timer.js';

const PROBE_MS = 5_000;
const BAD_TOKEN = 4401;
/** Closes after which another attempt would meet the same refusal: docs/protocol.md, section 6. */
const FINAL = new Set([1002, 1003, 1007, 1008, 1009, WRONG_VERSION]);

/**
 * The succession of sockets that looks like one lasting connection.
 *
 * Emits `frame` for every frame in order, and `state` with `{name, until?}` where `name` is `connecting`, `live`,
 * `waiting` (for the next attempt, at `until`), `offline`, `refused` (reload needed), `signed-out` or `stopped`.
 */
export class Connection extends Emitter {
  #url;
  #account;
  #cursors;
  /** @type {Socket | null} */
  #socket = null;
  #backoff = new Backoff();
  #callOff = () => {};
  #refusedTokens = 0;
  /** @type {string | null} */
  #shownToken = null;
  #stopped = false;
  /** @type {{name: string, until?: number, code?: number}} */
  state = { name: 'stopped' };
  /** What the server takes at most, in its words. */
  limits = { content: 8_000 };

  /**
   * @param {string} url of the socket: `wss://host/ws`
   * @param {{token(): Promise<string>, forgetToken(): void}} account gives access tokens
   * @param {() => Record<string, number>} cursors how far each group was followed, asked for at every attempt
   */
  constructor(url, account, cursors) {
    super();
    this.#url = url;
    this.#account = account;
    this.#cursors = cursors;
  }

  start() {
    this.#connect();
  }

  /** For ever. */
  stop() {
    this.#stopped = true;
    this.#become({ name: 'stopped' });
    this.#callOff();
    this.#socket?.close();
  }

  /** Ends the waiting; does nothing while connected or stopped. */
  retryNow() {
    if (!['waiting', 'offline'].includes(this.state.name)) return;
    this.#callOff();
    this.#connect();
  }

  /** To be called when something may have changed unseen: the device woke up, its network came or went. */
  wake() {
    this.retryNow();
    if (this.live) this.#socket?.probe(PROBE_MS);
  }

  get live() {
    return this.state.name === 'live';
  }

  /**
   * Sends a command and settles with its answer.
   * @param {string} type
   * @param {object} [fields]
   * @returns {Promise<any>}
   */
  request(type, fields) {
    return this.live && this.#socket ? this.#socket.request(type, fields) : Promise.reject(unreachable());
  }

  /**
   * Sends a command that nobody waits for; dropped while there is no connection.
   * @param {string} type
   * @param {object} [fields]
   */
  tell(type, fields) {
    if (this.live) this.#socket?.tell(type, fields);
  }

  async #connect() {
    this.#become({ name: 'connecting' });
    const token = await this.#token();
    if (!token || this.state.name !== 'connecting') return;
    this.#shownToken = token;
    const socket = new Socket(this.#url);
    this.#socket = socket;
    socket.on('hello', ({ limits }) => {
      this.limits = limits;
      this.#identify(socket, token);
    });
    socket.on('frame', frame => this.#hear(frame));
    socket.on('close', ({ code }) => this.#lost(socket, code));
  }

  async #token() {
    try {
      return await this.#account.token();
    } catch (failure) {
      if (this.#stopped) return null;
      if (failure.code === SIGNED_OUT) this.#become({ name: 'signed-out' });
      else this.#wait(this.#backoff.next());
      return null;
    }
  }

  async #identify(socket, token) {
    try {
      await socket.request('identify', { token, cursors: this.#cursors() });
    } catch (failure) {
      socket.close(failure.code === 'UNAUTHENTICATED' ? BAD_TOKEN : 1000);
    }
  }

  #hear(frame) {
    if (frame.type === 'ready') {
      this.#backoff.reset();
      this.#refusedTokens = 0;
      this.#become({ name: 'live' });
    }
    this.emit('frame', frame);
    if (frame.type === 'pong') this.#showNewToken();
    if (frame.type === 'reconnect') this.#leave(frame.after_ms);
  }

  /** A socket ends with the token that it was identified with, unless it is shown a newer one in time. */
  async #showNewToken() {
    const token = await this.#account.token().catch(() => null);
    if (!token || token === this.#shownToken || !this.live) return;
    this.#shownToken = token;
    this.#socket?.request('identify', { token }).catch(() => {}); // Then it ends, and the next one has the new token.
  }

  /** The node stops: go before it does, and come back at a moment of one's own. */
  #leave(afterMs) {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#wait(Math.random() * afterMs);
  }

  #lost(socket, code) {
    if (socket !== this.#socket || this.state.name === 'stopped') return;
    this.#socket = null;
    if (FINAL.has(code)) return this.#become({ name: 'refused', code });
    if (code === BAD_TOKEN) return this.#renewToken();
    this.#wait(this.#backoff.next());
  }

  #renewToken() {
    this.#account.forgetToken();
    this.#wait(this.#refusedTokens++ === 0 ? 0 : this.#backoff.next());
  }

  #wait(ms) {
    const name = navigator.onLine === false ? 'offline' : 'waiting'; // Outside browsers nobody knows.
    this.#callOff = after(ms, () => this.#connect());
    this.#become({ name, until: Date.now() + ms });
  }

  #become(state) {
    this.state = state;
    this.emit('state', state);
  }
}
