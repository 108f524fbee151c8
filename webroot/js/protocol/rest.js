import { Failure, unreachable } from './failure.js';

const BASE = '/api/v1';
const DEADLINE_MS = 15_000;

/** One call of the REST API; settles with the body of the answer, or with the {@link Failure} that it met. */
export async function call(method, path, { body, token } = {}) {
  const answer = await send(method, path, body, token);
  const json = await readJson(answer);
  if (answer.ok) return json;
  throw refusal(answer, json);
}

/** The calls that a signed-in user makes; an access token that ran out is renewed and the call made again, once. */
export class Rest {
  #account;

  constructor(account) {
    this.#account = account;
  }

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

  remove(path) {
    return this.#call('DELETE', path);
  }

  async #call(method, path, body) {
    const token = await this.#account.token();
    try {
      return await call(method, path, { body, token });
    } catch (failure) {
      if (failure.code !== 'UNAUTHENTICATED') throw failure;
      this.#account.forgetToken(token);
      return call(method, path, { body, token: await this.#account.token() });
    }
  }
}

async function send(method, path, body, token) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (token) headers.Authorization = `Bearer ${token}`;
  try {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    return await fetch(BASE + path, { method, headers, signal, body: body && JSON.stringify(body) });
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
