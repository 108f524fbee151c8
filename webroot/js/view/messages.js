import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { language, t } from '../text/language.js';
import { beginning, ending, pills } from './message-edges.js';
import { drawItem } from './message-row.js';
import { actionsOf, copyCode, keysOf } from './message-tools.js';
import { Portion } from './portion.js';
import { Reading } from './reading.js';
import { Retry } from './retry.js';
import { Scroller } from './scroller.js';
import { itemsOf } from './timeline.js';
import { View } from './view.js';

const LOAD_WITHIN_PX = 600;
const FOUND_MS = 2_000;

/**
 * The messages of one group: reads history in both directions, keeps the reader's place, tells what was read. Emits `act`
 * with `{action, message}` when something is chosen beside a message.
 */
export class Messages extends View {
  static properties = { group: { attribute: false }, active: { state: true } };

  /** The seq that the "new" line stands after; null for none. @type {number | null} */
  #newAfter = null;
  /** @type {Scroller} */
  #scroller = /** @type {any} */ (undefined);
  /** @type {Reading} */
  #reading = /** @type {any} */ (undefined);
  /** @type {Promise<void>} */
  #opened = Promise.resolve();
  #retry = new Retry(() => this.#readAgain());
  #unfolded = new Set();
  #portion = new Portion();
  /** Whether the "new" line is above what is in sight. */
  #lineIsAbove = false;
  /** @type {(() => void)[]} */
  #group = [];

  constructor() {
    super();
    /** @type {import('../store/group.js').Group} */
    this.group = /** @type {any} */ (undefined);
    /** The key of the message that is pointed at or focused. */
    this.active = '';
  }

  entered() {
    const { chat } = this.app;
    this.follow(chat.outbox, 'change');
    this.follow(chat, 'posted', posted => this.#posted(posted));
    this.follow(chat, 'ready', () => this.#connected());
    this.follow(chat, 'groups', () => this.#reading?.look());
  }

  left() {
    this.#leave();
    this.#scroller?.close();
    this.#reading?.close();
  }

  firstUpdated() {
    const view = /** @type {HTMLElement} */ (this.querySelector('.message-view'));
    this.#scroller = new Scroller(view, () => this.#lines(), () => this.#moved());
    this.#reading = new Reading(() => this.#atNewest && !this.#portion.behind, () => this.app.chat.marks.read(this.group));
  }

  /** Another group: what was of the last one ends here. */
  willUpdate(changed) {
    if (!changed.has('group')) return;
    this.#leave();
    this.#unfolded.clear();
    this.#portion.startOver();
    this.active = '';
    this.#newAfter = this.group.unread ? this.group.readSeq : null;
    this.#group = [this.group.log.on('change', () => this.requestUpdate())];
  }

  #leave() {
    this.#retry.callOff();
    this.#group.splice(0).forEach(end => end());
  }

  /** Draws without moving the reader. */
  update(changed) {
    const draw = () => super.update(changed);
    if (this.#scroller && !changed.has('group')) this.#scroller.hold(draw);
    else draw();
  }

  updated(changed) {
    if (changed.has('group')) this.#opened = this.#open();
    this.#retry.after(this.group.log.failure);
    if (this.#portion.behind) this.requestUpdate();
    this.#moved();
  }

  /** Settles when all is drawn, however many frames it takes. */
  async getUpdateComplete() {
    const done = await super.getUpdateComplete();
    return this.#portion.behind && this.isConnected ? this.getUpdateComplete() : done;
  }

  /** Shows a message with what is around it. */
  async jump(seq) {
    await this.updateComplete;
    await this.#opened;
    const { log } = this.group;
    if (!log.message(seq)) await this.#loadPlace(() => log.loadAround(seq));
    const nearest = log.messages.find(message => message.seq >= seq) ?? log.messages.at(-1);
    const line = /** @type {HTMLElement | null} */ (this.querySelector(`[data-seq="${nearest?.seq}"]`));
    if (!line) return;
    this.#scroller.toLine(line);
    line.focus({ preventScroll: true });
    line.classList.add('found');
    setTimeout(() => line.classList.remove('found'), FOUND_MS);
    this.requestUpdate();
  }

  async toLatest() {
    if (!this.group.log.attached) await this.#loadPlace(() => this.group.log.loadNewest());
    await this.updateComplete;
    this.#scroller.toEnd();
    this.requestUpdate();
  }

  async #open() {
    const { log } = this.group;
    this.#readMarks();
    await this.#loadBeginning(log);
    await this.updateComplete;
    this.#scroller.toEnd();
    const line = this.#newLine;
    if (line && this.#scroller.isAbove(line)) this.#scroller.toLine(line);
    this.requestUpdate();
  }

  /** A group opens at the first unread message, however far back: nothing counts as read that was not shown. */
  async #loadBeginning(log) {
    const firstUnread = this.#newAfter === null ? null : this.#newAfter + 1;
    if (firstUnread && !log.reaches(firstUnread)) await this.#loadPlace(() => log.loadAround(firstUnread));
    else if (!log.attached) await this.#loadPlace(() => log.loadNewest());
  }

  async #loadPlace(load) {
    this.#scroller.following = false;
    await load();
    this.requestUpdate();
    await this.updateComplete;
  }

  /** The "new" line stands before the first message that came while nobody was looking. */
  #posted({ group, message }) {
    if (group !== this.group || message.sender_id === this.app.me.id || this.#reading?.now) return;
    if (group.unread <= 1) this.#newAfter = message.seq - 1;
  }

  get #atNewest() {
    return this.group.log.attached && this.#scroller.following;
  }

  get #newLine() {
    return /** @type {HTMLElement | null} */ (this.querySelector('.new-line'));
  }

