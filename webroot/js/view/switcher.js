import { html, nothing } from 'lit';
import { fit } from '../store/sections.js';
import { t } from '../text/language.js';
import { Dialog } from './dialog.js';
import { avatar, badge, bdi } from './parts.js';

const SHOWN = 9;
const PAUSE_MS = 150;

/**
 * Goes anywhere by a few letters: one's groups (unread and recent ones first), then people. Groups are found offline too.
 */
class Switcher extends Dialog {
  static properties = { typed: { state: true }, people: { state: true }, chosen: { state: true } };

  #timer = 0;

  constructor() {
    super();
    this.typed = '';
    /** @type {any[]} */
    this.people = [];
    this.chosen = 0;
  }

  get heading() {
    return t('switcher.title');
  }

  get classes() {
    return 'switcher';
  }

  left() {
    clearTimeout(this.#timer);
  }

  content() {
    const choices = this.#choices();
    return html`<input class="input" type="text" role="combobox" aria-label=${t('switcher.field')} placeholder=${t('switcher.field')} autofocus autocomplete="off" spellcheck="false" dir="auto"
        aria-expanded="true" aria-controls="switcher-list" aria-activedescendant=${choices.length ? `switch-${this.chosen}` : nothing}
        @input=${({ target }) => this.#written(target.value)} @keydown=${event => this.#keys(event, choices)}>
      <ul class="pick-list" id="switcher-list" role="listbox" aria-label=${t('switcher.title')}>
        ${choices.map((choice, i) => html`<li class="pick" role="option" id="switch-${i}" aria-selected=${i === this.chosen}
          @click=${() => this.#go(choice)} @pointermove=${() => (this.chosen = i)}>${choice.group ? groupOf(choice.group) : personOf(choice.user)}</li>`)}
      </ul>
      <p class="muted" role="status">${choices.length ? nothing : t('switcher.none')}</p>`;
  }

  #choices() {
    const groups = this.app.chat.groups
      .map(group => ({ group, fit: fit(group.title, this.typed) }))
      .filter(found => found.fit > 0)
      .sort((one, other) => other.fit - one.fit || weight(other.group) - weight(one.group) || (one.group.lastActivity < other.group.lastActivity ? 1 : -1));
    const known = new Set(groups.map(({ group }) => group.peer?.user.id));
    const people = this.people.filter(({ id }) => !known.has(id) && id !== this.app.me.id).map(user => ({ user }));
    return /** @type {{group?: any, user?: any}[]} */ ([...groups.slice(0, SHOWN - Math.min(3, people.length)), ...people].slice(0, SHOWN));
  }

  #written(typed) {
    this.typed = typed;
    this.chosen = 0;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#find(typed.trim()), PAUSE_MS);
  }

  async #find(name) {
    const people = name ? await this.app.actions.users(name).catch(() => []) : [];
    if (this.typed.trim() === name) this.people = people;
  }

  #keys(event, choices) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && choices.length) this.chosen = (this.chosen + step + choices.length) % choices.length;
    else if (event.key === 'Enter' && choices[this.chosen]) this.#go(choices[this.chosen]);
    else return;
    event.preventDefault();
  }

  /** @param {{group?: any, user?: any}} choice */
  async #go({ group, user }) {
    this.close();
    const wanted = group ?? (await this.app.actions.startDirect(user.id).catch(failure => this.app.say(failure.message)));
    if (wanted) this.app.enter(wanted);
  }
}

function weight(group) {
  return group.unread > 0 ? 1 : 0;
}

function groupOf(group) {
  return html`${badge(group, 'small')}<span class="pick-name">${bdi(group.title)}</span>
    ${group.unread ? html`<span class="badge">${group.unread}<span class="visually-hidden"> ${t('groups.unread', { n: group.unread })}</span></span>` : nothing}`;
}

function personOf(user) {
  return html`${avatar(user, 'small')}<span class="pick-name">${bdi(user.name)}</span><span class="muted">${t('write.title')}</span>`;
}

customElements.define('confab-switcher', Switcher);
