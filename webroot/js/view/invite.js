import { html, nothing } from 'lit';
import { dayName } from '../text/format.js';
import { t } from '../text/language.js';
import { Dialog } from './dialog.js';
import { copy, copyLink } from './group-menu.js';
import { sentenceOf } from './parts.js';

const DAYS = [7, 1, 30];
const DAY_SECONDS = 86_400;

/** Brings somebody in by name, or by a link; loaded when it is wanted. */
class Invite extends Dialog {
  static properties = { added: { state: true }, links: { state: true }, fresh: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** @type {any} */
    this.group = null;
    this.added = '';
    /** The links that hold now, for admins of a private group. @type {any[]} */
    this.links = [];
    /** The link that was made last: only now can it be shown. */
    this.fresh = '';
    this.problem = '';
  }

  get heading() {
    return t('invite.to', { name: this.group.title });
  }

  entered() {
    if (this.#hasLinks) this.#try(() => this.#read());
  }

  /** A public group has an address that everybody may know; of a private one admins make links. */
  get #hasLinks() {
    return this.group.isAdmin && !this.group.slug;
  }

  content() {
    const { app, group } = this;
    const picked = async user => {
      await app.actions.add(group, user.id);
      this.added = t('invite.added', { name: user.name });
    };
    return html`
      ${group.isAdmin ? html`<confab-people .app=${app} .label=${t('invite.byName')} .picked=${picked}></confab-people>` : html`<p class="muted">${t('invite.admins')}</p>`}
      <p class="muted" role="status">${this.added}</p>
      ${group.slug ? this.#link(t('invite.link'), location.origin + group.address, t('invite.link.hint'), () => copyLink(app, group.address)) : nothing}
      ${this.#hasLinks ? this.#privateLinks() : nothing}
      ${this.problem ? html`<p class="field-error" role="alert">${this.problem}</p>` : nothing}`;
  }

  #link(label, link, hint, act) {
    return html`<div class="field"><label for="invite-link">${label}</label>
      <div class="row"><input class="input" id="invite-link" readonly dir="ltr" .value=${link} @focus=${({ target }) => target.select()}>
      <button type="button" class="button" @click=${act}>${t('copy')}</button></div>
      <p class="hint">${hint}</p></div>`;
  }

  #privateLinks() {
    return html`<h3 class="list-title">${t('links.title')}</h3>
      <p class="muted">${t('links.hint')}</p>
      <form class="link-form" @submit=${event => this.#make(event)}>
        <div class="setting"><label for="link-days">${t('links.days')}</label>
          <select class="input" id="link-days" name="days">${DAYS.map(days => html`<option value=${days}>${t('links.days.n', { n: days })}</option>`)}</select></div>
        <label class="check"><input type="checkbox" name="once">${t('links.once')}</label>
        <div class="dialog-buttons"><button type="submit" class="button primary">${t('links.make')}</button></div>
      </form>
      ${this.fresh ? this.#link(t('links.link'), this.fresh, t('links.fresh'), () => copy(this.app, this.fresh)) : nothing}
      <ul class="pick-list">${this.links.map(link => this.#row(link))}</ul>`;
  }

  #row({ id, created_by: { name }, expires_at: end, uses, max_uses: most }) {
    const who = t('links.who', { name, when: dayName(new Date(end)) });
    const used = most === 1 ? t('links.once') : t('links.used', { n: uses });
    return html`<li class="pick link-row"><span class="pick-name"><span dir="auto">${who}</span><span class="muted">${used}</span></span>
      <button type="button" class="button" aria-label=${`${t('links.revoke')}: ${who}`} @click=${() => this.#try(() => this.#revoke(id))}>${t('links.revoke')}</button></li>`;
  }

  async #read() {
    this.links = await this.app.actions.invitations(this.group);
  }

  #make(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.#try(async () => {
      const wishes = { expires_in: Number(form.get('days')) * DAY_SECONDS, max_uses: form.has('once') ? 1 : undefined };
      const { token } = await this.app.actions.invite(this.group, wishes);
      this.fresh = `${location.origin}/join#${token}`;
      await copy(this.app, this.fresh);
      await this.#read();
    });
  }

  async #revoke(id) {
    await this.app.actions.revoke(this.group, id);
    this.fresh = '';
    await this.#read();
  }

  async #try(action) {
    try {
      this.problem = '';
      await action();
    } catch (failure) {
      this.problem = sentenceOf(failure);
    }
  }
}

customElements.define('confab-invite', Invite);
