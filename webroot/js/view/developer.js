import { html } from 'lit';
import { Failure } from '../protocol/failure.js';
import { Socket } from '../protocol/socket.js';
import { t } from '../text/language.js';
import { Dialog } from './dialog.js';
import { sentenceOf } from './parts.js';

const KEPT = 50;

/** A connection by hand: paste a token, connect, ping, see every frame. Beside the page's own connection, which goes on. */
class Developer extends Dialog {
  static properties = { status: { state: true }, frames: { state: true } };

  /** @type {Socket | null} */
  #socket = null;

  constructor() {
    super();
    this.status = 'disconnected';
    /** @type {string[]} */
    this.frames = [];
  }

  get heading() {
    return t('developer.title');
  }

  left() {
    this.#socket?.close();
  }

  content() {
    const connected = this.status === 'connected';
    return html`<p class="muted">${t('developer.sentence')} <a href="/docs" target="_blank">${t('developer.docs')}</a></p>
      <form @submit=${event => this.#connect(event)}>
        <div class="field"><label for="token">${t('developer.token')}</label>
          <textarea class="input code" id="token" name="token" rows="3" dir="ltr" spellcheck="false" autocomplete="off" required autofocus></textarea></div>
        <p class="row">
          <button type="submit" class="button primary" ?disabled=${this.#socket !== null}>${t('developer.connect')}</button>
          <button type="button" class="button" ?disabled=${this.#socket === null} @click=${() => this.#socket?.close()}>${t('developer.disconnect')}</button>
          <button type="button" class="button" ?disabled=${!connected} @click=${() => this.#ping()}>${t('developer.ping')}</button>
          <button type="button" class="button" @click=${() => this.#own()}>${t('developer.own')}</button>
        </p>
      </form>
      <p class="status" role="status" data-state=${this.status}>${t(`developer.${this.status}`)}</p>
      <pre class="frames" role="log" tabindex="0" aria-label=${t('developer.frames')} dir="ltr">${this.frames.join('\n')}</pre>`;
  }

  #connect(event) {
    event.preventDefault();
    const token = String(new FormData(event.target).get('token')).trim();
    const socket = new Socket(`${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/ws`);
    this.#socket = socket;
    this.status = 'connecting';
    socket.on('hello', hello => {
      this.#note('←', hello);
      this.#ask('identify', { token }).then(ready => ready && (this.status = 'connected'));
    });
    socket.on('frame', frame => this.#note('←', frame));
    socket.on('close', ({ code }) => this.#closed(code));
  }

  #closed(code) {
    this.#socket = null;
    this.status = 'disconnected';
    this.#note('×', { close: code });
  }

  async #ping() {
    const sent = performance.now();
    if (await this.#ask('ping')) this.#note('⇄', { milliseconds: Math.round(performance.now() - sent) });
  }

  async #ask(type, fields = {}) {
    this.#note('→', type === 'identify' ? { type, token: '…' } : { type, ...fields });
    return this.#socket?.request(type, fields).catch(failure => failure instanceof Failure && void this.#note('!', { error: sentenceOf(failure) }));
  }

  /** The page's own token, to be looked at or tried elsewhere; it holds for minutes. */
  async #own() {
    const area = /** @type {HTMLTextAreaElement} */ (this.querySelector('#token'));
    area.value = await this.app.client.account.token();
  }

  #note(direction, frame) {
    this.frames = [...this.frames, `${direction} ${JSON.stringify(frame)}`].slice(-KEPT);
  }
}

customElements.define('confab-developer', Developer);
