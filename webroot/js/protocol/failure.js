/** What the server refused, or why it could not be asked: `code` of docs/protocol.md, or one of those below. */
export class Failure extends Error {
  /**
   * @param {string} code
   * @param {string} message for people
   * @param {{field?: string, retryAfter?: number}} [details] the field at fault, in how many seconds to try again
   */
  constructor(code, message, { field, retryAfter } = {}) {
    super(message);
    this.code = code;
    this.field = field;
    this.retryAfter = retryAfter;
  }

  /** From an error frame, or from the `error` of an HTTP answer. */
  static of(/** @type {any} */ { code, message, field, retry_after: retryAfter }) {
    return new Failure(code, message, { field, retryAfter });
  }

  /** It may go well later: the same request with the same key may be sent again without asking anybody. */
  get mayRetry() {
    return [UNREACHABLE, 'UNAVAILABLE', 'RATE_LIMITED'].includes(this.code);
  }
}

/** The server did not answer. */
export const UNREACHABLE = 'UNREACHABLE';
/** The sign-in is over; only a password helps. */
export const SIGNED_OUT = 'SIGNED_OUT';

export function unreachable() {
  return new Failure(UNREACHABLE, 'The server cannot be reached.');
}
