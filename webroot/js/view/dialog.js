import { html, nothing } from 'lit';
import { t } from '../text/language.js';
import { iconButton } from './parts.js';
import { View } from './view.js';

/**
 * A modal dialog. It leaves the page when it is closed, and gives the focus back. A dialog of its own kind says what its
 * `title` is and draws its `content`.
 */
export class Dialog extends View {
  firstUpdated() {
    this.dialog.showModal();
    const first = this.querySelector('[autofocus]') ?? this.querySelector('.dialog-head ~ * :is(input, select, textarea, button)');
    /** @type {HTMLElement | null} */ (first)?.focus();
  }

  /** @returns {HTMLDialogElement} */
  get dialog() {
    return /** @type {any} */ (this.querySelector('dialog'));
  }

  close() {
    this.dialog.close();
  }

  get heading() {
    return '';
  }

  get classes() {
    return '';
  }

  /** @returns {unknown} */
  content() {
    return nothing;
  }

  render() {
    return html`<dialog class="dialog ${this.classes}" aria-labelledby="dialog-title" @close=${() => this.remove()} @click=${event => this.#outside(event)}>
      <header class="dialog-head"><h2 id="dialog-title" dir="auto">${this.heading}</h2>${iconButton('close', t('close'), () => this.close())}</header>
      ${this.content()}
    </dialog>`;
  }

  /** A click beside the dialog closes it; Chromium counts the backdrop as a part of it. */
  #outside({ target, clientX: x, clientY: y, detail }) {
    if (target !== this.dialog || detail === 0) return;
    const box = this.dialog.getBoundingClientRect();
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) this.close();
  }
}

/** Asks a question of yes or no; see `App.confirm`. */
class Confirm extends Dialog {
  constructor() {
    super();
    /** @type {any} */
    this.question = null;
    /** @type {(yes: boolean) => void} */
    this.answer = () => {};
  }

  get heading() {
    return this.question.title;
  }

  left() {
    this.answer(false); // Settles nothing when it was answered before.
  }

  content() {
    const { sentence, yes, dangerous } = this.question;
    const agree = () => {
      this.answer(true);
      this.close();
    };
    return html`<p dir="auto">${sentence}</p>
      <div class="dialog-buttons">
        <button type="button" class="button" @click=${() => this.close()}>${t('cancel')}</button>
        <button type="button" class="button primary ${dangerous ? 'dangerous' : ''}" autofocus @click=${agree}>${yes}</button>
      </div>`;
  }
}

/** Shows a text to be copied by hand, where a page may not use the clipboard. */
class TextDialog extends Dialog {
  constructor() {
    super();
    this.what = '';
    this.text = '';
  }

  get heading() {
    return this.what;
  }

  content() {
    return html`<textarea class="input" rows="4" readonly autofocus aria-label=${this.what} @focus=${({ target }) => target.select()}>${this.text}</textarea>`;
  }
}

customElements.define('confab-confirm', Confirm);
customElements.define('confab-text', TextDialog);
