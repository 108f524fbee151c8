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
  #token = null;
  #renewAt = 0;
  #renewing = null;
  user = null;

  /** Goes on with the sign-in of an earlier visit; answers with the user, or null when a password is needed. */
  async restore() {
    if (!localStorage.getItem(SIGNED_IN_HINT)) return null;
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
    const registered = await call('POST', '/accounts', { body });
    if (!registered.access_token) return this.signIn(username, password);
    this.#accept(registered);
    return this.user;
  }

  async signIn(username, password) {
    this.#accept(await call('POST', '/sessions', { body: { username, password, cookie: true } }));
    return this.user;
  }

  async signOut() {
    const token = await this.token();
    localStorage.removeItem(SIGNED_IN_HINT);
    this.forgetToken();
    await call('DELETE', '/sessions/current', { token });
  }

  /** An access token that will hold for a while; {@link SIGNED_OUT} when there is no way to get one. */
  async token() {
    if (this.#token && Date.now() < this.#renewAt) return this.#token;
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  /** The server refused this token (or any, without an argument): the next one is a new one. */
  forgetToken(token = this.#token) {
    if (token === this.#token) this.#token = null;
  }

  async #renew() {
    try {
      const renewed = await oneTabAtATime(() => call('POST', '/sessions/refresh', { body: {} }));
      this.#accept(renewed);
      return this.#token;
    } catch (failure) {
      if (!['UNAUTHENTICATED', 'INVALID'].includes(failure.code)) throw failure;
      localStorage.removeItem(SIGNED_IN_HINT);
      throw new Failure(SIGNED_OUT, 'You have been signed out.');
    }
  }

  /** The cookie is shared by all tabs: when another one signed in somebody else, this page starts over. */
  #accept({ access_token: token, access_expires_at: end, user }) {
    if (this.user && this.user.id !== user.id) location.reload();
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
