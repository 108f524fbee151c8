const time = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const thisYear = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const otherYear = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const short = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const DAY_MS = 86_400_000;

export function clock(date) {
  return time.format(date);
}

/** The time without "AM" or "PM", for the narrow column beside a message. */
export function bareClock(date) {
  const parts = time.formatToParts(date).filter(({ type }) => type !== 'dayPeriod');
  return parts.map(({ value }) => value).join('').trim();
}

export function fullTime(date) {
  return full.format(date);
}

/** "today", "yesterday", then the date; by the calendar of whoever reads. */
export function dayName(date, now = new Date()) {
  const days = daysBetween(date, now);
  if (days === 0 || days === 1) return capital(relative.format(-days, 'day'));
  return (date.getFullYear() === now.getFullYear() ? thisYear : otherYear).format(date);
}

/** The shortest that tells: the time today, the date before. */
export function brief(date, now = new Date()) {
  return daysBetween(date, now) === 0 ? clock(date) : short.format(date);
}

/** How long ago, in the largest unit that fits. */
export function ago(date, now = new Date()) {
  const minutes = Math.round((date - now) / 60_000);
  if (minutes > -60) return relative.format(Math.min(minutes, 0), 'minute');
  if (minutes > -24 * 60) return relative.format(Math.round(minutes / 60), 'hour');
  return relative.format(Math.round(minutes / 1440), 'day');
}

export function sameDay(one, other) {
  return startOfDay(one).getTime() === startOfDay(other).getTime();
}

/** "1 member", "3 members". */
export function count(n, one, many = `${one}s`) {
  return `${n.toLocaleString()} ${n === 1 ? one : many}`;
}

function daysBetween(date, now) {
  return Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS);
}

function startOfDay(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

function capital(text) {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
