import { html, nothing } from 'lit';
import { fullTime } from '../text/format.js';
import { LANGUAGES, t } from '../text/language.js';
import { Dialog } from './dialog.js';
import { icon } from './icons.js';
import { notify, whyNot } from './notifier.js';

const HOUR_MS = 3_600_000;

/** How the page looks and behaves in this browser; the ways to the account and to what developers need. */
class SettingsDialog extends Dialog {
  get heading() {
    return t('settings.title');
  }

  get classes() {
    return 'settings';
  }

  entered() {
    this.follow(this.app.settings, 'change');
  }

  content() {
    return html`<div class="settings-body">
      ${this.#choice('theme')}
      ${this.#choice('density')}
      ${this.#choice('language', value => LANGUAGES[value] ?? t('language.system'))}
      ${this.#choice('enter')}
      ${this.#choice('aloud')}
      ${this.#notifications()}
      <p class="hint">${t('settings.receipts')}</p>
      <div class="links">
        ${this.#way('person', 'account.title', 'confab-account')}
        ${this.#way('keyboard', 'shortcut.title', 'confab-shortcuts')}
        ${this.#way('terminal', 'developer.title', 'confab-developer')}
      </div>
    </div>`;
  }

  /** @param {any} name of a setting */
  #choice(name, naming = value => t(`${name}.${value}`)) {
    const { settings } = this.app;
    const id = `setting-${name}`;
    return html`<div class="setting"><label for=${id}>${t(`settings.${name}`)}</label>
      <select class="input" id=${id} @change=${({ target }) => this.#set(name, target.value)}>
        ${settings.choices(name).map(value => html`<option value=${value} ?selected=${value === settings.get(name)}>${naming(value)}</option>`)}
      </select></div>`;
  }

  /** The browser may be asked for notifications only now, after a gesture. */
  async #set(name, value) {
    if (name === 'notify' && value !== 'off' && typeof Notification !== 'undefined') await Notification.requestPermission();
    this.app.settings.set(name, value);
  }

  #notifications() {
    const { settings } = this.app;
    const why = whyNot(settings);
    const snoozed = settings.snoozedUntil > Date.now();
    return html`${this.#choice('notify')}
      <p class="hint" role="status">${why === 'notify.why.snoozed' ? t(why, { when: fullTime(new Date(settings.snoozedUntil)) }) : t(why ?? 'notify.why.on')}</p>
      ${settings.get('notify') === 'off' ? nothing : html`<p class="row">
        <button type="button" class="button" ?disabled=${Boolean(why)} @click=${() => notify('Confab', t('notify.test.text'), 'test')}>${t('notify.test')}</button>
        <button type="button" class="button" @click=${() => settings.snooze(snoozed ? 0 : Date.now() + HOUR_MS)}>${t(snoozed ? 'notify.wake' : 'notify.snooze')}</button></p>`}`;
  }

  #way(sign, text, tag) {
    const open = () => {
      this.close();
      this.app.open(tag);
    };
    return html`<button type="button" class="button" @click=${open}>${icon(sign)}${t(text)}</button>`;
  }
}

customElements.define('confab-settings', SettingsDialog);
