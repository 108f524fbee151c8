import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { language, parts, t } from '../text/language.js';
import { Completing } from './completing.js';
import { icon } from './icons.js';
import { bdi, iconButton, sentenceOf } from './parts.js';
import { View } from './view.js';

const TELL_BELOW = 500;
const TYPING_EVERY_MS = 3_000;
const QUOTED = 120;
const COMMAND = /^\/[a-z]+(?:\s|$)/i;
/** A text that shall begin like a command; of a path, or a comment in code, nothing is taken away. */
const ESCAPED = /^\/\/[a-z]+(?:\s|$)/i;

/**
 * Where a message is written, answered or edited; keeps a draft of what is new. Emits `sent`, and `edit-last`, which is
 * prevented by who had something to edit.
 */
class Composer extends View {
  static properties = { group: { attribute: false }, mode: { state: true }, text: { state: true }, refused: { state: true }, unknown: { state: true } };

  #typedAt = 0;
  #completing = new Completing(this);

  constructor() {
    super();
    /** @type {import('../store/group.js').Group} */
    this.group = /** @type {any} */ (undefined);
    /** @type {{name: 'new' | 'reply' | 'edit', message?: any}} */
    this.mode = { name: 'new' };
    this.text = '';
    this.refused = '';
    /** Whether what was refused may be sent as it stands, as text. */
    this.unknown = false;
  }

  entered() {
    this.follow(this.app.settings, 'change');
  }

  willUpdate(changed) {
    if (!changed.has('group')) return;
    this.mode = { name: 'new' };
    this.text = this.app.drafts.of(this.group.id);
    this.refused = '';
    this.#completing.restart();
  }

  updated(changed) {
    if (changed.has('text') || changed.has('group')) this.#fit();
    if (changed.has('group') && !isCoarse()) this.area.focus();
  }

  get area() {
    return /** @type {HTMLTextAreaElement} */ (this.querySelector('textarea'));
  }

  reply(message) {
    this.#leaveEdit();
    this.mode = { name: 'reply', message };
    this.area.focus();
  }

  edit(message) {
    this.mode = { name: 'edit', message };
    this.refused = '';
    this.unknown = false;
    this.text = message.content;
    this.area.focus();
  }

  render() {
    const label = t(this.group.direct ? 'composer.direct' : 'composer.group', { name: this.group.title });
    const left = this.app.chat.longest - length(this.text);
    const blocked = left < 0 || !this.text.trim();
    return html`<form class="composer" id="composer" data-region="composer" @submit=${event => this.#submit(event)}>
      ${this.#about()}
      ${this.#completing.render()}
      <div class="composer-row">
        <textarea class="composer-text" rows="1" dir=${this.text ? 'auto' : nothing} placeholder=${label} aria-label=${label} enterkeyhint=${this.#enterSends ? 'send' : 'enter'}
          aria-autocomplete="list" aria-haspopup="listbox" aria-controls="completions" aria-activedescendant=${this.#completing.option}
          .value=${live(this.text)} @input=${() => this.written()} @keydown=${event => this.#keys(event)} @blur=${() => this.#completing.close()}></textarea>
        <span class="counter ${left < 0 ? 'over' : ''}" role="status">${left < TELL_BELOW ? left.toLocaleString(language.locale) : nothing}</span>
        <button type="submit" class="send" aria-label=${t('send')} title=${t('send')} ?disabled=${blocked}>${icon('send')}</button>
      </div>
    </form>`;
  }

