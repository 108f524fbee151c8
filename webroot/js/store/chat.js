import { Emitter } from '../protocol/emitter.js';
import { Group } from './group.js';
import { Marks } from './marks.js';

/**
 * Everything the signed-in user sees, kept as the server tells it. What he does is in `Actions`.
 *
 * Emits `groups` when the list or anything shown in it changed, `ready` after each (re)connection, `posted` with `{group,
 * message}` for each new message, `left` with a group that is his no longer, and `meanwhile` with `{messages, groups}`
 * once all that came while the connection was lost is here.
 */
export class Chat extends Emitter {
  #client;
  /** @type {Map<number, Group>} */
  #groups = new Map();
  /** @type {{messages: number, groups: Set<Group>} | null} */
  #away = null;
  /** Whether the groups are known, from the server or from an earlier visit. */
  loaded = false;

  /**
   * @param {{id: number, name: string, guest: boolean}} user
   * @param {import('../protocol/client.js').Client} client
   */
  constructor(user, client) {
    super();
    this.me = user;
    this.#client = client;
    this.outbox = client.outbox;
    this.marks = new Marks(client.connection);
    this.#listen(client.feed);
  }

  get groups() {
    return [...this.#groups.values()];
  }

  /** @param {number} id */
  group(id) {
    return this.#groups.get(id);
  }

  /** The group that an address names, by its number or slug. */
  named(name) {
    return this.group(Number(name)) ?? this.groups.find(group => group.slug === name);
  }

  /** How many characters a message may have. */
  get longest() {
    return this.#client.connection.limits.content;
  }

  /** Goes on from what an earlier visit kept; the server then tells what came since. */
  restore(groups) {
    for (const { summary, messages, moreBefore } of groups) {
      const group = this.#take(summary);
      if (messages.length) group.log.seed(messages, moreBefore);
      this.#client.feed.startAt(summary.id, summary.head);
    }
    this.loaded = true;
    this.emit('groups');
  }

  #listen(feed) {
    feed.on('ready', ready => this.#ready(ready));
    feed.on('event', event => this.#happened(event));
    feed.on('joined', summary => this.#entered(summary));
    feed.on('gap', ({ groupId, from, head }) => this.#lost(groupId, head, head - from + 1));
    feed.on('marked', marks => this.#marked(marks));
    feed.on('receipt', ({ group_id: id, marks }) => this.group(id)?.receipts(marks));
    feed.on('typing', ({ group_id: id, user }) => this.group(id)?.isTyping(user));
    feed.on('user_online', ({ group_id: id, user_id: user }) => this.group(id)?.present(user, true));
    feed.on('user_offline', ({ group_id: id, user_id: user, last_seen: seen }) => this.group(id)?.present(user, false, seen));
    feed.on('resumed', () => this.#caughtUp());
  }

  #ready({ user, groups }) {
    this.me = user;
    const mine = new Set(groups.map(group => group.id));
    this.groups.filter(group => !mine.has(group.id)).forEach(group => this.forget(group));
    // what came before a connection that broke off while it caught up counts too
    this.#away = this.loaded ? this.#away ?? { messages: 0, groups: new Set() } : null;
    groups.forEach(summary => this.#take(summary));
    this.loaded = true;
    this.emit('groups');
    this.groups.forEach(group => this.marks.delivered(group));
    this.emit('ready');
  }

  #entered(summary) {
    this.#take(summary);
    this.emit('groups');
  }

  #happened(event) {
    const group = this.group(event.group_id);
    if (!group) return;
    group.apply(event);
    if (event.type === 'new_message') this.#posted(group, event);
    if (event.type === 'member_left' && event.user.id === this.me.id) this.forget(group);
    this.marks.delivered(group);
  }

  #posted(group, message) {
    if (this.#away && message.sender_id !== this.me.id) this.#missed(group, 1);
    this.emit('posted', { group, message, late: this.#away !== null });
  }

  #marked(marks) {
    const group = this.group(marks.group_id);
    if (group && !group.marked(marks)) this.#recount(group);
  }

  #lost(groupId, head, events) {
    const group = this.group(groupId);
    if (!group) return;
    this.#missed(group, events);
    group.restart(head);
    this.#recount(group);
  }

  #missed(group, messages) {
    if (!this.#away) return;
    this.#away.messages += messages;
    this.#away.groups.add(group);
  }

  #caughtUp() {
    const away = this.#away;
    this.#away = null;
    if (away?.messages) this.emit('meanwhile', { messages: away.messages, groups: [...away.groups] });
  }

  /** A group that the REST API answered with; the socket may have told of it before, or may do so later. */
  async taken({ id }) {
    if (!this.#groups.has(id)) this.#take(await this.#client.rest.read(`/groups/${id}`));
    this.emit('groups');
    return /** @type {Group} */ (this.group(id));
  }

  /** @returns {Group} */
  #take(summary) {
    const known = this.group(summary.id);
    if (known) return this.#update(known, summary);
    const group = new Group(summary, this.me.id, (id, query) => this.#client.rest.read(`/groups/${id}/messages`, query));
    group.on('change', () => this.emit('groups'));
    this.#groups.set(group.id, group);
    return group;
  }

  /** A log that ends before the cursor is another log than the one that was followed. */
  #update(group, summary) {
    if (summary.head < group.log.cursor) group.startOver(summary);
    else group.update(summary);
    return group;
  }

  /** Asks for the summary again; failing that, the next connection brings it. */
  async #recount(group) {
    const summary = await this.#client.rest.read(`/groups/${group.id}`).catch(() => null);
    if (summary) group.update(summary);
  }

  /** It is the user's no longer. */
  forget(group) {
    if (!this.#groups.delete(group.id)) return;
    this.emit('groups');
    this.emit('left', group);
  }
}
