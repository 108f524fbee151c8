import { bdi, fill, h, iconButton } from './dom.js';
import { icon } from './icons.js';

const TELL_BELOW = 500;
const TYPING_EVERY_MS = 3_000;

/** Where a message is written, answered or edited; keeps a draft of what is new. */
export class Composer {
  #group;
  #drafts;
  #actions;
  #state = { mode: 'new' };
  #typedAt = 0;
  #about = h('div', { class: 'composer-about', hidden: true });
  #counter = h('span', { class: 'counter', role: 'status' });
  #text;
  #send = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send', title: 'Send (Enter)' }, icon('send'));

  /**
   * @param actions `{send(text, replyTo), edit(message, text), typing(), editLast(), longest()}`; `edit` may reject
   */
  constructor(group, drafts, actions) {
    this.#group = group;
    this.#drafts = drafts;
    this.#actions = actions;
    const label = group.direct ? `Message ${group.title}` : `Message in ${group.title}`;
    this.#text = h('textarea', {
      class: 'composer-text', rows: 1, dir: 'auto', placeholder: label, 'aria-label': label, enterkeyhint: coarse() ? 'enter' : 'send',
      on: { input: () => this.#written(), keydown: event => this.#keys(event) },
    });
    this.element = h(
      'form',
      { class: 'composer', on: { submit: event => this.#submit(event) } },
      this.#about,
      h('div', { class: 'composer-row' }, this.#text, this.#counter, this.#send),
    );
    this.#put(drafts.of(group.id));
  }

  focus() {
    this.#text.focus();
  }

  reply(message) {
    this.#enter({ mode: 'reply', message }, ['Replying to ', bdi(message.sender_name), ': ', bdi(message.content.slice(0, 120))]);
  }

  edit(message) {
    this.#enter({ mode: 'edit', message }, ['Editing your message']);
    this.#put(message.content);
  }

  /** Sets the field to its height now that it is on the page. */
  fit() {
    this.#text.style.height = 'auto';
    this.#text.style.height = `${this.#text.scrollHeight}px`;
  }

  #enter(state, about) {
    if (this.#state.mode === 'edit') this.#put(this.#drafts.of(this.#group.id));
    this.#state = state;
    fill(this.#about, h('span', { class: 'composer-what' }, about), iconButton(icon('close'), 'Cancel (Esc)', () => this.#cancel()));
    this.#about.hidden = false;
    this.focus();
  }

  #cancel() {
    const wasEdit = this.#state.mode === 'edit';
    this.#state = { mode: 'new' };
    this.#about.hidden = true;
    if (wasEdit) this.#put(this.#drafts.of(this.#group.id));
    this.focus();
  }

  #written() {
    if (this.#state.mode !== 'edit') this.#drafts.keep(this.#group.id, this.#text.value);
    this.#measure();
    if (!this.#text.value.trim() || Date.now() - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = Date.now();
    this.#actions.typing();
  }

  #measure() {
    this.fit();
    const left = this.#actions.longest() - length(this.#text.value);
    fill(this.#counter, left < TELL_BELOW && left.toLocaleString());
    this.#counter.classList.toggle('over', left < 0);
    this.#send.disabled = left < 0 || !this.#text.value.trim();
  }

  #keys(event) {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && !coarse()) this.#submit(event);
    if (event.key === 'Escape' && this.#state.mode !== 'new') this.#cancel();
    if (event.key === 'ArrowUp' && !this.#text.value && this.#actions.editLast()) event.preventDefault();
  }

  #submit(event) {
    event.preventDefault();
    if (this.#send.disabled) return;
    const text = trimmed(this.#text.value);
    const { mode, message } = this.#state;
    if (mode === 'edit') return this.#saveEdit(message, text);
    this.#put('');
    this.#drafts.keep(this.#group.id, '');
    this.#typedAt = 0;
    if (mode === 'reply') this.#cancel();
    this.#actions.send(text, message?.seq);
  }

  /** A refused edit stays in the field, with the reason above it. */
  async #saveEdit(message, text) {
    try {
      if (text !== message.content) await this.#actions.edit(message, text);
      if (this.#state.message === message) this.#cancel();
    } catch (failure) {
      fill(this.#about.firstChild, `Not saved: ${failure.message}`);
    }
  }

  #put(text) {
    this.#text.value = text;
    this.#measure();
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
function coarse() {
  return matchMedia('(pointer: coarse)').matches;
}
