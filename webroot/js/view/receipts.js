import { html, nothing } from 'lit';
import { clock, fullTime } from '../text/format.js';
import { t } from '../text/language.js';
import { avatar, bdi, sentenceOf, skeleton } from './parts.js';
import { View } from './view.js';

const PAUSE_MS = 500;

/** Who has read a message, who has received it, and who has not yet. */
class Receipts extends View {
  static properties = { group: { attribute: false }, seq: { attribute: false }, told: { state: true }, problem: { state: true } };

  #end = () => {};
  #timer = 0;

  constructor() {
    super();
    /** @type {any} */
    this.group = null;
    this.seq = 0;
    /** @type {any} */
    this.told = null;
    this.problem = '';
  }

  left() {
    this.#end();
    clearTimeout(this.#timer);
  }

  willUpdate(changed) {
    if (!changed.has('group') && !changed.has('seq')) return;
    this.#end();
    this.told = null;
    this.#end = this.group.log.on('change', () => this.#soon());
    this.#read();
  }

  /** Marks of many members move at once. */
  #soon() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#read(), PAUSE_MS);
  }

  async #read() {
    try {
      const [receipts, members] = await Promise.all([this.app.actions.receipts(this.group, this.seq), this.app.actions.members(this.group)]);
      this.told = { ...receipts, none: members.filter(({ user }) => isMissing(user, receipts, this.app.me)) };
    } catch (failure) {
      this.problem = sentenceOf(failure);
    }
  }

  render() {
    if (this.problem) return html`<p class="field-error" role="alert">${this.problem}</p>`;
    if (!this.told) return skeleton(3);
    const { members, none, read, of } = this.told;
    const message = this.group.log.message(this.seq);
    return html`<div class="panel-body">
      ${message ? html`<blockquote class="told" dir="auto">${message.content?.slice(0, 200)}</blockquote>` : nothing}
      <p class="muted">${t('receipts.sum', { n: read, of })}</p>
      ${this.#list('receipts.read', members.filter(member => member.read_at), 'read_at')}
      ${this.#list('receipts.delivered', members.filter(member => !member.read_at), 'delivered_at')}
      ${this.#list('receipts.none', none.map(({ user }) => ({ user_id: user.id, name: user.name })))}
    </div>`;
  }

  /** @param {string} [time] */
  #list(title, people, time) {
    if (people.length === 0) return nothing;
    return html`<section><h3 class="list-title">${t(title)} <span class="muted">${people.length}</span></h3>
      <ul class="pick-list">${people.map(person => html`<li class="pick">${avatar({ id: person.user_id, name: person.name }, 'small')}
        <span class="pick-name">${bdi(person.name)}</span>${time ? at(person[time]) : nothing}</li>`)}</ul></section>`;
  }
}

function isMissing(user, receipts, me) {
  return user.id !== me.id && !receipts.members.some(({ user_id: id }) => id === user.id);
}

function at(time) {
  return html`<time class="muted" datetime=${time} title=${fullTime(new Date(time))}>${clock(new Date(time))}</time>`;
}

customElements.define('confab-receipts', Receipts);
