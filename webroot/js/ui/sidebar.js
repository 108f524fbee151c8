import { addressOf } from './address.js';
import { avatar, avatarWithPresence } from './avatar.js';
import { bdi, coalesce, fill, h, iconButton } from './dom.js';
import { brief, count } from './format.js';
import { icon } from './icons.js';
import { Keyed } from './keyed.js';
import { logo } from './logo.js';

/** The list of groups: public and private ones, then direct ones, each with what is unread. */
export class Sidebar {
  #chat;
  #openId = null;
  #lists = new Map();
  #order = [];

  /** @param actions `{browse, create, startDirect, signOut}`, called by the buttons */
  constructor(chat, indicator, actions) {
    this.#chat = chat;
    const groups = this.#section('Groups', 'groups', [
      iconButton(icon('compass'), 'Browse public groups', actions.browse),
      iconButton(icon('plus'), 'Create a group', actions.create),
    ]);
    const direct = this.#section('Direct', 'direct', [
      iconButton(icon('plus'), 'Write to somebody', actions.startDirect),
    ]);
    this.element = h(
      'nav',
      { class: 'sidebar', 'aria-label': 'Groups' },
      h('header', { class: 'sidebar-head' }, h('span', { class: 'brand' }, logo(), 'Confab')),
      h('div', { class: 'sidebar-lists' }, groups, direct),
      h('footer', { class: 'sidebar-foot' }, this.#me(actions), indicator),
    );
    this.#draw();
    const draw = coalesce(() => this.#draw());
    chat.on('groups', draw);
    this.element.addEventListener('pointerleave', draw);
  }

  /** Marks the group that is shown beside the list. */
  open(id) {
    this.#openId = id;
    this.#draw();
  }

  #me({ signOut }) {
    const me = this.#chat.me;
    return h(
      'div',
      { class: 'me' },
      avatar(me, { small: true }),
      h('span', { class: 'me-name' }, bdi(me.name)),
      iconButton(icon('signOut'), 'Sign out', signOut),
    );
  }

  #section(title, name, buttons) {
    const list = h('ul', { class: 'group-list', 'aria-label': title });
    const empty = h('p', { class: 'list-empty muted' });
    this.#lists.set(name, { keyed: new Keyed(list, item => this.#row(item)), empty });
    const head = h('div', { class: 'section-head' }, h('h2', {}, title), ...buttons);
    return h('section', {}, head, list, empty);
  }

  #draw() {
    const groups = this.#ordered();
    this.#show('groups', groups.filter(group => !group.direct), 'Browse the public groups, or create one.');
    this.#show('direct', groups.filter(group => group.direct), 'Nobody yet. Write to somebody.');
  }

  #show(name, groups, whenEmpty) {
    const { keyed, empty } = this.#lists.get(name);
    keyed.show(groups.map(group => this.#item(group)));
    fill(empty, this.#chat.loaded && groups.length === 0 && whenEmpty);
  }

  /** The most recent first, but nothing moves under the pointer. */
  #ordered() {
    const groups = new Map(this.#chat.groups.map(group => [group.id, group]));
    if (this.#order.length === 0 || !hovered(this.element)) {
      const byActivity = (one, other) => (one.lastActivity < other.lastActivity ? 1 : -1);
      this.#order = [...groups.values()].sort(byActivity).map(group => group.id);
    }
    const kept = this.#order.filter(id => groups.has(id));
    const added = [...groups.keys()].filter(id => !kept.includes(id));
    return [...kept, ...added].map(id => groups.get(id));
  }

  #item(group) {
    const open = group.id === this.#openId;
    const last = preview(group, this.#chat.me);
    const online = group.peer?.online;
    const look = [open, group.title, group.kind, group.unread, online, last, group.lastActivity, group.archivedAt].join();
    return { key: group.id, look, group, open, last };
  }

  #row({ group, open, last }) {
    const unread = group.unread;
    return h(
      'li',
      {},
      h(
        'a',
        { class: `group-link${unread ? ' unread' : ''}`, href: addressOf(group), 'aria-current': open ? 'page' : null },
        badge(group),
        h(
          'span',
          { class: 'group-text' },
          h('span', { class: 'group-name' }, bdi(group.title)),
          h('span', { class: 'group-preview', dir: 'auto' }, last),
        ),
        h(
          'span',
          { class: 'group-aside' },
          group.lastMessage && h('time', { datetime: group.lastActivity }, brief(new Date(group.lastActivity))),
          unread > 0 && unreadBadge(unread),
        ),
      ),
    );
  }
}

/** A finger leaves no pointer behind, whatever the browser says of the place that it touched last. */
function hovered(element) {
  return matchMedia('(hover: hover)').matches && element.matches(':hover');
}

/** The sign of a group: the other's face, or what kind of place it is. */
export function badge(group) {
  if (group.direct) return avatarWithPresence(group.peer?.user ?? { id: group.id, name: '?' }, group.peer?.online);
  const kind = group.kind === 'PRIVATE' ? 'lock' : 'globe';
  return h('span', { class: `avatar group-avatar tint-${group.id % 8}`, 'aria-hidden': 'true' }, icon(kind));
}

function unreadBadge(unread) {
  const shown = unread > 99 ? '99+' : String(unread);
  return h(
    'span',
    { class: 'badge' },
    h('span', { 'aria-hidden': 'true' }, shown),
    h('span', { class: 'visually-hidden' }, `, ${count(unread, 'unread message')}`),
  );
}

function preview({ lastMessage: last, direct }, me) {
  if (!last) return 'No messages yet';
  const text = last.deleted_at ? 'Message deleted' : last.content.slice(0, 120);
  if (last.sender_id === me.id) return `You: ${text}`;
  return direct ? text : `${last.sender_name}: ${text}`;
}
