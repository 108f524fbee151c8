import { h, fill } from './dom.js';

let lastId = 0;

/** A labelled input with room for a hint and for what is wrong with it. */
export class Field {
  #error;

  /** @param props of the input; `hint` is shown below it */
  constructor(label, { hint, tag = 'input', ...props }) {
    const id = `field-${++lastId}`;
    this.#error = h('p', { class: 'field-error', id: `${id}-error` });
    const described = hint ? `${id}-error ${id}-hint` : `${id}-error`;
    this.input = h(tag, { id, class: 'input', 'aria-describedby': described, ...props, on: { input: () => this.accept() } });
    this.element = h(
      'div',
      { class: 'field' },
      h('label', { htmlFor: id }, label),
      this.input,
      this.#error,
      hint && h('p', { class: 'hint', id: `${id}-hint` }, hint),
    );
  }

  get value() {
    return this.input.value;
  }

  refuse(sentence) {
    fill(this.#error, sentence);
    this.input.setAttribute('aria-invalid', 'true');
    this.input.focus();
  }

  accept() {
    fill(this.#error);
    this.input.removeAttribute('aria-invalid');
  }
}
