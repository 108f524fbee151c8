import { go } from './address.js';
import { Emitter } from './protocol/emitter.js';
import { Actions } from './store/actions.js';
import { t } from './text/language.js';

/** Dialogs that are opened seldom: they are no part of the first load. @type {Record<string, () => Promise<unknown>>} */
const SELDOM = {
  'confab-developer': () => import('./view/developer.js'),
  'confab-invite': () => import('./view/invite.js'),
};

/**
 * What all views of a signed-in user share. Emits `panel` when another panel stands beside the group, and `say` with a
 * sentence to be shown for a while.
 */
export class App extends Emitter {
  /**
   * What stands beside the open group, `members` or the `receipts` of a message; null for nothing.
   * @type {{kind: string, seq?: number} | null}
   */
  panel = null;

  /**
   * @param {object} shared
   * @param {import('./protocol/client.js').Client} shared.client
   * @param {import('./store/chat.js').Chat} shared.chat
   * @param {import('./store/settings.js').Settings} shared.settings
   * @param {import('./store/choices.js').Choices} shared.choices
   * @param {import('./store/drafts.js').Drafts} shared.drafts
   * @param {() => void} shared.signOut
   */
  constructor({ client, chat, settings, choices, drafts, signOut }) {
    super();
    this.client = client;
    this.chat = chat;
    this.actions = new Actions(client, chat);
    this.settings = settings;
    this.choices = choices;
    this.drafts = drafts;
    this.signOut = signOut;
    if (settings.get('members') === 'open' && matchMedia('(min-width: 1100px)').matches) this.panel = { kind: 'members' };
  }

  get me() {
    return this.chat.me;
  }

  get connection() {
    return this.client.connection;
  }

  /**
   * Opens a dialog of this tag, once it is loaded.
   * @param {string} tag
   * @param {object} [properties]
   */
  open(tag, properties = {}) {
    if (customElements.get(tag)) document.body.append(Object.assign(document.createElement(tag), { app: this, ...properties }));
    else SELDOM[tag]().then(() => this.open(tag, properties), () => this.say(t('failure.unreachable')));
  }

  /**
   * Asks; settles with whether the answer was yes.
   * @param {{title: string, sentence: string, yes: string, dangerous?: boolean}} question
   * @returns {Promise<boolean>}
   */
  confirm(question) {
    return new Promise(answer => this.open('confab-confirm', { question, answer }));
  }

  /** @param {{kind: string, seq?: number} | null} panel */
  show(panel) {
    this.panel = panel;
    this.emit('panel');
  }

  togglePanel(kind) {
    const closing = this.panel?.kind === kind;
    this.settings.set('members', closing ? 'closed' : 'open');
    this.show(closing ? null : { kind });
  }

  /** Opens a group. */
  enter(group) {
    go(group.address);
  }

  /** @param {string} sentence */
  say(sentence) {
    this.emit('say', sentence);
  }
}
