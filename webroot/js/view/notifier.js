import { plain } from '../text/format.js';
import { t } from '../text/language.js';

const LEADER = 'confab.notifier';

/**
 * Tells of new messages outside the page. Only what nobody is looking at, never of muted groups, never late, and by one
 * tab only however many are open.
 */
export class Notifier {
  #app;
  #openGroup;
  #leads = false;
  #off;
  /** Gives the lead away. */
  #resign = () => {};

  /**
   * @param {import('../app.js').App} app
   * @param {() => any} openGroup
   */
  constructor(app, openGroup) {
    this.#app = app;
    this.#openGroup = openGroup;
    this.#off = app.chat.on('posted', posted => this.#posted(posted));
    this.#lead();
  }

  close() {
    this.#off();
    this.#resign();
  }

  /** The tab that holds the lock leads; when it closes, another one gets it. */
  #lead() {
    const resigned = new Promise(resolve => (this.#resign = () => resolve(undefined)));
    const lead = () => {
      this.#leads = true;
      return resigned;
    };
    if (navigator.locks) navigator.locks.request(LEADER, lead);
    else lead();
  }

  #posted({ group, message, late }) {
    const { me, settings, choices } = this.#app;
    if (!this.#leads || late || message.sender_id === me.id || choices.isMuted(group)) return;
    if (whyNot(settings)) return;
    if (document.hasFocus() && this.#openGroup() === group) return;
    const title = group.direct ? group.title : t('notify.title', { name: message.sender_name, group: group.title });
    notify(title, settings.get('notify') === 'hidden' ? t('notify.newMessage') : plain(message.content), `${group.id}`, () => {
      this.#app.enter(group);
    });
  }
}

/**
 * Shows a notification; a click on it comes to the page.
 * @param {string} title
 * @param {string} body
 * @param {string} tag the next one of the same tag takes its place
 * @param {() => void} [clicked]
 */
export function notify(title, body, tag, clicked) {
  const shown = new Notification(title, { body, tag, icon: '/icons/icon-192.png' });
  shown.onclick = () => {
    window.focus();
    clicked?.();
    shown.close();
  };
}

/**
 * Why no notification is shown now: the key of a text; null when they are shown.
 * @param {import('../store/settings.js').Settings} settings
 */
export function whyNot(settings) {
  if (typeof Notification === 'undefined') return 'notify.why.unsupported';
  if (settings.get('notify') === 'off') return 'notify.why.off';
  if (Notification.permission !== 'granted') return 'notify.why.denied';
  if (settings.snoozedUntil > Date.now()) return 'notify.why.snoozed';
  return null;
}
