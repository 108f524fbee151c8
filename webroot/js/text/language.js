import { Emitter } from '../protocol/emitter.js';
import { en } from './en.js';

/** The languages of the page by their own names; the others than English are loaded when they are wanted. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', ar: 'العربية' };

const RIGHT_TO_LEFT = ['ar'];

/** @type {Record<string, () => Promise<Record<string, Text>>>} */
const LOAD = {
  en: async () => en,
  de: async () => (await import('./de.js')).de,
  ar: async () => (await import('./ar.js')).ar,
};

/**
 * A sentence with `{places}`, or one for each plural form of the number `{n}`.
 * @typedef {string | Record<string, string>} Text
 */

/** The language that the page speaks. Emits `change`. */
class Language extends Emitter {
  /** @type {keyof typeof LANGUAGES} */
  code = 'en';
  /** For dates and numbers: the reader's own variant of the language, if there is one. */
  locale = 'en';
  /** @type {Record<string, Text>} */
  #texts = en;
  #plurals = new Intl.PluralRules('en');

  /**
   * Speaks another language from now on; when its texts cannot be had, it stays as it is.
   * @param {string} wanted a code of {@link LANGUAGES}, or `system`
   */
  async use(wanted) {
    const code = wanted in LOAD ? wanted : preferred();
    this.#texts = await LOAD[code]().catch(() => this.#texts);
    if (this.#texts === en && code !== 'en') return;
    this.code = /** @type {keyof typeof LANGUAGES} */ (code);
    this.locale = navigator.languages.find(tag => tag.split('-')[0] === code) ?? code;
    this.#plurals = new Intl.PluralRules(code);
    document.documentElement.lang = code;
    document.documentElement.dir = RIGHT_TO_LEFT.includes(code) ? 'rtl' : 'ltr';
    this.emit('change');
  }

  get rightToLeft() {
    return RIGHT_TO_LEFT.includes(this.code);
  }

  /** @param {string} key */
  pattern(key, n) {
    const text = this.#texts[key] ?? /** @type {Record<string, Text>} */ (en)[key];
    if (text === undefined) throw new Error(`There is no text ${key}`);
    if (typeof text === 'string') return text;
    return (n === 0 ? text.zero : undefined) ?? text[this.#plurals.select(n)] ?? text.other;
  }
}

export const language = new Language();

/**
 * A text of the page.
 * @param {string} key
 * @param {Record<string, string | number>} [values] for its places; `n` chooses the plural form
 */
export function t(key, values) {
  return parts(key, values).join('');
}

/**
 * A text of the page in parts, for values that are more than text, such as a name in its own direction.
 * @param {string} key
 * @param {Record<string, any>} [values]
 * @returns {any[]}
 */
export function parts(key, values = {}) {
  const pattern = language.pattern(key, values.n);
  return pattern.split(/\{(\w+)\}/).map((part, i) => (i % 2 ? shown(values[part]) : part));
}

function shown(value) {
  return typeof value === 'number' ? value.toLocaleString(language.locale) : (value ?? '');
}

/** The first language of the browser that the page speaks. */
function preferred() {
  const codes = navigator.languages.map(tag => tag.split('-')[0]);
  return codes.find(code => code in LOAD) ?? 'en';
}
