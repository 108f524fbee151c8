import { h } from './dom.js';

const TINTS = 8;

/** The first letter of a name on a colour that stays with the id. */
export function avatar({ id, name }, { small = false } = {}) {
  const classes = `avatar tint-${id % TINTS}${small ? ' avatar-small' : ''}`;
  return h('span', { class: classes, 'aria-hidden': 'true' }, initial(name));
}

/** An avatar with the presence of its user, in shape and in words. */
export function avatarWithPresence(user, online, options) {
  return h('span', { class: 'avatar-presence' }, avatar(user, options), presence(online));
}

/** A filled dot online, a ring offline, nothing when it is not known. */
export function presence(online) {
  if (online === null || online === undefined) return null;
  return h('span', { class: online ? 'presence online' : 'presence', role: 'img', 'aria-label': online ? 'online' : 'offline' });
}

/** One letter as people see it: emoji and accents are several code points. */
function initial(name) {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name.trim() || '?');
  return (first?.segment ?? '?').toUpperCase();
}
