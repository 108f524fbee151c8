/**
 * How many messages of a group are unread: the server's last count, kept right by the seqs of what came after it, so
 * that nothing counts twice however often it is heard.
 */
export class Unread {
  #counted = 0;
  #upTo = 0;
  #later = new Set();
  readSeq = 0;

  get count() {
    return this.#counted + this.#later.size;
  }

  /**
   * The server counted anew.
   *
   * @param count what it says
   * @param upTo the head that it was counted at
   */
  counted(count, upTo, readSeq) {
    if (upTo < this.#upTo || readSeq < this.readSeq) return;
    this.#counted = count;
    this.#upTo = upTo;
    this.#readTo(readSeq, upTo);
  }

  /** A message of somebody else came. */
  add(seq) {
    if (seq > this.#upTo && seq > this.readSeq) this.#later.add(seq);
  }

  /** A message of somebody else was deleted, for the first time, by the event `at`. */
  remove(seq, at) {
    if (at <= this.#upTo || this.#later.delete(seq) || seq <= this.readSeq) return;
    this.#counted = Math.max(0, this.#counted - 1);
  }

  /**
   * The user read further, here or elsewhere. Whether the count is still known: of the messages behind the last count
   * only their number is, so a mark among them needs another count.
   */
  marked(readSeq) {
    if (readSeq <= this.readSeq) return true;
    this.#readTo(readSeq, readSeq);
    if (readSeq >= this.#upTo) this.#counted = 0;
    return readSeq >= this.#upTo;
  }

  #readTo(readSeq, known) {
    this.readSeq = readSeq;
    for (const seq of this.#later) if (seq <= known) this.#later.delete(seq);
  }
}
