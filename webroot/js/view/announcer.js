import { html } from 'lit';
import { t } from '../text/language.js';
import { View } from './view.js';

const TOGETHER_MS = 1_000;

/** Reads new messages out to screen readers: those of the open group, a burst as one sentence, one's own never. */
class Announcer extends View {
  static properties = { group: { attribute: false }, sentence: { state: true } };

  /** @type {{sender_name: string, content?: string}[]} */
  #waiting = [];

  constructor() {
    super();
    /** @type {any} */
    this.group = null;
    this.sentence = '';
  }

  entered() {
    this.follow(this.app.chat, 'posted', ({ group, message }) => {
      if (group === this.group && message.sender_id !== this.app.me.id) this.#hear(group, message);
    });
  }

  #hear(group, message) {
    if (this.app.settings.get('aloud') === 'none') return;
    if (this.#waiting.push(message) === 1) setTimeout(() => this.#say(group), TOGETHER_MS);
  }

  #say(group) {
    const [first, ...more] = this.#waiting.splice(0);
    const alone = more.length === 0 && this.app.settings.get('aloud') === 'all';
    this.sentence = alone
      ? t('aloud.one', { name: first.sender_name, text: first.content ?? t('message.deleted') })
      : t('aloud.many', { n: more.length + 1, group: group.title });
  }

  render() {
    return html`<div class="visually-hidden" aria-live="polite">${this.sentence}</div>`;
  }
}

customElements.define('confab-announcer', Announcer);
