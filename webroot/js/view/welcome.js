import { html, nothing } from 'lit';
import { go } from '../address.js';
import { t } from '../text/language.js';
import { badge, bdi, sentenceOf } from './parts.js';
import { View } from './view.js';

/** What stands where a group will be, while none is open. */
class Welcome extends View {
  render() {
    const { app } = this;
    return html`<div class="nothing">
      <h1>${t('welcome.title', { name: app.me.name })}</h1>
      <p class="muted">${t('welcome.sentence')}</p>
      <p class="row centre">
        <button type="button" class="button primary" @click=${() => app.open('confab-browse')}>${t('browse.title')}</button>
        <button type="button" class="button" @click=${() => app.open('confab-write-to')}>${t('write.title')}</button>
      </p>
      <p class="keys muted"><span><kbd>Ctrl + K</kbd> ${t('shortcut.switch')}</span><span><kbd>?</kbd> ${t('shortcut.help')}</span></p>
    </div>`;
  }
}

/** Where a link to a public group, or an invitation to another one, leads: what it is, and a button to join. */
class Invitation extends View {
  static properties = { slug: {}, token: {}, group: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.slug = '';
    this.token = '';
    /** @type {any} */
    this.group = null;
    this.problem = '';
  }

  willUpdate(changed) {
    if (changed.has('slug') || changed.has('token')) this.#read();
  }

  async #read() {
    this.group = null;
    try {
      const { actions } = this.app;
      this.group = this.token ? { ...(await actions.invitation(this.token)), kind: 'PRIVATE', id: 0 } : await actions.find(this.slug);
      this.problem = '';
    } catch (failure) {
      this.problem = this.#sentence(failure);
    }
  }

  async #join() {
    try {
      const { actions } = this.app;
      const group = await (this.token ? actions.accept(this.token) : actions.join(this.group.id));
      go(group.address, { replace: true });
    } catch (failure) {
      this.problem = this.#sentence(failure);
    }
  }

  #sentence(failure) {
    if (failure.code !== 'NOT_FOUND') return sentenceOf(failure);
    return t(this.token ? 'invitation.gone' : 'invitation.none');
  }

  render() {
    const { group, problem } = this;
    return html`<div class="nothing">
      ${group
        ? html`${badge(group, 'large')}<h1>${this.token ? t('invitation.question', { name: group.name }) : bdi(group.name)}</h1>
            <p class="muted" dir="auto">${group.description ?? ''}</p>
            <p class="muted">${t('members.count', { n: group.member_count })}</p>
            <p><button type="button" class="button primary" @click=${() => this.#join()}>${t('invitation.join')}</button></p>`
        : nothing}
      ${problem ? html`<h1>Confab</h1><p role="alert">${problem}</p><p><a href="/">${t('groups.all')}</a></p>` : nothing}
    </div>`;
  }
}

customElements.define('confab-welcome', Welcome);
customElements.define('confab-invitation', Invitation);
