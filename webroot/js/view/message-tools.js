import { html, nothing } from 'lit';
import { t } from '../text/language.js';
import { copy, copyLink } from './group-menu.js';
import { menu } from './menu.js';
import { iconButton } from './parts.js';

/**
 * The buttons beside the message that is pointed at or focused.
 * @param {import('../store/group-log.js').Message} message
 * @param {import('./messages.js').Messages} list
 */
function toolsOf(message, list) {
  const { app, group } = list;
  const { mine, mayDelete } = rights(message, list);
  const open = !group.closed;
  const more = [
    { icon: 'copy', label: t('message.copy'), act: () => copy(app, message.content) },
    { icon: 'link', label: t('message.copyLink'), act: () => copyLink(app, `${group.address}/${message.seq}`) },
    mine && { icon: 'checks', label: t('receipts.title'), act: () => list.act('receipts', message) },
    open && mayDelete && { icon: 'trash', label: t('delete'), act: () => list.act('delete', message), dangerous: true },
  ];
  return html`<div class="tools" role="toolbar" aria-label=${t('message.actions')}>
    ${open ? iconButton('reply', t('reply'), () => list.act('reply', message)) : nothing}
    ${open && mine ? iconButton('edit', t('edit'), () => list.act('edit', message)) : nothing}
    ${menu('message-menu', t('message.menu'), /** @type {any} */ (more.filter(Boolean)))}
  </div>`;
}

/**
 * What the lines of the list can do.
 * @param {import('./messages.js').Messages} list
 * @param {boolean} isActive whether the line is pointed at or focused
 */
export function actionsOf(list, isActive) {
  const { outbox } = list.app.chat;
  return {
    retry: key => outbox.retry(key),
    discard: key => outbox.discard(key),
    jump: seq => list.jump(seq),
    receipts: message => list.act('receipts', message),
    isUnfolded: key => list.isUnfolded(key),
    unfold: key => list.unfold(key),
    tools: message => (isActive ? toolsOf(message, list) : nothing),
  };
}

/** Copies a block of code when its button was clicked; the button is made by `markdown`, which cannot listen. */
export function copyCode({ target }, app) {
  const button = target.closest('.copy-code');
  if (button) copy(app, button.previousElementSibling.textContent);
}

/**
 * Keys in the list: arrows go from message to message, R answers, E edits, Delete deletes.
 * @param {KeyboardEvent} event
 * @param {import('./messages.js').Messages} list
 */
export function keysOf(event, list) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const line = /** @type {HTMLElement | null} */ (document.activeElement?.closest('li.message') ?? null);
  const step = { ArrowUp: 'previousElementSibling', ArrowDown: 'nextElementSibling' }[event.key];
  const done = step ? walk(list, line, step) : line === document.activeElement && press(event.key, list, line);
  if (done) event.preventDefault();
}

function walk(list, line, step) {
  let next = line ? line[step] : list.querySelector('.lines').lastElementChild;
  while (next && !next.matches('.message')) next = next[step];
  next?.focus();
  return Boolean(next);
}

function press(key, list, line) {
  const message = list.group.log.message(Number(line?.dataset.seq));
  if (!message || message.deleted_at || list.group.closed || list.app.settings.get('keys') === 'off') return false;
  const { mine, mayDelete } = rights(message, list);
  const action = { r: 'reply', e: mine && 'edit', Delete: mayDelete && 'delete' }[key.length === 1 ? key.toLowerCase() : key];
  if (action) list.act(action, message);
  return Boolean(action);
}

function rights(message, { app, group }) {
  const mine = message.sender_id === app.me.id;
  return { mine, mayDelete: mine || (group.isAdmin && !group.direct) };
}
