import { confirm } from './dialog.js';
import { bdi, coalesce, fill, h, iconButton } from './dom.js';
import { Composer } from './composer.js';
import { ago, count } from './format.js';
import { icon } from './icons.js';
import { membersDialog } from './members-dialog.js';
import { MessageList } from './message-list.js';
import { badge } from './sidebar.js';

/** One group: who it is, what was said, what is being written. */
export class GroupPage {
  #chat;
  #group;
  #list;
  #composer;
  #off;
  #title = h('div', { class: 'group-title' });
  #typing = h('p', { class: 'typing', role: 'status' });
  #archived = h('p', { class: 'notice centred' }, 'This group is archived: it can be read, but takes no more messages.');

  constructor(chat, group, drafts) {
    this.#chat = chat;
    this.#group = group;
    this.#composer = new Composer(group, drafts, {
      send: (text, replyTo) => this.#send(text, replyTo),
      edit: (message, text) => chat.edit(group, message.seq, text),
      typing: () => chat.typing(group),
      editLast: () => this.#editLast(),
      longest: () => chat.longest,
    });
    this.#list = new MessageList(chat, group, {
      reply: message => this.#composer.reply(message),
      edit: message => this.#composer.edit(message),
      remove: message => this.#delete(message),
    });
    this.element = h(
      'section',
      { class: 'group-page', 'aria-label': group.title },
      h('header', { class: 'group-head' }, this.#back(), this.#title, this.#people()),
      this.#list.element,
      h('div', { class: 'foot' }, this.#typing, this.#archived, this.#composer.element),
    );
    this.#off = group.on('change', coalesce(() => this.#draw()));
    this.#draw();
  }

  /** To be called once the page is in the document. */
  shown({ focus }) {
    this.#composer.fit();
    if (focus) this.#composer.focus();
  }

  jump(seq) {
    return this.#list.jump(seq);
  }

  close() {
    this.#off();
    this.#list.close();
  }

  #back() {
    return h('a', { class: 'icon-button back', href: '/', 'aria-label': 'All groups', title: 'All groups' }, icon('back'));
  }

  #people() {
    if (this.#group.direct) return null;
    return iconButton(icon('people'), 'Members', () => membersDialog(this.#chat, this.#group));
  }

  #draw() {
    const group = this.#group;
    const heading = h('div', { class: 'group-what' }, h('h1', {}, bdi(group.title)), h('p', { class: 'muted', dir: 'auto' }, about(group)));
    fill(this.#title, badge(group), heading);
    fill(this.#typing, typingLine(group.typing));
    this.#archived.hidden = !group.archivedAt;
    this.#composer.element.hidden = Boolean(group.archivedAt);
  }

  async #send(text, replyTo) {
    await this.#chat.outbox.add(this.#group.id, text, replyTo);
    this.#list.toLatest();
  }

  #editLast() {
    const mine = ({ sender_id: id, deleted_at: deleted }) => id === this.#chat.me.id && !deleted;
    const last = this.#group.log.messages.findLast(mine);
    if (last) this.#composer.edit(last);
    return last;
  }

  async #delete(message) {
    const sure = await confirm('Delete this message?', 'Its text is erased for everybody. A note stays in its place.', 'Delete');
    if (sure) this.#chat.delete(this.#group, message.seq).catch(failure => confirm('Not deleted', failure.message, 'OK'));
  }
}

function about(group) {
  if (group.direct) return lastSeen(group.peer);
  const members = count(group.memberCount, 'member');
  return group.description ? `${members} · ${group.description}` : members;
}

function lastSeen(peer) {
  if (!peer) return '';
  if (peer.online) return 'online';
  return peer.last_seen ? `last seen ${ago(new Date(peer.last_seen))}` : 'offline';
}

function typingLine(users) {
  if (users.length === 0) return null;
  const [one, other] = users.map(({ name }) => bdi(name));
  if (users.length === 1) return [one, ' is typing …'];
  if (users.length === 2) return [one, ' and ', other, ' are typing …'];
  return [one, ` and ${users.length - 1} others are typing …`];
}
