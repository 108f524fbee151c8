const NEAR_PX = 48;

/**
 * Keeps the place of a reader: at the newest line the view follows what comes, anywhere else what is being read stays
 * where it is, whatever is added above or below.
 */
export class Scroller {
  #view;
  #elements;
  #resized;
  /** Where the view was when `following` was last right. */
  #place = 0;
  following = true;

  /**
   * @param {HTMLElement} view the element that scrolls
   * @param {() => Iterable<any[]>} elements gives `[key, element]` of the lines that move with the text, top to bottom
   * @param {() => void} moved is called after the reader moved
   */
  constructor(view, elements, moved) {
    this.#view = view;
    this.#elements = elements;
    view.addEventListener('scroll', () => {
      this.#look();
      moved();
    });
    this.#resized = new ResizeObserver(() => this.following && this.toEnd());
    this.#resized.observe(view);
  }

  close() {
    this.#resized.disconnect();
  }

  /** Makes a change to the lines without moving the reader. */
  hold(change) {
    if (this.#view.scrollTop !== this.#place) this.#look(); // The reader moved, and the browser tells of it only later.
    const anchor = this.following ? null : this.#anchor();
    change();
    if (this.following) return this.toEnd();
    const element = anchor && this.#element(anchor.key);
    if (element) this.#view.scrollTop += this.#top(element) - anchor.top;
    this.#place = this.#view.scrollTop;
  }

  toEnd() {
    this.following = true;
    this.#view.scrollTop = this.#view.scrollHeight;
    this.#place = this.#view.scrollTop;
  }

  /** Brings a line into sight, with some context above it. */
  toLine(element) {
    this.#view.scrollTop += this.#top(element) - this.#view.clientHeight / 4;
    this.#look();
  }

  /** How far the first line is above the upper edge, and the last below the lower one. */
  get room() {
    return { above: this.#view.scrollTop, below: this.#distance() };
  }

  isAbove(element) {
    return this.#top(element) < 0;
  }

  #look() {
    this.following = this.#distance() < NEAR_PX;
    this.#place = this.#view.scrollTop;
  }

  #anchor() {
    for (const [key, element] of this.#elements()) {
      const top = this.#top(element);
      if (top + element.offsetHeight > 0) return { key, top };
    }
    return null;
  }

  #element(wanted) {
    for (const [key, element] of this.#elements()) if (key === wanted) return element;
    return null;
  }

  #top(element) {
    return element.getBoundingClientRect().top - this.#view.getBoundingClientRect().top;
  }

  #distance() {
    return this.#view.scrollHeight - this.#view.scrollTop - this.#view.clientHeight;
  }
}
