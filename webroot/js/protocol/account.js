import { SIGNED_OUT, Failure } from './failure.js';
import { call } from './rest.js';

const SIGNED_IN_HINT = 'confab.signed-in';
const RENEW_BEFORE_MS = 60_000;
/** Bounds on what the times of the answer may say, for clocks that are wrong. */
const SHORTEST_MS = 2 * 60_000;
const LONGEST_MS = 15 * 60_000;

/**
 * Who uses this page. The access token lives in memory alone; the refresh token is a cookie that no script can read.
 */
export class Account {
  #origin;
  #somebodyElse;
  /** @type {string | null} */
  #token = null;
  #renewAt = 0;
  /** @type {Promise<string> | null} */
  #renewing = null;
  /** @type {{id: number, name: string, guest: boolean} | null} */
  user = null;

  /**
   * @param {{origin?: string, somebodyElse?: () => void}} [options] `origin` of the server, when it is another one;
   *   `somebodyElse` is called when another tab, which shares the cookie, has signed in another user
   */
  constructor({ origin = '', somebodyElse = () => {} } = {}) {
    this.#origin = origin;
    this.#somebodyElse = somebodyElse;
  }

  /** The id of the user who signed in here earlier and has not signed out; null for none. */
  get lastUserId() {
    return Number(localStorage.getItem(SIGNED_IN_HINT)) || null;
  }

  /** Goes on with the sign-in of an earlier visit; answers with the user, or null when a password is needed. */
  async restore() {
    if (!this.lastUserId) return null;
    try {
      await this.token();
      return this.user;
    } catch (failure) {
      if (failure.code === SIGNED_OUT) return null;
      throw failure;
    }
  }

  async register(username, password, email) {
    const body = { username, password, email: email || undefined, cookie: true };
    const registered = await this.#call('POST', '/accounts', { body });
    if (!registered.access_token) return this.signIn(username, password);
    this.#accept(registered);
    return this.user;
  }

  async signIn(username, password) {
    this.#accept(await this.#call('POST', '/sessions', { body: { username, password, cookie: true } }));
    return this.user;
  }

  /** What the server lets anybody do; `guests` whether a name alone is enough to come in. @returns {Promise<{guests: boolean}>} */
  server() {
    return this.#call('GET', '/server');
  }

  /** Comes in by a name alone, where access is open. */
  async comeIn(username) {
    this.#accept(await this.#call('POST', '/guests', { body: { username, cookie: true } }));
    return this.user;
  }

  async signOut() {
    localStorage.removeItem(SIGNED_IN_HINT);
    const token = await this.token();
    localStorage.removeItem(SIGNED_IN_HINT); // A renewal has put it there again.
    this.forgetToken();
    this.user = null;
    await this.#call('DELETE', '/sessions/current', { token });
  }

  /**
   * An access token that will hold for a while; {@link SIGNED_OUT} when there is no way to get one.
   * @returns {Promise<string>}
   */
  async token() {
    if (this.#token && Date.now() < this.#renewAt) return this.#token;
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  /** The server refused this token (or any, without an argument): the next one is a new one. */
  forgetToken(token = this.#token) {
    if (token === this.#token) this.#token = null;
  }

  #call(method, path, options) {
    return call(method, path, { ...options, origin: this.#origin });
  }

  /** @returns {Promise<string>} */
  async #renew() {
    try {
      const renewed = await oneTabAtATime(() => this.#call('POST', '/sessions/refresh', { body: {} }));
      this.#accept(renewed);
      return renewed.access_token;
    } catch (failure) {
      if (!['UNAUTHENTICATED', 'INVALID'].includes(failure.code)) throw failure;
      localStorage.removeItem(SIGNED_IN_HINT);
      throw new Failure(SIGNED_OUT, 'You have been signed out.');
    }
  }

  /** The cookie is shared by all tabs: when another one signed in somebody else, this page starts over. */
  #accept({ access_token: token, access_expires_at: end, user }) {
    if (this.user && this.user.id !== user.id) return this.#somebodyElse();
    localStorage.setItem(SIGNED_IN_HINT, user.id);
    this.user = user;
    this.#token = token;
    const lifeMs = Math.min(Math.max(Date.parse(end) - Date.now(), SHORTEST_MS), LONGEST_MS);
    this.#renewAt = Date.now() + lifeMs - RENEW_BEFORE_MS;
  }
}

/** A refresh token is good for one use, so two tabs must not renew at the same moment. */
function oneTabAtATime(renew) {
  return navigator.locks ? navigator.locks.request('confab.renew', renew) : renew();
}
