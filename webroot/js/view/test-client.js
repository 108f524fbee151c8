import { html, nothing } from 'lit';
import { Failure } from '../protocol/failure.js';
import { Socket } from '../protocol/socket.js';
import { t } from '../text/language.js';
import { sentenceOf } from './parts.js';
import { View } from './view.js';

const KEPT = 50;
const EXAMPLE = '{"type": "watch", "group_id": 1}';

/**
 * A connection by hand: paste a token, connect, ping, send any frame, see every frame. It stands in a dialog, beside the page's
 * own connection, which goes on; and on a page of its own, for which nobody needs to be signed in.
 */
class TestClient extends View {
  static properties = { status: { state: true }, frames: { state: true }, roundTrip: { state: true }, fault: { state: true } };

  /** @type {Socket | null} */
  #socket = null;

  constructor() {
    super();
    this.status = 'disconnected';
    /** @type {string[]} */
    this.frames = [];
    /** How long the last ping took, in milliseconds. @type {number | null} */
    this.roundTrip = null;
    this.fault = '';
  }

  left() {
    this.#socket?.close();
  }

  render() {
    const connected = this.status === 'connected';
    return html`<p class="muted">${t('developer.sentence')} <a href="/docs" target="_blank">${t('developer.docs')}</a></p>
      <form @submit=${event => this.#connect(event)}>
        <div class="field"><label for="token">${t('developer.token')}</label>
          <textarea class="input code" id="token" name="token" rows="3" dir="ltr" spellcheck="false" autocomplete="off" required autofocus></textarea></div>
        <p class="row">
          <button type="submit" class="button primary" ?disabled=${this.#socket !== null}>${t('developer.connect')}</button>
          <button type="button" class="button" ?disabled=${this.#socket === null} @click=${() => this.#socket?.close()}>${t('developer.disconnect')}</button>
          <button type="button" class="button" ?disabled=${!connected} @click=${() => this.#ping()}>${t('developer.ping')}</button>
          ${this.app ? html`<button type="button" class="button" @click=${() => this.#own()}>${t('developer.own')}</button>` : nothing}
        </p>
      </form>
      <p class="status" role="status" data-state=${this.status}>${t(`developer.${this.status}`)}</p>
      <p class="round-trip muted" role="status">${this.roundTrip === null ? '' : t('developer.roundTrip', { n: this.roundTrip })}</p>
      <form @submit=${event => this.#send(event)}>
        <div class="field"><label for="frame">${t('developer.frame')}</label>
          <textarea class="input code" id="frame" name="frame" rows="2" dir="ltr" spellcheck="false" autocomplete="off" required
            aria-invalid=${this.fault ? 'true' : nothing} aria-describedby="frame-fault" .defaultValue=${EXAMPLE}></textarea>
          <p class="field-error" id="frame-fault">${this.fault}</p></div>
        <p class="row"><button type="submit" class="button" ?disabled=${!connected}>${t('developer.send')}</button></p>
      </form>
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
    this.roundTrip = null;
    this.status = 'disconnected';
    this.#note('×', { close: code });
  }

  async #ping() {
    const sent = performance.now();
    if (await this.#ask('ping')) this.roundTrip = Math.max(1, Math.round(performance.now() - sent));
  }

  #send(event) {
    event.preventDefault();
    const frame = parsed(String(new FormData(event.target).get('frame')));
    this.fault = frame ? '' : t('developer.noFrame');
    if (!frame) return;
    const { type, ...fields } = frame;
    this.#note('→', frame);
    this.#socket?.tell(type, fields);
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

/** A frame that somebody typed; null for what the server could not take for one. */
function parsed(text) {
  try {
    const frame = JSON.parse(text);
    return typeof frame?.type === 'string' ? frame : null;
  } catch {
    return null;
  }
}

customElements.define('confab-test-client', TestClient);
