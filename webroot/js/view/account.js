import { html, nothing } from 'lit';
import { ago, fullTime } from '../text/format.js';
import { t } from '../text/language.js';
import { Dialog } from './dialog.js';
import { field, focusFault } from './field.js';
import { sentenceOf } from './parts.js';

/** Where one is signed in, with a way to end each; and another password. */
class Account extends Dialog {
  static properties = { sessions: { state: true }, problem: { state: true }, faults: { state: true }, done: { state: true } };

  constructor() {
    super();
    /** @type {any[] | null} */
    this.sessions = null;
    this.problem = '';
    /** @type {Record<string, string>} */
    this.faults = {};
    this.done = '';
  }

  get heading() {
    return t('account.title');
  }

  entered() {
    this.#read();
  }

  updated() {
    focusFault(this);
  }

  async #read() {
    try {
      this.sessions = (await this.app.client.rest.read('/sessions')).sessions;
    } catch (failure) {
      this.problem = sentenceOf(failure);
    }
  }

  content() {
    const { me } = this.app;
    return html`<p>${t('account.who', { name: me.name, id: String(me.id) })}</p>
      <h3 class="list-title">${t('sessions.title')}</h3>
      ${this.problem ? html`<p class="field-error" role="alert">${this.problem}</p>` : nothing}
      <ul class="pick-list">${this.sessions?.map(session => this.#session(session))}</ul>
      ${(this.sessions?.length ?? 0) > 1 ? html`<p><button type="button" class="button danger" @click=${() => this.#end('/sessions')}>${t('sessions.endOthers')}</button></p>` : nothing}
      ${me.guest ? html`<p class="muted">${t('guest.you')}</p>` : this.#password()}`;
  }

  #session(session) {
    const used = new Date(session.last_used_at);
    return html`<li class="pick session"><span class="pick-name"><span dir="auto">${session.user_agent ?? t('sessions.unknown')}</span>
      <span class="muted">${session.address ?? ''} · <time datetime=${session.last_used_at} title=${fullTime(used)}>${ago(used)}</time></span></span>
      ${session.current ? html`<span class="role">${t('sessions.this')}</span>` : html`<button type="button" class="button" @click=${() => this.#end(`/sessions/${session.id}`)}>${t('sessions.end')}</button>`}</li>`;
  }

  async #end(path) {
    try {
      await this.app.client.rest.remove(path);
      await this.#read();
    } catch (failure) {
      this.problem = sentenceOf(failure);
    }
  }

  #password() {
    const input = () => (this.faults = {});
    return html`<h3 class="list-title">${t('password.title')}</h3>
      <form novalidate @submit=${event => this.#change(event)}>
        ${field({ name: 'old_password', type: 'password', label: t('password.old'), autocomplete: 'current-password', error: this.faults.old_password, input })}
        ${field({ name: 'new_password', type: 'password', label: t('password.new'), autocomplete: 'new-password', hint: t('register.atLeast'), error: this.faults.new_password, input })}
        <p class="muted" role="status">${this.done}</p>
        <div class="dialog-buttons"><button type="submit" class="button primary">${t('password.change')}</button></div>
      </form>`;
  }

  async #change(event) {
    event.preventDefault();
    const form = event.target;
    try {
      await this.app.client.rest.put('/account/password', Object.fromEntries(new FormData(form)));
      form.reset();
      this.done = t('password.done');
      await this.#read();
    } catch (failure) {
      this.faults = { [failure.field === 'new_password' ? 'new_password' : 'old_password']: sentenceOf(failure) };
    }
  }
}

customElements.define('confab-account', Account);
