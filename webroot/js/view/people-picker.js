import { html } from 'lit';
import { t } from '../text/language.js';
import { field } from './field.js';
import { avatar, bdi, sentenceOf } from './parts.js';
import { View } from './view.js';

const PAUSE_MS = 200;

/**
 * Finds a user by name or number: a search field and what it found, to be picked by click or Enter. `picked` is called with
 * the user; what it rejects with is shown at the field.
 */
class PeoplePicker extends View {
  static properties = { label: {}, found: { state: true }, told: { state: true }, problem: { state: true } };

  #timer = 0;
  #asked = '';

  constructor() {
    super();
    this.label = '';
    /** @type {any[]} */
    this.found = [];
    this.told = '';
    this.problem = '';
    /** @type {(user: any) => Promise<any>} */
    this.picked = async () => {};
  }

  render() {
    return html`<div class="picker">
      ${field({ name: 'person', label: this.label, hint: t('person.hint'), error: this.problem, autofocus: true, input: event => this.#soon(event.target.value) })}
      <p class="muted" role="status">${this.told}</p>
      <ul class="pick-list">${this.found.map(user => html`<li><button type="button" class="pick" @click=${() => this.#pick(user)}>
        ${avatar(user, 'small')}<span class="pick-name">${bdi(user.name)}</span><span class="muted">#${user.id}</span></button></li>`)}</ul>
    </div>`;
  }

  #soon(typed) {
    this.problem = '';
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#search(typed.trim()), PAUSE_MS);
  }

  async #search(name) {
    this.#asked = name;
    if (!name) return this.#show(name, []);
    try {
      const users = await this.app.actions.users(name);
      if (name === this.#asked) this.#show(name, users.filter(({ id }) => id !== this.app.me.id));
    } catch (failure) {
      this.problem = sentenceOf(failure);
    }
  }

  #show(name, users) {
    this.told = name && users.length === 0 ? t('person.none') : '';
    this.found = users;
  }

  async #pick(user) {
    try {
      await this.picked(user);
    } catch (failure) {
      this.problem = sentenceOf(failure);
    }
  }
}

customElements.define('confab-people', PeoplePicker);
