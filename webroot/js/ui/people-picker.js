import { avatar } from './avatar.js';
import { bdi, fill, h } from './dom.js';
import { Field } from './field.js';

const PAUSE_MS = 200;

/** Finds a user by name: a search field and what it found, to be picked by click or Enter. */
export class PeoplePicker {
  #chat;
  #picked;
  #timer;
  #asked = '';
  #found = h('ul', { class: 'pick-list' });
  #told = h('p', { class: 'muted', role: 'status' });
  #field;

  /** @param picked is called with the user; what it rejects with is shown at the field */
  constructor(chat, label, picked) {
    this.#chat = chat;
    this.#picked = picked;
    this.#field = new Field(label, { autocomplete: 'off', spellcheck: 'false', dir: 'auto', autofocus: true });
    this.#field.input.addEventListener('input', () => this.#soon());
    this.element = h('div', { class: 'picker' }, this.#field.element, this.#told, this.#found);
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(this.#field.value.trim()), PAUSE_MS);
  }

  async #search(name) {
    this.#asked = name;
    if (!name) return this.#show(name, []);
    try {
      const users = await this.#chat.users(name);
      if (name === this.#asked) this.#show(name, users.filter(({ id }) => id !== this.#chat.me.id));
    } catch (failure) {
      this.#field.refuse(failure.message);
    }
  }

  #show(name, users) {
    fill(this.#told, name && users.length === 0 && 'Nobody of that name.');
    fill(this.#found, users.map(user => this.#choice(user)));
  }

  #choice(user) {
    const props = { type: 'button', class: 'pick', on: { click: () => this.#pick(user) } };
    return h('li', {}, h('button', props, avatar(user, { small: true }), bdi(user.name)));
  }

  async #pick(user) {
    try {
      await this.#picked(user);
    } catch (failure) {
      this.#field.refuse(failure.message);
    }
  }
}
