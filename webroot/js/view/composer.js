import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { matches } from '../store/sections.js';
import { language, parts, t } from '../text/language.js';
import { icon } from './icons.js';
import { avatarWithPresence, bdi, iconButton, roleName, sentenceOf } from './parts.js';
import { View } from './view.js';

const TELL_BELOW = 500;
const TYPING_EVERY_MS = 3_000;
const CHOICES = 6;
const QUOTED = 120;

/**
 * Where a message is written, answered or edited; keeps a draft of what is new. Emits `sent`, and `edit-last`, which is
 * prevented by who had something to edit.
 */
class Composer extends View {
  static properties = { group: { attribute: false }, mode: { state: true }, text: { state: true }, refused: { state: true }, choices: { state: true }, chosen: { state: true } };

  #typedAt = 0;
  /** @type {any[] | null} */
  #members = null;

  constructor() {
    super();
    /** @type {import('../store/group.js').Group} */
    this.group = /** @type {any} */ (undefined);
    /** @type {{name: 'new' | 'reply' | 'edit', message?: any}} */
    this.mode = { name: 'new' };
    this.text = '';
    this.refused = '';
    /** Members whose name fits what stands behind an `@`. @type {any[]} */
    this.choices = [];
    this.chosen = 0;
  }

  entered() {
    this.follow(this.app.settings, 'change');
  }

  willUpdate(changed) {
    if (!changed.has('group')) return;
    this.mode = { name: 'new' };
    this.text = this.app.drafts.of(this.group.id);
    this.#members = null;
    this.choices = [];
  }

  updated(changed) {
    if (changed.has('text') || changed.has('group')) this.#fit();
    if (changed.has('group') && !isCoarse()) this.#area.focus();
  }

  get #area() {
    return /** @type {HTMLTextAreaElement} */ (this.querySelector('textarea'));
  }

  reply(message) {
    this.#leaveEdit();
    this.mode = { name: 'reply', message };
    this.#area.focus();
  }

  edit(message) {
    this.mode = { name: 'edit', message };
    this.refused = '';
    this.text = message.content;
    this.#area.focus();
  }

  render() {
    const label = t(this.group.direct ? 'composer.direct' : 'composer.group', { name: this.group.title });
    const left = this.app.chat.longest - length(this.text);
    const blocked = left < 0 || !this.text.trim();
    return html`<form class="composer" id="composer" data-region="composer" @submit=${event => this.#submit(event)}>
      ${this.#about()}
      ${this.#suggestions()}
      <div class="composer-row">
        <textarea class="composer-text" rows="1" dir=${this.text ? 'auto' : nothing} placeholder=${label} aria-label=${label} enterkeyhint=${this.#enterSends ? 'send' : 'enter'}
          aria-autocomplete="list" aria-haspopup="listbox" aria-controls="mentions"
          aria-activedescendant=${this.choices.length ? `mention-${this.chosen}` : nothing}
          .value=${live(this.text)} @input=${() => this.#written()} @keydown=${event => this.#keys(event)} @blur=${() => (this.choices = [])}></textarea>
        <span class="counter ${left < 0 ? 'over' : ''}" role="status">${left < TELL_BELOW ? left.toLocaleString(language.locale) : nothing}</span>
        <button type="submit" class="send" aria-label=${t('send')} title=${t('send')} ?disabled=${blocked}>${icon('send')}</button>
      </div>
    </form>`;
  }

  #about() {
    if (this.mode.name === 'new') return nothing;
    return html`<div class="composer-about"><span class="composer-what" role="status">${this.refused || this.#what()}</span>
      ${iconButton('close', t('cancel'), () => this.#cancel())}</div>`;
  }

  #what() {
    if (this.mode.name === 'edit') return t('composer.editing');
    const { sender_name: name, content } = this.mode.message;
    return parts('composer.replying', { name: bdi(name), text: bdi(content.slice(0, QUOTED)) });
  }

  #suggestions() {
    return html`<ul class="mentions" id="mentions" role="listbox" aria-label=${t('composer.mentions')} ?hidden=${!this.choices.length}>
      ${this.choices.map(({ user, online, role }, i) => html`<li role="option" id="mention-${i}" aria-selected=${i === this.chosen}
        @pointerdown=${event => this.#mention(event, user)}>${avatarWithPresence(user, online, 'small')}${bdi(user.name)}
        <span class="muted">${roleName(role)}</span></li>`)}
    </ul>`;
  }

  #written() {
    this.text = this.#area.value;
    this.refused = '';
    if (this.mode.name !== 'edit') this.app.drafts.keep(this.group.id, this.text);
    this.#suggest();
    if (!this.text.trim() || Date.now() - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = Date.now();
    this.app.actions.typing(this.group);
  }

  /** Members to choose from, while the word at the cursor begins with an `@`. */
  async #suggest() {
    const typed = this.#mentioned;
    if (typed === null || this.group.direct) return void (this.choices = []);
    this.#members ??= await this.app.actions.members(this.group).catch(() => null);
    if (this.#mentioned !== typed) return;
    this.choices = (this.#members ?? []).filter(({ user }) => user.id !== this.app.me.id && matches(user.name, typed)).slice(0, CHOICES);
    this.chosen = 0;
  }

  get #mentioned() {
    const before = this.#area.value.slice(0, this.#area.selectionStart);
    return /(?:^|\s)@([^\s@]{0,32})$/u.exec(before)?.[1] ?? null;
  }

  #mention(event, user) {
    event.preventDefault();
    const { selectionStart: end } = this.#area;
    const start = this.#area.value.lastIndexOf('@', end - 1);
    this.#area.setRangeText(`@${user.name} `, start, end, 'end');
    this.choices = [];
    this.#written();
  }

  get #enterSends() {
    return !isCoarse() && this.app.settings.get('enter') === 'sends';
  }

  /** @param {KeyboardEvent} event */
  #keys(event) {
    if (event.isComposing) return;
    if (this.choices.length) return this.#choose(event);
    const withCommand = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && (withCommand || (!event.shiftKey && this.#enterSends))) this.#submit(event);
    else if (event.key === 'Escape' && this.mode.name !== 'new') this.#cancel(event);
    else if (event.key === 'ArrowUp' && !this.text) this.#editLast(event);
  }

  /** @param {KeyboardEvent} event */
  #choose(event) {
    const n = this.choices.length;
    const { key } = event;
    if (key === 'ArrowDown') this.chosen = (this.chosen + 1) % n;
    else if (key === 'ArrowUp') this.chosen = (this.chosen - 1 + n) % n;
    else if (key === 'Escape') this.choices = [];
    else if (key === 'Enter' || key === 'Tab') return this.#mention(event, this.choices[this.chosen].user);
    else return;
    event.preventDefault();
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
    this.mode = { name: 'new' };
    this.#put('');
    this.#typedAt = 0;
    this.app.chat.outbox.add(this.group.id, text, message?.seq);
    this.dispatchEvent(new CustomEvent('sent'));
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
    this.#area.focus();
  }

  #leaveEdit() {
    if (this.mode.name === 'edit') this.text = this.app.drafts.of(this.group.id);
  }

  #put(text) {
    this.text = text;
    this.#area.value = text;
    this.app.drafts.keep(this.group.id, text);
  }

  /** Grows with the text, up to the limit of the style. */
  #fit() {
    this.#area.style.height = 'auto';
    this.#area.style.height = `${this.#area.scrollHeight}px`;
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
