import { button, fill, h } from './dom.js';

const QUIET_MS = 2_000;

/** Whether the page is connected: a word beside the user's name, and a bar once it is not for longer than a blip. */
export class Indicator {
  #connection;
  #word = h('span', { class: 'connection', role: 'status' });
  #bar = h('div', { class: 'connection-bar', hidden: true });
  #lostAt = null;
  #timer;

  constructor(connection) {
    this.#connection = connection;
    connection.on('state', () => this.#draw());
    this.#draw();
  }

  /** The word, always in sight. */
  get word() {
    return this.#word;
  }

  /** The bar, while something is wrong. */
  get bar() {
    return this.#bar;
  }

  #draw() {
    clearTimeout(this.#timer);
    const { name, until } = this.#connection.state;
    this.#lostAt = name === 'live' ? null : (this.#lostAt ?? Date.now());
    this.#word.dataset.state = name;
    this.#say(WORDS[name]);
    const quiet = this.#lostAt === null || (Date.now() - this.#lostAt < QUIET_MS && !LOUD.has(name));
    this.#bar.hidden = quiet;
    if (!quiet) fill(this.#bar, ...this.#sentence(name, until));
    if (PASSING.has(name)) this.#timer = setTimeout(() => this.#draw(), 500);
  }

  /** Only a change is announced, not each second of the countdown. */
  #say(word) {
    if (this.#word.textContent !== word) fill(this.#word, word);
  }

  #sentence(name, until) {
    const retry = button('Retry now', () => this.#connection.retryNow(), { class: 'link' });
    const kept = 'What you write is kept and sent later.';
    if (name === 'refused') {
      return ['This page and the server do not understand each other any more. ', button('Reload', () => location.reload(), { class: 'link' })];
    }
    if (name === 'offline') return [`You are offline. ${kept} `, retry];
    if (name === 'waiting') return [`Connection lost. Next attempt in ${seconds(until)} s. ${kept} `, retry];
    return ['Connecting …'];
  }
}

const PASSING = new Set(['connecting', 'waiting', 'offline']);
const LOUD = new Set(['refused']);
const WORDS = {
  connecting: 'Connecting',
  live: 'Live',
  waiting: 'Reconnecting',
  offline: 'Offline',
  refused: 'Reload needed',
  'signed-out': 'Signed out',
  stopped: 'Signed out',
};

function seconds(until) {
  return Math.max(0, Math.ceil((until - Date.now()) / 1000));
}
