/**
 * How many messages of a group are unread: the server's last count, kept right by the seqs of what came after it, so
 * that nothing counts twice however often it is heard.
 */
export class Unread {
  #counted;
  #upTo;
  #later = new Set();
  readSeq;

  /**
   * @param count the server's
   * @param upTo the head that it was counted at
   */
  constructor(count, upTo, readSeq) {
    this.#counted = count;
    this.#upTo = upTo;
    this.readSeq = readSeq;
  }

  get count() {
    return this.#counted + this.#later.size;
  }

  /** A message of somebody else came. */
  add(seq) {
    if (seq > this.#upTo && seq > this.readSeq) this.#later.add(seq);
  }

  /** A message of somebody else was deleted, for the first time. */
  remove(seq) {
    if (this.#later.delete(seq) || seq <= this.readSeq || seq > this.#upTo) return;
    this.#counted = Math.max(0, this.#counted - 1);
  }

  /** The server moved the read mark and counted anew. */
  marked(readSeq, count) {
    if (readSeq < this.readSeq) return;
    this.readSeq = readSeq;
    for (const seq of this.#later) if (seq <= readSeq) this.#later.delete(seq);
    this.#counted = readSeq >= this.#upTo ? 0 : Math.max(0, count - this.#later.size);
  }
}
