import { Emitter } from '../emitter.js';
import { Feed } from './feed.js';
import { Group } from './group.js';
import { Marks } from './marks.js';
import { Outbox } from './outbox.js';

const MARKS_UP_TO = 200;

/**
 * Everything the signed-in user sees and does; the pages of `ui/` show it and call it.
 *
 * Emits `groups` when the list or anything shown in it changed, `ready` after each (re)connection, `posted` with `{group, message}` for each new message,
 * and `left` with a group that is his no longer.
 */
export class Chat extends Emitter {
  #rest;
  #connection;
  #groups = new Map();
  loaded = false;

  constructor(user, rest, connection, database) {
    super();
    this.me = user;
    this.#rest = rest;
    this.#connection = connection;
    this.outbox = new Outbox(database, connection, (id, seq) => this.group(id)?.log.cursor >= seq);
    this.marks = new Marks(connection);
    new Feed(this, connection);
  }

  get groups() {
    return [...this.#groups.values()];
  }

  group(id) {
    return this.#groups.get(id);
  }

  /** How far each group was followed; where the next connection goes on. */
  get cursors() {
    return Object.fromEntries(this.groups.map(group => [group.id, group.log.cursor]));
  }

  /** How many characters a message may have. */
  get longest() {
    return this.#connection.limits.content;
  }

  get unread() {
    return this.groups.reduce((sum, group) => sum + group.unread, 0);
  }

  // What the feed tells

  ready({ user, groups }) {
    this.me = user;
    const mine = new Set(groups.map(group => group.id));
    this.groups.filter(group => !mine.has(group.id)).forEach(group => this.#forget(group));
    groups.forEach(summary => this.#take(summary));
    this.loaded = true;
    this.emit('groups');
    this.groups.forEach(group => this.marks.delivered(group));
    this.outbox.flush();
    this.emit('ready');
  }

  entered(summary) {
    this.#take(summary);
    this.emit('groups');
  }

  happened(group, event) {
    group.apply(event);
    if (event.type === 'new_message') this.#posted(group, event);
    if (event.type === 'member_left' && event.user.id === this.me.id) this.#forget(group);
    this.marks.delivered(group);
  }

  marked(marks) {
    const group = this.group(marks.group_id);
    if (group && !group.marked(marks)) this.#recount(group);
  }

  lost(groupId, head) {
    const group = this.group(groupId);
    if (!group) return;
    group.restart(head);
    this.outbox.settle(groupId);
    this.#recount(group);
  }

  // What the user does

  async edit(group, seq, content) {
    await this.#connection.request('edit_message', { group_id: group.id, seq, content });
  }

  async delete(group, seq) {
    await this.#connection.request('delete_message', { group_id: group.id, seq });
  }

  typing(group) {
    this.#connection.tell('typing', { group_id: group.id });
  }

  /** Public groups that can be joined. */
  async directory() {
    return (await this.#rest.read('/groups/directory', { limit: 200 })).groups;
  }

  async join(groupId) {
    return this.#taken(await this.#rest.post(`/groups/${groupId}/join`));
  }

  async create(kind, name, description) {
    const group = await this.#rest.post('/groups', { kind, name, description: description || undefined });
    return this.#taken(group);
  }

  async startDirect(userId) {
    return this.#taken(await this.#rest.post('/groups/direct', { user_id: userId }));
  }

  async users(name) {
    return (await this.#rest.read('/users', { name })).users;
  }

  async members(group) {
    return (await this.#rest.read(`/groups/${group.id}/members`, { limit: 200 })).members;
  }

  /** Learns how far everybody is; the socket tells what moves from then on. Only small groups have it. */
  async readMarks(group) {
    if (group.memberCount > MARKS_UP_TO) return;
    group.receipts((await this.#rest.read(`/groups/${group.id}/marks`)).marks);
  }

  async add(group, userId) {
    await this.#rest.put(`/groups/${group.id}/members/${userId}`, {});
  }

  async leave(group) {
    await this.#rest.remove(`/groups/${group.id}/members/me`);
    this.#forget(group);
  }

  #posted(group, message) {
    if (message.sender_id === this.me.id) this.outbox.arrived(message.key);
    this.emit('posted', { group, message });
  }

  /** A group that the REST API answered with; the socket may have told of it before, or may do so later. */
  async #taken({ id }) {
    if (!this.#groups.has(id)) this.#take(await this.#rest.read(`/groups/${id}`));
    this.emit('groups');
    return this.group(id);
  }

  #take(summary) {
    const known = this.group(summary.id);
    if (known) return this.#update(known, summary);
    const group = new Group(summary, this.me.id, (id, query) => this.#rest.read(`/groups/${id}/messages`, query));
    group.on('change', () => this.emit('groups'));
    this.#groups.set(group.id, group);
  }

  /** A log that ends before the cursor is another log than the one that was followed. */
  #update(group, summary) {
    if (summary.head < group.log.cursor) group.startOver(summary);
    else group.update(summary);
  }

  /** Asks for the summary again; failing that, the next connection brings it. */
  async #recount(group) {
    const summary = await this.#rest.read(`/groups/${group.id}`).catch(() => null);
    if (summary) group.update(summary);
  }

  #forget(group) {
    if (!this.#groups.delete(group.id)) return;
    this.emit('groups');
    this.emit('left', group);
  }
}
