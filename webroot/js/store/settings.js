import { Emitter } from '../protocol/emitter.js';

const KEY = 'confab.settings';

/**
 * How this browser shows the page, whoever is signed in. Each setting is one of a few words; what is stored and makes no
 * sense any more counts as not stored.
 */
const CHOICES = {
  theme: ['system', 'light', 'dark', 'contrast', 'contrast-dark'],
  density: ['comfortable', 'compact'],
  language: ['system', 'en', 'de', 'ar'],
  enter: ['sends', 'breaks'],
  aloud: ['all', 'count', 'none'],
  notify: ['off', 'on', 'hidden'],
  members: ['closed', 'open'],
  keys: ['on', 'off'],
};

/** Emits `change` with the name of a setting. Other tabs follow. */
export class Settings extends Emitter {
  #values = stored();

  constructor() {
    super();
    addEventListener('storage', ({ key }) => key === KEY && this.#reload());
  }

  /** @param {keyof typeof CHOICES} name */
  get(name) {
    const value = this.#values[name];
    return CHOICES[name].includes(value) ? value : CHOICES[name][0];
  }

  /**
   * @param {keyof typeof CHOICES} name
   * @param {string} value
   */
  set(name, value) {
    this.#put(name, value);
  }

  /** @param {keyof typeof CHOICES} name */
  choices(name) {
    return CHOICES[name];
  }

  /**
   * The width of a column in pixels; undefined for the usual one.
   * @param {'side' | 'panel'} column
   * @returns {number | undefined}
   */
  width(column) {
    return Number(this.#values[column]) || undefined;
  }

  setWidth(column, pixels) {
    this.#put(column, pixels);
  }

  /** Until when no notification is shown, in milliseconds. */
  get snoozedUntil() {
    return Number(this.#values.snoozed) || 0;
  }

  snooze(until) {
    this.#put('snoozed', until);
  }

  #put(name, value) {
    this.#values = { ...stored(), [name]: value };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#values));
    } catch {
      // The browser's storage is full or forbidden: the setting holds as long as the page.
    }
    this.emit('change', name);
  }

  #reload() {
    this.#values = stored();
    this.emit('change');
  }
}

/** @returns {Record<string, any>} */
function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {};
  } catch {
    return {};
  }
}
