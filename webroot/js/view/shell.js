import { html, nothing } from 'lit';
import { follow, go, here, invitation } from '../address.js';
import { t } from '../text/language.js';
import { Keyboard } from './keyboard.js';
import { Notifier } from './notifier.js';
import { showCount } from './title.js';
import { View } from './view.js';

/** What a signed-in user sees: the list of groups, the open one, a panel beside it. The address of the page tells which. */
export class Shell extends View {
  static properties = { isNew: { attribute: false }, group: { state: true }, invited: { state: true }, token: { state: true } };

  constructor() {
    super();
    this.isNew = false;
    /** @type {import('../store/group.js').Group | null} */
    this.group = null;
    /** The slug of a public group that the address names and the user is not in. */
    this.invited = '';
    /** The secret of an invitation that the address holds. */
    this.token = '';
  }

  entered() {
    const { chat, settings } = this.app;
    new Keyboard(this.app, this);
    this.notifier = new Notifier(this.app, () => this.group);
    this.listen(window, 'popstate', () => this.#route());
    this.listen(this, 'click', follow);
    this.follow(chat, 'groups', () => this.#changed());
    this.follow(chat, 'left', group => group === this.group && go('/'));
    this.follow(chat, 'meanwhile', missed => this.app.emit('meanwhile', missed));
    this.follow(this.app, 'panel');
    this.follow(settings, 'change');
    const landed = chat.on('ready', () => {
      landed();
      this.#land();
    });
    if (chat.loaded) this.#land();
  }

  left() {
    this.notifier?.close();
    showCount('', 0);
  }

  updated() {
    showCount(this.group?.title ?? '', this.#unread);
  }

  /** Opens a group of the user if the address names none: the first one, but on a phone the list. */
  #land() {
    const { chat } = this.app;
    if (this.group || here().name || invitation()) return this.#route();
    const first = chat.groups.find(({ slug }) => slug === 'general') ?? chat.groups[0];
    if (first && (this.isNew || !isNarrow())) go(first.address, { replace: true });
    else this.#route();
  }

  #changed() {
    if (this.app.chat.loaded && this.group !== this.#addressed) this.#route();
    this.requestUpdate();
  }

  get #addressed() {
    const { name } = here();
    return (name && this.app.chat.named(name)) || null;
  }

  async #route() {
    const { chat } = this.app;
    if (!chat.loaded) return;
    const { name, seq } = here();
    this.invited = name && !this.#addressed && !/^\d+$/.test(name) ? name : '';
    this.token = invitation();
    if (this.group !== this.#addressed) {
      this.group = this.#addressed;
      if (this.app.panel?.kind === 'receipts') this.app.show(null);
    }
    if (!seq || !this.group) return;
    await this.updateComplete;
    /** @type {any} */ (this.querySelector('confab-group'))?.jump(seq);
  }

  get #unread() {
    const { chat, choices } = this.app;
    return chat.groups.reduce((sum, group) => sum + (choices.isMuted(group) ? 0 : group.unread), 0);
  }

  render() {
    const { app, group } = this;
    const panel = group && app.panel;
    return html`
      ${group ? html`<a class="skip" href="#composer" @click=${event => this.#skip(event, '.composer-text')}>${t('skip.composer')}</a>` : nothing}
      <confab-connection-bar .app=${app}></confab-connection-bar>
      <div class="shell ${group || this.invited || this.token ? 'showing-group' : ''} ${panel ? 'showing-panel' : ''}">
        <div class="columns">
          <confab-sidebar class="sidebar" data-region="list" .app=${app} .open=${group}></confab-sidebar>
          <main class="main" id="main">
            <confab-splitter .app=${app} column="side"></confab-splitter>
            ${this.#main()}
            ${panel ? html`<confab-splitter .app=${app} column="panel"></confab-splitter>` : nothing}
          </main>
          ${panel ? html`<confab-panel class="panel" data-region="panel" .app=${app} .group=${group} .panel=${panel}></confab-panel>` : nothing}
        </div>
      </div>
      <confab-toasts .app=${app}></confab-toasts>
      <confab-announcer .app=${app} .group=${group}></confab-announcer>`;
  }

  #main() {
    const { app, group } = this;
    if (group) return html`<confab-group .app=${app} .group=${group}></confab-group>`;
    if (this.invited || this.token) return html`<confab-invitation .app=${app} .slug=${this.invited} .token=${this.token}></confab-invitation>`;
    if (!app.chat.loaded) return html`<p class="nothing muted" role="status">${t('groups.reading')}</p>`;
    return html`<confab-welcome .app=${app}></confab-welcome>`;
  }

  #skip(event, selector) {
    event.preventDefault();
    /** @type {HTMLElement | null} */ (this.querySelector(selector))?.focus();
  }
}

export function isNarrow() {
  return matchMedia('(max-width: 720px)').matches;
}

customElements.define('confab-shell', Shell);
