import { html, nothing } from 'lit';
import { t } from '../text/language.js';
import { View } from './view.js';

const QUIET_MS = 2_000;
const PASSING = ['connecting', 'waiting', 'offline'];

/** Which of the four states of docs/page.md a state of the connection is. */
const SHOWN = { live: 'live', connecting: 'reconnecting', waiting: 'reconnecting', offline: 'offline', refused: 'action', 'signed-out': 'action', stopped: 'action' };

/** Above everything, once the page is not connected for longer than a blip: what is wrong, until when, and what to do. */
class ConnectionBar extends View {
  static properties = { hasUpdate: { state: true } };

  /** @type {number | null} */
  #lostAt = null;
  #timer = 0;
  /** The mark of the page as it was loaded. */
  #loaded = pageMark();

  constructor() {
    super();
    this.hasUpdate = false;
  }

  entered() {
    this.follow(this.app.connection, 'state', () => this.#changed());
    this.follow(this.app.chat.outbox, 'change');
    this.follow(this.app.chat, 'ready', () => this.#lookForUpdate());
    this.#changed();
  }

  left() {
    clearTimeout(this.#timer);
  }

  #changed() {
    clearTimeout(this.#timer);
    const { name } = this.app.connection.state;
    this.#lostAt = name === 'live' ? null : (this.#lostAt ?? Date.now());
    if (PASSING.includes(name)) this.#timer = window.setTimeout(() => this.#changed(), 500);
    this.requestUpdate();
  }

  get #isQuiet() {
    const { name } = this.app.connection.state;
    return this.#lostAt === null || name === 'stopped' || (Date.now() - this.#lostAt < QUIET_MS && name !== 'refused');
  }

  render() {
    if (!this.#isQuiet) return this.#bar(this.#sentence(), SHOWN[this.app.connection.state.name]);
    const unsent = this.app.chat.outbox.waiting;
    if (this.hasUpdate && !unsent) return this.#bar([t('update.there'), ' ', button(t('update.refresh'), () => location.reload())], 'update');
    return nothing;
  }

  #bar(content, state) {
    return html`<div class="connection-bar" data-state=${state} role="region" aria-label=${t('connection.region')}>${content}</div>`;
  }

  #sentence() {
    const { connection, chat } = this.app;
    const { name, until = 0 } = connection.state;
    const retry = button(t('connection.retry'), () => connection.retryNow());
    const kept = t('connection.kept', { n: chat.outbox.waiting });
    if (name === 'refused') return [t('connection.refused'), ' ', button(t('connection.reload'), () => location.reload())];
    if (name === 'offline') return [t('connection.offline'), ' ', kept, ' ', retry];
    if (name === 'waiting') return [t('connection.waiting', { n: seconds(until) }), ' ', kept, ' ', retry];
    return t('connection.connecting');
  }

  /** A server that came back may have come back newer. */
  async #lookForUpdate() {
    const loaded = await this.#loaded;
    const now = await pageMark();
    if (loaded && now && loaded !== now) this.hasUpdate = true;
  }
}

/** The word on the connection, always in sight beside the user's name. */
class ConnectionWord extends View {
  entered() {
    this.follow(this.app.connection, 'state');
  }

  render() {
    const state = this.app.connection.state.name;
    return html`<span class="connection" role="status" data-state=${state}>${t(`connection.state.${SHOWN[state]}`)}</span>`;
  }
}

function button(label, action) {
  return html`<button type="button" class="link" @click=${action}>${label}</button>`;
}

async function pageMark() {
  const answer = await fetch('/index.html', { method: 'HEAD', cache: 'no-store' }).catch(() => null);
  return answer?.headers.get('ETag')?.replace(/^W\/|-gz"?$|"/g, '');
}

function seconds(until) {
  return Math.max(0, Math.ceil((until - Date.now()) / 1000));
}

customElements.define('confab-connection-bar', ConnectionBar);
customElements.define('confab-connection', ConnectionWord);