  /** `[key, element]` of the messages, top to bottom. */
  *#lines() {
    for (const line of this.querySelectorAll('li.message')) yield [/** @type {HTMLElement} */ (line).dataset.key, line];
  }

  render() {
    const { log } = this.group;
    return html`<div class="message-area">
      <div class="message-view" role="log" aria-live="off" aria-label=${t('messages')} aria-busy=${log.loading} tabindex="0" data-region="log"
        @keydown=${event => keysOf(event, this)}>
        <div class="list-top">${beginning(this.group, this.app, () => this.#retry.now())}</div>
        <ol class="lines" @pointerover=${event => this.#point(event)} @focusin=${event => this.#point(event)}
          @pointerleave=${() => this.#point({ target: document.activeElement })} @click=${event => copyCode(event, this.app)}>
          ${repeat(this.#portion.of(itemsOf(this.group, this.app.chat, this.#newAfter), this.#scroller?.following), item => item.key, item => this.#line(item))}
        </ol>
        ${ending(log)}
      </div>
      ${this.#scroller ? pills(this, this.#lineIsAbove, !this.#atNewest) : nothing}
    </div>`;
  }

  /** Drawn only when it looks different. */
  #line(item) {
    const isActive = item.key === this.active;
    return guard([item.look, isActive, this.isUnfolded(item.key), language.code], () => drawItem(item, actionsOf(this, isActive)));
  }

  /** @param {string} action */
  act(action, message) {
    this.dispatchEvent(new CustomEvent('act', { detail: { action, message } }));
  }

  isUnfolded(key) {
    return this.#unfolded.has(key);
  }

  unfold(key) {
    if (!this.#unfolded.delete(key)) this.#unfolded.add(key);
    this.requestUpdate();
  }

  /** Another message is pointed at, or has the focus. */
  #point({ target }) {
    this.active = target?.closest('li.message')?.dataset.key ?? '';
  }

  toFirstUnread() {
    const line = this.#newLine;
    if (line) this.#scroller.toLine(line);
    this.requestUpdate();
  }

  /** There is a connection again: what could not be read, or may have been missed, is read now. */
  #connected() {
    if (this.group.log.failure) this.#retry.now();
    this.#readMarks();
  }

  #readMarks() {
    this.app.actions.readMarks(this.group).catch(() => {}); // Without them nothing is said of receipts.
  }

  #readAgain() {
    const { log } = this.group;
    if (log.empty) this.#opened = this.#open();
    else log.loadBefore();
  }

  #moved() {
    const { log } = this.group;
    const { above, below } = this.#scroller.room;
    const before = [log.following, this.#lineIsAbove].join();
    log.following = this.#scroller.following;
    this.#lineIsAbove = Boolean(this.#newLine && this.#scroller.isAbove(this.#newLine));
    if (before !== [log.following, this.#lineIsAbove].join()) this.requestUpdate(); // The pills show both.
    if (!log.failure && above < LOAD_WITHIN_PX) log.loadBefore();
    if (!log.failure && below < LOAD_WITHIN_PX) log.loadAfter();
    this.#reading.look();
  }
}

customElements.define('confab-messages', Messages);
