import { html, nothing } from 'lit';
import { t } from '../text/language.js';
import { Dialog } from './dialog.js';
import { field, focusFault } from './field.js';
import { badge, bdi, sentenceOf } from './parts.js';

const KINDS = ['PUBLIC', 'PRIVATE'];
const REFRESH_MS = 5_000;

/** Makes a group and opens it. */
class Create extends Dialog {
  static properties = { faults: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {Record<string, string>} */
    this.faults = {};
    this.busy = false;
  }

  get heading() {
    return t('create.title');
  }

  content() {
    const input = () => (this.faults = {});
    return html`<form novalidate @submit=${event => this.#send(event)}>
      ${field({ name: 'name', label: t('group.name'), maxlength: 80, autofocus: true, error: this.faults.name, input })}
      ${field({ name: 'description', label: t('group.purpose'), maxlength: 500, hint: t('optional'), error: this.faults.description, input })}
      <fieldset class="choices"><legend>${t('create.who')}</legend>
        ${KINDS.map(kind => html`<label class="choice"><input type="radio" name="kind" value=${kind} ?checked=${kind === 'PUBLIC'}>
          <span><strong>${t(`kind.${kind}`)}</strong><span class="muted">${t(`kind.${kind}.who`)}</span></span></label>`)}
      </fieldset>
      <div class="dialog-buttons"><button type="submit" class="button primary" ?disabled=${this.busy}>${t(this.busy ? 'create.busy' : 'create.submit')}</button></div>
    </form>`;
  }

  updated() {
    focusFault(this);
  }

  async #send(event) {
    event.preventDefault();
    const { name, description, kind } = Object.fromEntries(new FormData(event.target));
    if (!String(name).trim()) return void (this.faults = { name: t('group.noName') });
    this.busy = true;
    try {
      const group = await this.app.actions.create(kind, String(name).trim(), String(description).trim());
      this.close();
      this.app.enter(group);
    } catch (failure) {
      this.faults = { [failure.field === 'description' ? 'description' : 'name']: sentenceOf(failure) };
    }
    this.busy = false;
  }
}

/** Public groups with how many are in each, refreshed by itself; to join or to open. */
class Browse extends Dialog {
  static properties = { groups: { state: true }, problem: { state: true } };

  #timer = 0;

  constructor() {
    super();
    /** @type {any[] | null} */
    this.groups = null;
    this.problem = '';
  }

  get heading() {
    return t('browse.title');
  }

  entered() {
    this.#read();
    this.#timer = window.setInterval(() => document.hidden || this.#read(), REFRESH_MS);
    this.follow(this.app.chat, 'groups');
  }

  left() {
    clearInterval(this.#timer);
  }

  async #read() {
    try {
      this.groups = await this.app.actions.directory();
      this.problem = '';
    } catch (failure) {
      this.problem = sentenceOf(failure);
    }
  }

  content() {
    return html`<p class="muted" role="status">${this.problem || (this.groups ? '' : t('browse.reading'))}</p>
      ${this.groups?.length === 0 ? html`<p class="muted">${t('browse.none')}</p>` : nothing}
      <ul class="pick-list">${this.groups?.map(group => this.#row(group))}</ul>
      <div class="dialog-buttons"><button type="button" class="button" @click=${() => this.#create()}>${t('create.title')}</button></div>`;
  }

  #row(group) {
    const mine = this.app.chat.group(group.id);
    const what = [t('members.count', { n: mine?.memberCount ?? group.member_count }), group.description].filter(Boolean).join(' · ');
    const action = t(mine ? 'browse.open' : 'browse.join');
    return html`<li class="pick">${badge(group)}<span class="pick-name">${bdi(group.name)}<span class="muted" dir="auto">${what}</span></span>
      <button type="button" class="button ${mine ? '' : 'primary'}" aria-label=${`${action} ${group.name}`} @click=${() => this.#enter(group)}>${action}</button></li>`;
  }

  async #enter(group) {
    try {
      this.app.enter(this.app.chat.group(group.id) ?? (await this.app.actions.join(group.id)));
      this.close();
    } catch (failure) {
      this.problem = sentenceOf(failure);
    }
  }

  #create() {
    this.close();
    this.app.open('confab-create');
  }
}

/** Finds a user and opens the direct group with him. */
class WriteTo extends Dialog {
  get heading() {
    return t('write.title');
  }

  content() {
    const picked = async user => {
      const group = await this.app.actions.startDirect(user.id);
      this.close();
      this.app.enter(group);
    };
    return html`<confab-people .app=${this.app} .label=${t('person.name')} .picked=${picked}></confab-people>`;
  }
}

/** The name and purpose of a group, and whether it is archived; who is no admin reads them. */
class GroupSettings extends Dialog {
  static properties = { faults: { state: true } };

  constructor() {
    super();
    /** @type {any} */
    this.group = null;
    /** @type {Record<string, string>} */
    this.faults = {};
  }

  get heading() {
    return t('group.settings');
  }

  content() {
    const { group } = this;
    if (!group.isAdmin) return html`<p>${t('group.adminsOnly')}</p><dl class="facts"><dt>${t('group.name')}</dt><dd>${bdi(group.title)}</dd><dt>${t('group.purpose')}</dt><dd dir="auto">${group.description ?? '–'}</dd></dl>`;
    const input = () => (this.faults = {});
    return html`<form novalidate @submit=${event => this.#save(event)}>
      ${field({ name: 'name', label: t('group.name'), value: group.title, maxlength: 80, autofocus: true, error: this.faults.name, input })}
      ${field({ name: 'description', label: t('group.purpose'), value: group.description, maxlength: 500, hint: t('optional'), error: this.faults.description, input })}
      <div class="dialog-buttons">
        <button type="button" class="button ${group.closed ? '' : 'danger'}" @click=${() => this.#archive()}>${t(group.closed ? 'group.reopen' : 'group.archive')}</button>
        <button type="submit" class="button primary">${t('save')}</button>
      </div>
    </form>`;
  }

  updated() {
    focusFault(this);
  }

  #save(event) {
    event.preventDefault();
    const { name, description } = Object.fromEntries(new FormData(event.target));
    if (!String(name).trim()) return void (this.faults = { name: t('group.noName') });
    this.#change({ name: String(name).trim(), description: String(description).trim() });
  }

  async #archive() {
    const { closed, title } = this.group;
    const question = { title: t('group.archive.question', { name: title }), sentence: t('group.archive.sentence'), yes: t('group.archive') };
    if (closed || (await this.app.confirm(question))) await this.#change({ archived: !closed });
  }

  async #change(change) {
    try {
      await this.app.actions.change(this.group, change);
      this.close();
    } catch (failure) {
      this.faults = { [failure.field === 'description' ? 'description' : 'name']: sentenceOf(failure) };
    }
  }
}

customElements.define('confab-create', Create);
customElements.define('confab-browse', Browse);
customElements.define('confab-write-to', WriteTo);
customElements.define('confab-group-settings', GroupSettings);
