import { html, nothing } from 'lit';
import { t, LANGUAGES } from '../text/language.js';
import { field, focusFault } from './field.js';
import { logo } from './icons.js';
import { sentenceOf } from './parts.js';
import { View } from './view.js';

/** Signs in or registers; what was typed stays when the server refuses it. Knows no app, as nobody is signed in. */
class SignIn extends View {
  static properties = { registering: { state: true }, faults: { state: true }, notice: { state: true }, busy: { state: true }, shown: { state: true } };

  constructor() {
    super();
    /** @type {import('../protocol/account.js').Account} */
    this.account = /** @type {any} */ (undefined);
    /** @type {import('../store/settings.js').Settings} */
    this.settings = /** @type {any} */ (undefined);
    /** Is called with the user and whether the account is new. @type {(user: any, isNew: boolean) => void} */
    this.done = () => {};
    /** Why the page is here: `signed-out`, `unreachable`, or nothing in particular. */
    this.why = '';
    this.registering = false;
    /** What is wrong with a field, by its name. @type {Record<string, string>} */
    this.faults = {};
    this.notice = '';
    this.busy = false;
    this.shown = false;
  }

  entered() {
    if (this.why) this.notice = t(`signIn.${this.why}`);
  }

  firstUpdated() {
    this.#input('username').focus();
  }

  updated(changed) {
    document.title = `${t(this.registering ? 'register.submit' : 'signIn.submit')} · Confab`;
    if (changed.has('faults')) focusFault(this);
  }

  /** @returns {HTMLInputElement} */
  #input(name) {
    return /** @type {any} */ (this.querySelector(`[name=${name}]`));
  }

  render() {
    const mode = this.registering ? 'register' : 'signIn';
    return html`<main class="sign-in-page">
      <div class="brand">${logo()}Confab</div>
      <form class="card sign-in" novalidate @submit=${event => this.#send(event)}>
        <h1>${t(`${mode}.title`)}</h1>
        ${this.notice ? html`<p class="notice" role="alert">${this.notice} ${this.why === 'unreachable' ? this.#retry() : nothing}</p>` : nothing}
        ${this.#field('username', { label: t('signIn.username'), autocomplete: 'username', maxlength: 320 })}
        ${this.registering ? this.#field('email', { label: t('register.email'), type: 'email', autocomplete: 'email', hint: t('optional'), maxlength: 320 }) : nothing}
        ${this.#field('password', {
          label: t('signIn.password'),
          type: this.shown ? 'text' : 'password',
          autocomplete: this.registering ? 'new-password' : 'current-password',
          placeholder: this.registering ? t('register.atLeast') : '',
        })}
        <label class="check"><input type="checkbox" @change=${({ target }) => (this.shown = target.checked)}>${t('signIn.show')}</label>
        <button type="submit" class="button primary wide" ?disabled=${this.busy} aria-busy=${this.busy}>${t(`${mode}.submit`)}</button>
        <p class="muted centred">${t(`${mode}.question`)} <button type="button" class="link" @click=${() => this.#turn()}>${t(`${mode}.other`)}</button></p>
      </form>
      ${this.#languages()}
    </main>`;
  }

  /** Somebody who is signed in still, as far as is known, needs no password: only the server. */
  #retry() {
    return html`<button type="button" class="link" @click=${() => location.reload()}>${t('retry')}</button>`;
  }

  #field(name, about) {
    const input = () => (this.faults = {});
    return field({ name, error: this.faults[name], input, ...about });
  }

  #languages() {
    const chosen = document.documentElement.lang;
    return html`<p class="languages">${Object.entries(LANGUAGES).map(([code, name]) => html`<button type="button" class="link" lang=${code}
      aria-pressed=${code === chosen} @click=${() => this.settings.set('language', code)}>${name}</button>`)}</p>`;
  }

  #turn() {
    this.registering = !this.registering;
    this.faults = {};
    this.notice = '';
    this.#input('username').focus();
  }

  async #send(event) {
    event.preventDefault();
    const [username, password] = [this.#input('username').value, this.#input('password').value];
    if (this.busy || this.#incomplete(username, password)) return;
    this.busy = true;
    this.notice = '';
    try {
      const user = this.registering
        ? await this.account.register(username, password, this.#input('email').value.trim())
        : await this.account.signIn(username, password);
      this.done(user, this.registering);
    } catch (failure) {
      this.#refuse(failure);
    }
    this.busy = false;
  }

  #incomplete(username, password) {
    /** @type {Record<string, string>} */
    const faults = {};
    if (!username.trim()) faults.username = t('signIn.noUsername');
    if (!password) faults.password = t('signIn.noPassword');
    this.faults = faults;
    return Object.keys(faults).length > 0;
  }

  #refuse(failure) {
    if (['username', 'email', 'password'].includes(failure.field)) {
      this.faults = { [failure.field]: failure.message };
      return;
    }
    this.notice = sentenceOf(failure);
    this.#input('password').focus();
  }
}

customElements.define('confab-sign-in', SignIn);
