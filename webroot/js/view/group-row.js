import { html, nothing } from 'lit';
import { brief, plain } from '../text/format.js';
import { t } from '../text/language.js';
import { icon } from './icons.js';
import { badge, bdi } from './parts.js';

const MOST = 99;
const PREVIEW = 120;

/**
 * The line of a group in the list.
 * @param {import('../store/group.js').Group} group
 * @param {import('../app.js').App} app
 * @param {boolean} isOpen
 */
export function groupRow(group, app, isOpen) {
  const { unread, lastMessage } = group;
  const muted = app.choices.isMuted(group);
  const draft = !isOpen && app.drafts.of(group.id);
  return html`<li>
    <a class="group-link ${unread ? 'unread' : ''} ${muted ? 'muted-group' : ''}" href=${group.address} aria-current=${isOpen ? 'page' : nothing}>
      ${badge(group)}
      <span class="group-text">
        <span class="group-name">${bdi(group.title)}</span>
        <span class="group-preview" dir="auto">${draft ? html`<em>${t('groups.draft')}</em> ${draft.slice(0, PREVIEW)}` : preview(group, app.me)}</span>
      </span>
      <span class="group-aside">
        ${lastMessage ? html`<time datetime=${group.lastActivity}>${brief(new Date(group.lastActivity))}</time>` : nothing}
        ${unread ? unreadBadge(unread) : muted ? html`<span role="img" aria-label=${t('groups.muted')} title=${t('groups.muted')}>${icon('bellOff')}</span>` : nothing}
      </span>
    </a>
  </li>`;
}

function unreadBadge(unread) {
  return html`<span class="badge"><span aria-hidden="true">${unread > MOST ? `${MOST}+` : unread}</span><span
    class="visually-hidden">, ${t('groups.unread', { n: unread })}</span></span>`;
}

function preview({ lastMessage: last, direct, memberCount }, me) {
  if (!last) return direct ? t('groups.noMessages') : t('members.count', { n: memberCount });
  const text = last.deleted_at ? t('message.deleted') : plain(last.content).slice(0, PREVIEW);
  if (last.sender_id === me.id) return t('groups.you', { text });
  return direct ? text : `${last.sender_name}: ${text}`;
}
