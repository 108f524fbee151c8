import { language } from './language.js';

const DAY_MS = 86_400_000;
/** @type {Map<string, any>} */
const formats = new Map();

/** Intl's formats are slow to make, so each is made once for a language. */
function format(name, make) {
  const key = `${language.locale} ${name}`;
  if (!formats.has(key)) formats.set(key, make(language.locale));
  return formats.get(key);
}

const dates = (name, options) => format(name, locale => new Intl.DateTimeFormat(locale, options));
const time = () => dates('time', { hour: 'numeric', minute: '2-digit' });
const relative = () => format('relative', locale => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

/** @param {Date} date */
export function clock(date) {
  return time().format(date);
}

/** The time without "AM" or "PM", for the narrow column beside a message. */
export function bareClock(date) {
  const parts = time().formatToParts(date).filter(({ type }) => type !== 'dayPeriod');
  return parts.map(({ value }) => value).join('').trim();
}

export function fullTime(date) {
  return dates('full', { dateStyle: 'full', timeStyle: 'medium' }).format(date);
}

/** "Today", "Yesterday", then the date; by the calendar of whoever reads. */
export function dayName(date, now = new Date()) {
  const days = daysBetween(date, now);
  if (days === 0 || days === 1) return capital(relative().format(-days, 'day'));
  const long = { weekday: 'long', day: 'numeric', month: 'long' };
  if (date.getFullYear() === now.getFullYear()) return dates('this year', long).format(date);
  return dates('other year', { ...long, year: 'numeric' }).format(date);
}

/** The shortest that tells: the time today, the date before. */
export function brief(date, now = new Date()) {
  return daysBetween(date, now) === 0 ? clock(date) : dates('short', { day: 'numeric', month: 'short' }).format(date);
}

/** How long ago, in the largest unit that fits; a clock that is wrong never makes it the future. */
export function ago(date, now = new Date()) {
  const minutes = Math.min(0, Math.round((date.getTime() - now.getTime()) / 60_000));
  if (minutes > -60) return relative().format(minutes, 'minute');
  if (minutes > -24 * 60) return relative().format(Math.round(minutes / 60), 'hour');
  return relative().format(Math.round(minutes / 1440), 'day');
}

export function sameDay(one, other) {
  return startOfDay(one).getTime() === startOfDay(other).getTime();
}

export function startOfDay(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

function daysBetween(date, now) {
  return Math.round((startOfDay(now).getTime() - startOfDay(date).getTime()) / DAY_MS);
}

function capital(text) {
  return text.charAt(0).toLocaleUpperCase(language.locale) + text.slice(1);
}

/** The words of a message without its marks, for where there is one line for it. */
export function plain(content) {
  return content
    .replace(/^\s*```\w*$/gm, '')
    .replace(/!?\[((?:\\.|[^\]\\])*)\]\([^()\s]*\)/g, '$1')
    .replace(/^\s*(?:>|[-*+]|#{1,6})\s+/gm, '')
    .replace(/\*\*|~~|`/g, '')
    .replace(/\\([\\`*_{}[\]()#+.!~-])/g, '$1')
    .trim();
}
