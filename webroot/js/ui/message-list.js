import { Backoff } from '../protocol/backoff.js';
import { button, coalesce, fill, h } from './dom.js';
import { count } from './format.js';
import { icon } from './icons.js';
import { intro } from './intro.js';
import { Keyed } from './keyed.js';
import { MessageTools } from './message-tools.js';
import { drawItem } from './message-row.js';
import { Reading } from './reading.js';
import { Scroller } from './scroller.js';
import { timeline } from './timeline.js';

const LOAD_WITHIN_PX = 600;

/** The messages of one group: reads history in both directions, keeps the reader's place, tells what was read. */
export class MessageList {
  #chat;
  #group;
  #newAfter;
  #off = [];
  #top = h('div', { class: 'list-top' });
  #lines = h('ol', { class: 'lines' });
  #view = h('div', { class: 'message-view', role: 'log', 'aria-live': 'off', 'aria-label': 'Messages', tabindex: 0 }, this.#top, this.#lines);
  #toLast = h('div', { class: 'pill-place' });
  element = h('div', { class: 'message-area' }, this.#view, this.#toLast);
  #keyed;
  #scroller;
  #reading;
  #opened;
  #backoff = new Backoff();
  #retryTimer = null;

  /** @param actions of the tools beside a message: `{reply, edit, remove}` */
  constructor(chat, group, actions) {
    this.#chat = chat;
    this.#group = group;
    this.#newAfter = group.unread ? group.readSeq : null;
    const rowActions = {
      retry: key => chat.outbox.retry(key),
      discard: key => chat.outbox.discard(key),
      jump: seq => this.jump(seq),
    };
    this.#keyed = new Keyed(this.#lines, item => drawItem(item, rowActions, chat.me));
    this.#scroller = new Scroller(this.#view, () => this.#keyed.elements('message'), () => this.#moved());
    this.#reading = new Reading(() => this.#atNewest, () => chat.marks.read(group));
    this.#view.addEventListener('keydown', event => this.#keys(event));
    new MessageTools(this.#lines, this.#keyed, chat, group, actions);
    this.#listen(coalesce(() => this.#draw()));
    this.#opened = this.#open();
  }

  close() {
    clearTimeout(this.#retryTimer);
    this.#off.forEach(off => off());
    this.#scroller.close();
    this.#reading.close();
  }

  /** Shows a message with what is around it. */
  async jump(seq) {
    await this.#opened;
    const log = this.#group.log;
    if (!log.message(seq)) await this.#loadPlace(() => log.loadAround(seq));
    const nearest = log.messages.find(message => message.seq >= seq);
    const element = this.#keyed.element(`message ${nearest?.seq}`);
    if (!element) return;
    this.#scroller.toLine(element);
    element.focus({ preventScroll: true });
    element.classList.add('found');
    setTimeout(() => element.classList.remove('found'), 2_000);
  }

  async toLatest() {
    if (!this.#group.log.attached) await this.#loadPlace(() => this.#group.log.loadNewest());
    this.#scroller.toEnd();
    this.#moved();
  }

  #listen(draw) {
    this.#off = [
      this.#group.log.on('change', draw),
      this.#chat.outbox.on('change', draw),
      this.#chat.on('groups', () => {
        this.#reading.look();
        this.#drawPill();
      }),
      this.#chat.on('posted', posted => this.#posted(posted)),
      this.#chat.on('ready', () => this.#connected()),
    ];
  }

  async #open() {
    const log = this.#group.log;
    this.#readMarks();
    await this.#loadBeginning(log);
    this.#draw();
    this.#scroller.toEnd();
    const line = this.#keyed.element('new');
    if (line && this.#scroller.isAbove(line)) this.#scroller.toLine(line);
    this.#moved();
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
    this.#draw();
  }

  /** The "new" line stands before the first message that came while nobody was looking. */
  #posted({ group, message }) {
    if (group !== this.#group || message.sender_id === this.#chat.me.id || this.#reading.now) return;
    if (group.unread <= 1) this.#newAfter = message.seq - 1;
  }

  get #atNewest() {
    return this.#group.log.attached && this.#scroller.following;
  }

  #draw() {
    const log = this.#group.log;
    const items = timeline({
      messages: log.messages,
      sends: log.attached || log.empty ? this.#chat.outbox.of(this.#group.id) : [],
      newAfter: this.#newAfter !== null && log.reaches(this.#newAfter + 1) ? this.#newAfter : null,
      me: this.#chat.me,
      quoted: seq => log.message(seq),
      reach: seq => this.#group.reach(seq),
    });
    this.#scroller.hold(() => {
      this.#keyed.show(items);
      fill(this.#top, this.#beginning());
    });
    this.#view.setAttribute('aria-busy', log.loading);
    if (log.failure) this.#retryLater(log.failure);
    this.#moved();
  }

  #beginning() {
    const log = this.#group.log;
    if (log.failure) return failed(log.failure, () => this.#retry());
    if (log.empty && log.loading) return skeleton();
    if (log.moreBefore) return h('p', { class: 'muted centred' }, 'Reading older messages …');
    return intro(this.#group, log.empty);
  }

  /** There is a connection again: what could not be read, or may have been missed, is read now. */
  #connected() {
    if (this.#group.log.failure) this.#retry();
    this.#readMarks();
  }

  #readMarks() {
    this.#chat.readMarks(this.#group).catch(() => {}); // Without them nothing is said of receipts.
  }

  /** A server that is busy is asked again without the reader having to. */
  #retryLater({ mayRetry }) {
    if (mayRetry) this.#retryTimer ??= setTimeout(() => this.#retry(), this.#backoff.next());
  }

  #retry() {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = null;
    const log = this.#group.log;
    return log.empty ? this.#open() : log.loadBefore();
  }

  #moved() {
    const log = this.#group.log;
    const { above, below } = this.#scroller.room;
    log.following = this.#scroller.following;
    if (!log.failure && above < LOAD_WITHIN_PX) log.loadBefore();
    if (!log.failure && below < LOAD_WITHIN_PX) log.loadAfter();
    this.#reading.look();
    this.#drawPill();
  }

  #drawPill() {
    const { log, unread } = this.#group;
    const newer = unread ? count(unread, 'new message') : 'Latest messages';
    const far = !this.#atNewest && !log.empty;
    fill(this.#toLast, far && button([icon('down'), newer], () => this.toLatest(), { class: 'button pill' }));
  }

  /** Arrow keys go from message to message. */
  #keys(event) {
    const step = { ArrowUp: 'previousElementSibling', ArrowDown: 'nextElementSibling' }[event.key];
    const line = document.activeElement?.closest('li.message');
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    let next = line ? line[step] : this.#lines.lastElementChild;
    while (next && !next.matches('.message')) next = next[step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

function failed(failure, retry) {
  return h('p', { class: 'notice centred', role: 'alert' }, failure.message, ' ', button('Try again', retry, { class: 'link' }));
}

function skeleton() {
  const row = () => h('div', { class: 'skeleton-row' }, h('span', { class: 'skeleton round' }), h('span', { class: 'skeleton' }));
  return h('div', { 'aria-hidden': 'true' }, Array.from({ length: 6 }, row));
}
