import { html, nothing } from 'lit';
import { t } from '../text/language.js';
import { icon } from './icons.js';
import { intro } from './intro.js';
import { skeleton } from './parts.js';

/**
 * What stands above the oldest message that is shown: that there are more, or that here all began.
 * @param {import('../store/group.js').Group} group
 * @param {import('../app.js').App} app
 * @param {() => void} retry
 */
export function beginning(group, app, retry) {
  const { log } = group;
  if (log.failure) return failed(retry);
  if (log.empty && log.loading) return skeleton(6);
  if (log.moreBefore) return hole(log, () => log.loadBefore(), 'messages.loadOlder');
  return intro(group, app, log.empty && app.chat.outbox.of(group.id).length === 0);
}

/**
 * What stands below the newest one that is shown, while there are newer ones.
 * @param {import('../store/group-log.js').GroupLog} log
 */
export function ending(log) {
  return log.attached || log.empty ? nothing : hole(log, () => log.loadAfter(), 'messages.loadNewer');
}

/**
 * The ways to the first unread message, where that is above, and to the newest.
 * @param {import('./messages.js').Messages} list
 * @param {boolean} isAbove whether the first unread message is
 * @param {boolean} isFar whether the reader is away from the newest
 */
export function pills(list, isAbove, isFar) {
  const { unread, log } = list.group;
  const up = unread && isAbove ? pill('up', t('messages.firstUnread', { n: unread }), () => list.toFirstUnread()) : nothing;
  const text = unread ? t('messages.newer', { n: unread }) : t('messages.latest');
  const down = isFar && !log.empty ? pill('down', text, () => list.toLatest()) : nothing;
  return html`<div class="pill-place upper">${up}</div><div class="pill-place">${down}</div>`;
}

/** What is not here is told, and can be had; mostly it comes by itself when one gets near. */
function hole(log, load, text) {
  return html`<p class="hole"><button type="button" class="link" @click=${load}>${t(log.loading ? 'messages.loading' : text)}</button></p>`;
}

function failed(retry) {
  return html`<p class="notice centred" role="alert">${t('messages.failed')} <button type="button" class="link" @click=${retry}>${t('retry')}</button></p>`;
}

/** @param {'up' | 'down'} direction */
function pill(direction, label, action) {
  return html`<button type="button" class="button pill to-${direction}" @click=${action}>${icon(direction)}${label}</button>`;
}
