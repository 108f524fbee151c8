import { html, nothing } from 'lit';
import { t } from '../text/language.js';
import { field, focusFault } from './field.js';
import { logo } from './icons.js';
import { languages } from './languages.js';
import { sentenceOf } from './parts.js';
import { View } from './view.js';

/** Signs in, registers, or lets a guest in by a name alone where that is open; what was typed stays when the server refuses it. Knows no app, as nobody is signed in. */
class SignIn extends View {
  static properties = { mode: { state: true }, guests: { state: true }, faults: { state: true }, notice: { state: true }, busy: { state: true }, shown: { state: true } };

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
    /** @type {'signIn' | 'register' | 'guest'} */
    this.mode = 'signIn';
    /** Whether a name alone is enough here; known once the server has said so. */
    this.guests = false;
    /** What is wrong with a field, by its name. @type {Record<string, string>} */
    this.faults = {};
    this.notice = '';
    this.busy = false;
    this.shown = false;
  }

  entered() {
    if (this.why) this.notice = t(`signIn.${this.why}`);
    this.account.server().then(({ guests }) => (this.guests = guests), () => {}); // Unknown: nothing is offered.
  }

  firstUpdated() {
    this.#input('username').focus();
  }

  updated(changed) {
    document.title = `${t(`${this.mode}.submit`)} · Confab`;
    if (changed.has('faults')) focusFault(this);
  }

  /** @returns {HTMLInputElement} */
  #input(name) {
    return /** @type {any} */ (this.querySelector(`[name=${name}]`));
  }

  render() {
    const { mode } = this;
    const registering = mode === 'register';
    return html`<main class="sign-in-page">
      <div class="brand">${logo()}Confab</div>
      <form class="card sign-in" novalidate @submit=${event => this.#send(event)}>
        <h1>${t(`${mode}.title`)}</h1>
        ${this.notice ? html`<p class="notice" role="alert">${this.notice} ${this.why === 'unreachable' ? this.#retry() : nothing}</p>` : nothing}
        ${this.#field('username', { label: t('signIn.username'), autocomplete: 'username', maxlength: 320, hint: mode === 'guest' ? t('guest.hint') : '' })}
        ${registering ? this.#field('email', { label: t('register.email'), type: 'email', autocomplete: 'email', hint: t('optional'), maxlength: 320 }) : nothing}
        ${mode === 'guest' ? nothing : this.#password(registering)}
        <button type="submit" class="button primary wide" ?disabled=${this.busy} aria-busy=${this.busy}>${t(`${mode}.submit`)}</button>
        <p class="muted centred">${t(`${mode}.question`)} <button type="button" class="link" @click=${() => this.#turn(mode === 'signIn' ? 'register' : 'signIn')}>${t(`${mode}.other`)}</button></p>
        ${this.guests && mode !== 'guest' ? html`<p class="muted centred"><button type="button" class="link" @click=${() => this.#turn('guest')}>${t('guest.title')}</button></p>` : nothing}
      </form>
      ${languages(this.settings)}
    </main>`;
  }

  /** Somebody who is signed in still, as far as is known, needs no password: only the server. */
  #retry() {
    return html`<button type="button" class="link" @click=${() => location.reload()}>${t('retry')}</button>`;
  }

  #password(registering) {
    const about = {
      label: t('signIn.password'),
      type: this.shown ? 'text' : 'password',
      autocomplete: registering ? 'new-password' : 'current-password',
      placeholder: registering ? t('register.atLeast') : '',
    };
    return html`${this.#field('password', about)}
      <label class="check"><input type="checkbox" .checked=${this.shown} @change=${({ target }) => (this.shown = target.checked)}>${t('signIn.show')}</label>`;
  }

  #field(name, about) {
    const input = () => (this.faults = {});
    return field({ name, error: this.faults[name], input, ...about });
  }

  #turn(mode) {
    this.mode = mode;
    this.faults = {};
    this.notice = '';
    this.#input('username').focus();
  }

  async #send(event) {
    event.preventDefault();
    const [username, password] = ['username', 'password'].map(name => this.#input(name)?.value);
    if (this.busy || this.#incomplete(username, password)) return;
    this.busy = true;
    this.notice = '';
    try {
      this.done(await this.#enter(username, password), this.mode !== 'signIn');
    } catch (failure) {
      this.#refuse(failure);
    }
    this.busy = false;
  }

  #enter(username, password) {
    if (this.mode === 'guest') return this.account.comeIn(username);
    return this.mode === 'signIn' ? this.account.signIn(username, password) : this.account.register(username, password, this.#input('email').value.trim());
  }

  #incomplete(username, password) {
    /** @type {Record<string, string>} */
    const faults = {};
    if (!username.trim()) faults.username = t('signIn.noUsername');
    if (!password && this.mode !== 'guest') faults.password = t('signIn.noPassword');
    this.faults = faults;
    return Object.keys(faults).length > 0;
  }

  #refuse(failure) {
    if (['username', 'email', 'password'].includes(failure.field)) {
      this.faults = { [failure.field]: failure.message };
      return;
    }
    this.notice = sentenceOf(failure);
    this.#input(this.mode === 'guest' ? 'username' : 'password').focus();
  }
}

customElements.define('confab-sign-in', SignIn);
