import { html, nothing } from 'lit';
import { t } from '../text/language.js';
import { icon } from './icons.js';

const TINTS = 8;

/** A name or text of a user: isolated, so that its direction does not turn what stands around it. */
export function bdi(text) {
  return html`<bdi>${text}</bdi>`;
}

/**
 * A button with an icon, whose name is its tooltip too.
 * @param {Parameters<typeof icon>[0]} name
 * @param {string} label
 * @param {(event: Event) => void} action
 * @param {{pressed?: boolean, expanded?: boolean, classes?: string}} [state]
 */
export function iconButton(name, label, action, { pressed, expanded, classes = '' } = {}) {
  return html`<button type="button" class="icon-button ${classes}" title=${label} aria-label=${label}
    aria-pressed=${pressed ?? nothing} aria-expanded=${expanded ?? nothing} @click=${action}>${icon(name)}</button>`;
}

/** The first letter of a name on a colour that stays with the id. */
export function avatar({ id, name }, size = '') {
  return html`<span class="avatar tint-${id % TINTS} ${size}" aria-hidden="true">${initial(name)}</span>`;
}

/** An avatar with the presence of its user, in shape and in words. */
export function avatarWithPresence(user, online, size) {
  return html`<span class="avatar-presence">${avatar(user, size)}${presence(online)}</span>`;
}

/** A filled dot online, a ring offline, nothing when it is not known. */
export function presence(online) {
  if (online === null || online === undefined) return nothing;
  const word = t(online ? 'presence.online' : 'presence.offline');
  return html`<span class="presence ${online ? 'online' : ''}" role="img" aria-label=${word} title=${word}></span>`;
}

/** The sign of a group: the other's face, or what kind of place it is. */
export function badge(group, size = '') {
  if (group.kind === 'DIRECT') return avatarWithPresence(group.peer?.user ?? { id: group.id, name: '?' }, group.peer?.online, size);
  const kind = group.kind === 'PRIVATE' ? 'lock' : 'globe';
  return html`<span class="avatar group-avatar tint-${group.id % TINTS} ${size}" aria-hidden="true">${icon(kind)}</span>`;
}

/** The names of a role; nothing for those who have none in particular. */
export function roleName(role) {
  return role === 'OWNER' || role === 'ADMIN' ? t(`role.${role}`) : '';
}

/** What went wrong, as a sentence in the language of the page where it is one of our own. */
export function sentenceOf(failure) {
  if (failure.code === 'UNREACHABLE') return t('failure.unreachable');
  if (failure.retryAfter) return `${failure.message} ${t('failure.retryAfter', { n: failure.retryAfter })}`;
  return failure.message;
}

/** Rows that stand where content will be. */
export function skeleton(rows) {
  return html`<div aria-hidden="true">${Array.from({ length: rows }, (_, i) => html`<div class="skeleton-row"><span
    class="skeleton round"></span><span class="skeleton lines-${i % 3}"></span></div>`)}</div>`;
}

/** One letter as people see it: emoji and accents are several code points. */
function initial(name) {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name.trim() || '?');
  return (first?.segment ?? '?').toUpperCase();
}

/** An attribute that is left out when there is no text for it. */
export function ifText(text) {
  return text || nothing;
}