  #about() {
    if (this.mode.name === 'new' && !this.refused) return nothing;
    return html`<div class="composer-about"><span class="composer-what ${this.refused ? 'refused' : ''}" role="status">${this.refused || this.#what()}</span>
      ${this.refused && this.unknown ? html`<button type="button" class="link" @click=${() => this.#send(trimmed(this.text))}>${t('command.asText')}</button>` : nothing}
      ${iconButton('close', t('cancel'), () => this.#cancel())}</div>`;
  }

  #what() {
    if (this.mode.name === 'edit') return t('composer.editing');
    const { sender_name: name, content } = this.mode.message;
    return parts('composer.replying', { name: bdi(name), text: bdi(content.slice(0, QUOTED)) });
  }

  /** Something was written, or put in. */
  written() {
    this.text = this.area.value;
    this.refused = '';
    if (this.mode.name !== 'edit') this.app.drafts.keep(this.group.id, this.text);
    this.#completing.look();
    if (!this.text.trim() || Date.now() - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = Date.now();
    this.app.actions.typing(this.group);
  }

  get takesCommands() {
    return this.mode.name !== 'edit';
  }

  get #enterSends() {
    return !isCoarse() && this.app.settings.get('enter') === 'sends';
  }

  /** @param {KeyboardEvent} event */
  #keys(event) {
    if (event.isComposing || this.#completing.takes(event)) return;
    const withCommand = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && (withCommand || (!event.shiftKey && this.#enterSends))) this.#submit(event);
    else if (event.key === 'Escape' && (this.refused || this.mode.name !== 'new')) this.#cancel(event);
    else if (event.key === 'ArrowUp' && !this.text) this.#editLast(event);
  }

  #editLast(event) {
    if (!this.dispatchEvent(new CustomEvent('edit-last', { cancelable: true }))) event.preventDefault();
  }

  #submit(event) {
    event.preventDefault();
    const text = trimmed(this.text);
    if (!text || length(text) > this.app.chat.longest) return;
    const { name, message } = this.mode;
    if (name === 'edit') return this.#saveEdit(message, text);
    if (COMMAND.test(text)) return this.#run(text);
    this.#send(ESCAPED.test(text) ? text.slice(1) : text);
  }

  #send(text) {
    const { message } = this.mode;
    this.mode = { name: 'new' };
    this.refused = '';
    this.#completing.close();
    this.#typedAt = 0;
    this.#keep('');
    this.app.chat.outbox.add(this.group.id, text, message?.seq);
    this.dispatchEvent(new CustomEvent('sent'));
  }

  /** Does a command; one that is refused stays in the field, with the reason above it. */
  async #run(text) {
    const { app, group } = this;
    this.#completing.close();
    const done = await import('./commands.js')
      .then(({ run }) => run(text, { app, group, send: line => this.#send(line) }))
      .catch(() => ({ refused: t('failure.unreachable'), unknown: false }));
    if (!done && app.drafts.of(group.id).trim() === text) app.drafts.keep(group.id, '');
    if (this.group !== group || trimmed(this.text) !== text) return;
    this.refused = done?.refused ?? '';
    this.unknown = Boolean(done?.unknown);
    if (!done) this.#keep('');
  }

  /** A refused edit stays in the field, with the reason above it. */
  async #saveEdit(message, text) {
    try {
      if (text !== message.content) await this.app.actions.edit(this.group, message.seq, text);
      if (this.mode.message === message) this.#cancel();
    } catch (failure) {
      this.refused = t('composer.refused', { why: sentenceOf(failure) });
    }
  }

  /** @param {Event} [event] */
  #cancel(event) {
    event?.preventDefault();
    this.#leaveEdit();
    this.mode = { name: 'new' };
    this.refused = '';
    this.area.focus();
  }

  #leaveEdit() {
    if (this.mode.name === 'edit') this.text = this.app.drafts.of(this.group.id);
  }

  #keep(text) {
    this.text = text;
    this.area.value = text;
    this.app.drafts.keep(this.group.id, text);
  }

  /** Grows with the text, up to the limit of the style. */
  #fit() {
    this.area.style.height = 'auto';
    this.area.style.height = `${this.area.scrollHeight}px`;
  }
}

/** In code points, as the server counts. */
function length(text) {
  return [...trimmed(text)].length;
}

/** Without blank lines before and white space after; the first line keeps its indent. */
function trimmed(text) {
  return text.replace(/^(\s*\n)+/, '').trimEnd();
}

/** Whether the keyboard is a part of the screen, where Enter is the only way to a new line. */
function isCoarse() {
  return matchMedia('(pointer: coarse)').matches;
}

customElements.define('confab-composer', Composer);
