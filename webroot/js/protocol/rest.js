import { Failure, unreachable } from './failure.js';

const API = '/api/v1';
const DEADLINE_MS = 15_000;

/**
 * One call of the REST API; settles with the body of the answer, or with the {@link Failure} that it met.
 *
 * @param {string} method
 * @param {string} path below `/api/v1`
 * @param {{body?: object, token?: string, origin?: string}} [options] `origin` of the server, when it is another one
 * @returns {Promise<any>}
 */
export async function call(method, path, { body, token, origin = '' } = {}) {
  const answer = await send(method, origin + API + path, body, token);
  const json = await readJson(answer);
  if (answer.ok) return json;
  throw refusal(answer, json);
}

/** The calls that a signed-in user makes; an access token that ran out is renewed and the call made again, once. */
export class Rest {
  #account;
  #origin;

  /**
   * @param {import('./account.js').Account} account
   * @param {string} [origin] of the server, when it is another one
   */
  constructor(account, origin = '') {
    this.#account = account;
    this.#origin = origin;
  }

  /**
   * @param {string} path
   * @param {Record<string, any>} [query]
   */
  read(path, query = {}) {
    const asked = Object.entries(query).filter(([, value]) => value !== undefined);
    return this.#call('GET', asked.length ? `${path}?${new URLSearchParams(asked)}` : path);
  }

  post(path, body) {
    return this.#call('POST', path, body);
  }

  put(path, body) {
    return this.#call('PUT', path, body);
  }

  patch(path, body) {
    return this.#call('PATCH', path, body);
  }

  remove(path) {
    return this.#call('DELETE', path);
  }

  async #call(method, path, body) {
    const token = await this.#account.token();
    try {
      return await call(method, path, { body, token, origin: this.#origin });
    } catch (failure) {
      if (failure.code !== 'UNAUTHENTICATED') throw failure;
      this.#account.forgetToken(token);
      return call(method, path, { body, token: await this.#account.token(), origin: this.#origin });
    }
  }
}

async function send(method, address, body, token) {
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (token) headers.Authorization = `Bearer ${token}`;
  try {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    return await fetch(address, { method, headers, signal, body: body && JSON.stringify(body) });
  } catch {
    throw unreachable();
  }
}

async function readJson(answer) {
  try {
    const text = await answer.text();
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/** A proxy in between may answer with something that is not ours: then only the status tells. */
function refusal(answer, json) {
  if (json?.error?.code) {
    const retryAfter = Number(answer.headers.get('Retry-After')) || undefined;
    return Failure.of({ retry_after: retryAfter, ...json.error });
  }
  const code = answer.status >= 500 ? 'UNAVAILABLE' : 'INVALID';
  return new Failure(code, `The server answered with status ${answer.status}.`);
}
