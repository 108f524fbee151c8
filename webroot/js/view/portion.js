/** The work of one frame: so many lines of a few words, fewer of long ones. */
const LINES = 8;
const LETTERS = 300;

/**
 * What of a list of messages is drawn now: all that was drawn before, and a few lines more in each frame, so that a burst, or a
 * page of history, never holds the page up. A list that has nothing in common with the last one is another place, and drawn at
 * once; but for who follows the newest and has had more than a window of them: he gets the end first.
 */
export class Portion {
  /** @type {Set<string>} */
  #drawn = new Set();
  /** Whether there are lines that are not drawn yet. */
  behind = false;

  /**
   * The items to draw in this frame; first those that go on below.
   * @param {import('./timeline.js').Item[]} items
   * @param {boolean} isFollowing
   */
  of(items, isFollowing) {
    const [from, to] = this.#range(items, isFollowing);
    const portion = items.slice(from, to);
    this.#drawn = new Set(portion.map(({ key }) => key));
    this.behind = portion.length < items.length;
    return portion;
  }

  startOver() {
    this.#drawn.clear();
  }

  /** @returns {[number, number]} */
  #range(items, isFollowing) {
    const isDrawn = ({ kind, key }) => kind === 'message' && this.#drawn.has(key);
    const first = items.findIndex(isDrawn);
    if (first >= 0) return extended(items, first, items.findLastIndex(isDrawn) + 1);
    return isFollowing && this.#drawn.size ? extended(items, items.length, items.length) : [0, items.length];
  }
}

/** @returns {[number, number]} */
function extended(items, from, to) {
  let room = LINES;
  while (to < items.length && room > 0) room -= weight(items[to++]);
  while (from > 0 && room > 0) room -= weight(items[--from]);
  return [from, to];
}

/** @param {import('./timeline.js').Item} item */
function weight({ message, send }) {
  return 1 + ((message ?? send)?.content?.length ?? 0) / LETTERS;
}
