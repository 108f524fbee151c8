import { button, fill, h } from './dom.js';
import { Field } from './field.js';
import { logo } from './logo.js';

const MODES = {
  'sign-in': { title: 'Welcome back', submit: 'Sign in', other: 'register', question: 'New here?', link: 'Create an account' },
  register: { title: 'Create your account', submit: 'Create account', other: 'sign-in', question: 'Have an account?', link: 'Sign in' },
};

/** Signs in or registers; what was typed stays when the server refuses it. */
export class SignInPage {
  #account;
  #done;
  #mode = MODES['sign-in'];
  #title = h('h1');
  #notice = h('p', { class: 'notice', role: 'alert', hidden: true });
  #submit = h('button', { type: 'submit', class: 'button primary wide' });
  #switch = h('p', { class: 'muted centred' });
  #username = new Field('User name', { name: 'username', autocomplete: 'username', required: true, maxlength: 320, autocapitalize: 'none', spellcheck: 'false', dir: 'auto' });
  #email = new Field('E-mail', { name: 'email', type: 'email', autocomplete: 'email', hint: 'Optional.' });
  #password;

  /** @param done is called with the user and whether the account is new */
  constructor(account, done) {
    this.#account = account;
    this.#done = done;
    this.#password = new Field('Password', { name: 'password', type: 'password', required: true });
    const form = h(
      'form',
      { class: 'card sign-in', novalidate: true, on: { submit: event => this.#send(event) } },
      this.#title,
      this.#notice,
      this.#username.element,
      this.#email.element,
      this.#password.element,
      this.#revealer(),
      this.#submit,
      this.#switch,
    );
    this.element = h('main', { class: 'sign-in-page' }, h('div', { class: 'brand' }, logo(), 'Confab'), form);
    this.#show(this.#mode);
  }

  /** Says why the page is here. */
  tell(sentence) {
    fill(this.#notice, sentence);
    this.#notice.hidden = !sentence;
  }

  focus() {
    this.#username.input.focus();
  }

  #revealer() {
    const input = this.#password.input;
    const toggle = ({ target }) => (input.type = target.checked ? 'text' : 'password');
    return h('label', { class: 'check' }, h('input', { type: 'checkbox', on: { change: toggle } }), 'Show password');
  }

  #show(mode) {
    this.#mode = mode;
    const registering = mode === MODES.register;
    fill(this.#title, mode.title);
    fill(this.#submit, mode.submit);
    fill(this.#switch, mode.question, ' ', button(mode.link, () => this.#turn(), { class: 'link' }));
    this.#email.element.hidden = !registering;
    this.#password.input.autocomplete = registering ? 'new-password' : 'current-password';
    this.#password.input.placeholder = registering ? 'At least 8 characters' : '';
    document.title = `${mode.submit} · Confab`;
  }

  #turn() {
    this.tell('');
    [this.#username, this.#email, this.#password].forEach(field => field.accept());
    this.#show(MODES[this.#mode.other]);
    this.focus();
  }

  async #send(event) {
    event.preventDefault();
    if (this.#submit.disabled || this.#incomplete()) return;
    this.#wait(true);
    try {
      this.#done(await this.#ask(), this.#mode === MODES.register);
    } catch (failure) {
      this.#refuse(failure);
    }
    this.#wait(false);
  }

  #ask() {
    const [username, password] = [this.#username.value, this.#password.value];
    if (this.#mode === MODES.register) return this.#account.register(username, password, this.#email.value.trim());
    return this.#account.signIn(username, password);
  }

  #incomplete() {
    this.tell('');
    if (!this.#password.value) this.#password.refuse('Enter a password.');
    if (!this.#username.value.trim()) this.#username.refuse('Enter a user name.');
    return !this.#username.value.trim() || !this.#password.value;
  }

  #refuse({ field, message, retryAfter }) {
    const at = { username: this.#username, email: this.#email, password: this.#password }[field];
    if (at) return at.refuse(message);
    this.tell(retryAfter ? `${message} Try again in ${retryAfter} s.` : message);
    this.#password.input.focus();
  }

  #wait(waiting) {
    this.#submit.disabled = waiting;
    this.#submit.setAttribute('aria-busy', waiting);
  }
}
