import { Emitter } from './emitter.js';
import { Failure, unreachable } from './failure.js';
import { after } from './timer.js';

const ANSWER_MS = 15_000;
const VERSION = 1;
/** Our own close code: the server speaks a version that this page does not. */
export const WRONG_VERSION = 4000;

/**
 * One WebSocket, from the upgrade to its close; never opened again.
 *
 * Emits `frame` for every frame in the order of arrival, answers included, and `close` once with `{code}`.
 */
export class Socket extends Emitter {
  #webSocket;
  #lastRef = 0;
  #asked = new Map();
  #closed = false;
  #calledOff = () => {};

  constructor(url) {
    super();
    this.#webSocket = new WebSocket(url);
    this.#webSocket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    this.#webSocket.onclose = ({ code }) => this.#end(code);
    this.#calledOff = after(ANSWER_MS, () => this.close());
  }

  /** Sends a command and settles with its answer, or with the {@link Failure} that it met. */
  request(type, fields = {}, deadlineMs = ANSWER_MS) {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(unreachable());
      const ref = String(++this.#lastRef);
      const callOff = after(deadlineMs, () => this.#settle(ref, ({ reject }) => reject(unreachable())));
      this.#asked.set(ref, { resolve, reject, callOff });
      this.#webSocket.send(JSON.stringify({ type, ref, ...fields }));
    });
  }

  /** Sends a command that nobody waits for; dropped when the socket is gone. */
  tell(type, fields = {}) {
    if (!this.#closed) this.#webSocket.send(JSON.stringify({ type, ...fields }));
  }

  /** Asks for a sign of life; without one within `deadlineMs` the socket is given up. */
  async probe(deadlineMs) {
    try {
      await this.request('ping', {}, deadlineMs);
    } catch {
      this.close();
    }
  }

  /** Ends it at once, without waiting for the other side, which may never answer. */
  close(code = 1000) {
    this.#webSocket.onmessage = null;
    this.#webSocket.close(code);
    this.#end(code);
  }

  #hear(frame) {
    if (frame.type === 'hello') return this.#greet(frame);
    this.emit('frame', frame);
    this.#settle(frame.ref, ({ resolve, reject }) =>
      frame.type === 'error' ? reject(Failure.of(frame)) : resolve(frame));
  }

  #greet(hello) {
    if (hello.version !== VERSION) return this.close(WRONG_VERSION);
    this.#beat(hello.heartbeat_ms);
    this.emit('hello', hello);
  }

  #beat(everyMs) {
    this.#calledOff();
    this.#calledOff = after(everyMs, () => {
      this.probe(Math.min(everyMs, ANSWER_MS));
      this.#beat(everyMs);
    });
  }

  #settle(ref, how) {
    const asked = this.#asked.get(ref);
    if (!asked) return;
    this.#asked.delete(ref);
    asked.callOff();
    how(asked);
  }

  #end(code) {
    if (this.#closed) return;
    this.#closed = true;
    this.#calledOff();
    for (const ref of [...this.#asked.keys()]) this.#settle(ref, ({ reject }) => reject(unreachable()));
    this.emit('close', { code });
  }
}
