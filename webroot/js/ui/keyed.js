/** The children of an element, one per item, that are drawn anew only when the item's `look` changed. */
export class Keyed {
  #parent;
  #draw;
  #drawn = new Map();

  /** @param draw makes the element of an item */
  constructor(parent, draw) {
    this.#parent = parent;
    this.#draw = draw;
  }

  show(items) {
    const before = this.#drawn;
    this.#drawn = new Map(items.map(item => [item.key, this.#element(before.get(item.key), item)]));
    for (const [key, { element }] of before) if (this.#drawn.get(key)?.element !== element) element.remove();
    let place = this.#parent.firstChild;
    for (const { element } of this.#drawn.values()) {
      if (element === place) place = place.nextSibling;
      else this.#parent.insertBefore(element, place);
    }
  }

  element(key) {
    return this.#drawn.get(key)?.element;
  }

  /** The item that an element, or what it is in, was drawn for. */
  itemOf(node) {
    for (const { element, item } of this.#drawn.values()) if (element.contains(node)) return item;
    return undefined;
  }

  /** `[key, element]` of the items of a kind, top to bottom. */
  *elements(kind) {
    for (const [key, { element, item }] of this.#drawn) if (item.kind === kind) yield [key, element];
  }

  #element(known, item) {
    return known?.item.look === item.look ? { ...known, item } : { item, element: this.#draw(item) };
  }
}
