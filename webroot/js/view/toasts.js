import { html, nothing } from 'lit';
import { t } from '../text/language.js';
import { bdi, iconButton } from './parts.js';
import { View } from './view.js';

const SHOWN_MS = 6_000;

/** Short notes at the foot of the page: what came while the connection was lost, and what was done. */
class Toasts extends View {
  static properties = { note: { state: true } };

  #timer = 0;

  constructor() {
    super();
    /** @type {any} */
    this.note = null;
  }

  entered() {
    this.follow(this.app, 'say', sentence => this.#show(sentence));
    this.follow(this.app, 'meanwhile', missed => this.#show(this.#meanwhile(missed)));
  }

  left() {
    clearTimeout(this.#timer);
  }

  #show(note) {
    clearTimeout(this.#timer);
    this.note = note;
    this.#timer = window.setTimeout(() => (this.note = null), SHOWN_MS);
  }

  #meanwhile({ messages, groups }) {
    const links = groups.slice(0, 3).map(group => html` <a href=${group.address}>${bdi(group.title)}</a>`);
    return html`<span class="meanwhile">${t('meanwhile', { n: messages })}</span>${links}`;
  }

  render() {
    const close = iconButton('close', t('close'), () => (this.note = null));
    return html`<div class="toasts" role="status">${this.note ? html`<p class="toast"><span>${this.note}</span>${close}</p>` : nothing}</div>`;
  }
}

customElements.define('confab-toasts', Toasts);
