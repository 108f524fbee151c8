import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { sections } from '../store/sections.js';
import { t } from '../text/language.js';
import { groupRow } from './group-row.js';
import { logo } from './icons.js';
import { avatar, bdi, iconButton, skeleton } from './parts.js';
import { View } from './view.js';

/** The list of groups in sections, with a field that filters it; below it who one is, and the connection. */
class Sidebar extends View {
  static properties = { open: { attribute: false }, filter: { state: true } };

  /** The ids of the groups, as they were ordered last. */
  #order = [];

  constructor() {
    super();
    /** @type {any} */
    this.open = null;
    this.filter = '';
  }

  entered() {
    this.follow(this.app.chat, 'groups');
    this.follow(this.app.choices, 'change');
    this.listen(this, 'pointerleave', () => this.requestUpdate());
  }

  render() {
    const { chat, choices } = this.app;
    const shown = sections(this.#ordered(), choices, this.filter);
    return html`
      <nav class="sidebar-nav" aria-label=${t('groups')}>
        <header class="sidebar-head">
          <span class="brand">${logo()}Confab</span>
          ${iconButton('search', `${t('switcher.title')} (Ctrl+K)`, () => this.app.open('confab-switcher'))}
          ${iconButton('gear', t('settings.title'), () => this.app.open('confab-settings'))}
        </header>
        ${this.#tools()}
        <div class="sidebar-lists">
          ${chat.loaded ? shown.map(section => this.#section(section)) : skeleton(5)}
          ${chat.loaded && shown.length === 0 ? html`<p class="list-empty muted">${this.#emptiness}</p>` : nothing}
        </div>
        ${this.#foot()}
      </nav>`;
  }

  #tools() {
    const { app } = this;
    return html`<div class="sidebar-tools">
      <input class="input filter" type="search" placeholder=${t('groups.filter')} aria-label=${t('groups.filter')} .value=${this.filter}
        @input=${event => (this.filter = event.target.value)} @keydown=${event => this.#filterKeys(event)}>
      ${iconButton('compass', t('browse.title'), () => app.open('confab-browse'))}
      ${iconButton('person', t('write.title'), () => app.open('confab-write-to'))}
      ${iconButton('plus', t('create.title'), () => app.open('confab-create'))}
    </div>`;
  }

  #section({ name, groups }) {
    const unread = name === 'unread' && groups.length > 0;
    return html`<section aria-labelledby="section-${name}">
      <div class="section-head">
        <h2 id="section-${name}">${t(`section.${name}`)}</h2>
        ${unread ? iconButton('checks', t('groups.markAllRead'), () => this.#markAllRead(groups)) : nothing}
      </div>
      <ul class="group-list">
        ${repeat(groups, ({ id }) => id, group => groupRow(group, this.app, group === this.open))}
      </ul>
    </section>`;
  }

  #foot() {
    const { me } = this.app;
    return html`<footer class="sidebar-foot">
      <div class="me">${avatar(me, 'small')}<span class="me-name">${bdi(me.name)}</span></div>
      <confab-connection .app=${this.app}></confab-connection>
      ${iconButton('signOut', t('signOut'), () => this.#leave())}
    </footer>`;
  }

  get #emptiness() {
    return this.filter ? t('groups.noneFound') : t('groups.none');
  }

  /** The most recent first, but nothing moves under the pointer. */
  #ordered() {
    const groups = new Map(this.app.chat.groups.map(group => [group.id, group]));
    if (this.#order.length === 0 || !isHovered(this)) {
      this.#order = [...groups.values()].sort(byActivity).map(({ id }) => id);
    }
    const kept = this.#order.filter(id => groups.has(id));
    const added = [...groups.keys()].filter(id => !kept.includes(id));
    return /** @type {import('../store/group.js').Group[]} */ ([...kept, ...added].map(id => groups.get(id)));
  }

  #filterKeys(event) {
    if (event.key === 'Escape' && this.filter) this.filter = '';
    else if (event.key === 'Enter') /** @type {HTMLElement | null} */ (this.querySelector('.group-link'))?.click();
    else if (event.key === 'ArrowDown') /** @type {HTMLElement | null} */ (this.querySelector('.group-link'))?.focus();
    else return;
    event.preventDefault();
  }

  async #markAllRead(groups) {
    const sentence = t('groups.markAllRead.sentence', { n: groups.length });
    if (!(await this.app.confirm({ title: t('groups.markAllRead'), sentence, yes: t('groups.markAllRead.yes') }))) return;
    await Promise.all(groups.map(group => this.app.chat.marks.read(group)));
  }

  async #leave() {
    const sentence = this.app.chat.outbox.empty ? t('signOut.drafts') : t('signOut.unsent');
    if (await this.app.confirm({ title: t('signOut.question'), sentence, yes: t('signOut') })) this.app.signOut();
  }
}

function byActivity(one, other) {
  return one.lastActivity < other.lastActivity ? 1 : -1;
}

/** A finger leaves no pointer behind, whatever the browser says of the place that it touched last. */
function isHovered(element) {
  return matchMedia('(hover: hover)').matches && element.matches(':hover');
}

customElements.define('confab-sidebar', Sidebar);
