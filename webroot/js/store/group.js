import { Emitter } from '../protocol/emitter.js';
import { GroupLog } from './group-log.js';
import { Unread } from './unread.js';

const TYPING_MS = 5_000;

/**
 * A group as its member sees it: what the list shows of it, its log, who is typing, how far others have read.
 *
 * Emits `change`, `typing`, and `members` when who is in it, or what somebody is in it, changed; its log emits its own.
 */
export class Group extends Emitter {
  #me;
  #unread = new Unread();
  #typing = new Map();
  #presence = new Map();
  #marks = new Map();

  /**
   * @param {any} summary as `ready` and `GET /groups` give it
   * @param {number} me the id of the user
   * @param {(groupId: number, query: object) => Promise<any>} read reads a page of its history
   */
  constructor(summary, me, read) {
    super();
    /** @type {number} */
    this.id = summary.id;
    /** @type {'PUBLIC' | 'PRIVATE' | 'DIRECT'} */
    this.kind = summary.kind;
    /** @type {string | undefined} */
    this.name = undefined;
    /** @type {string | undefined} */
    this.slug = undefined;
    /** @type {string | undefined} */
    this.description = undefined;
    /** @type {string} */
    this.createdAt = summary.created_at;
    /** @type {string | undefined} */
    this.archivedAt = undefined;
    /** @type {number} */
    this.memberCount = summary.member_count;
    this.#me = me;
    this.log = new GroupLog(summary.head, query => read(summary.id, query));
    this.update(summary);
  }

  /** Takes over a newer summary; the log is left as it is. */
  update(summary) {
    this.describe(summary);
    this.role = summary.role;
    this.peer = summary.peer;
    this.lastMessage = summary.last_message;
    this.deliveredSeq = Math.max(this.deliveredSeq ?? 0, summary.delivered_seq);
    this.#unread.counted(summary.unread, summary.head, summary.read_seq);
    this.emit('change');
  }

  /** As `ready` would tell it now; for the next visit. */
  get summary() {
    const { id, kind, name, slug, description, role, peer } = this;
    return {
      id, kind, name, slug, description, role, peer,
      member_count: this.memberCount,
      created_at: this.createdAt,
      archived_at: this.archivedAt,
      head: this.log.cursor,
      delivered_seq: this.deliveredSeq,
      read_seq: this.readSeq,
      unread: this.unread,
      last_message: this.lastMessage,
    };
  }

  /** Takes over what all members see alike. */
  describe({ kind, name, slug, description, member_count: memberCount, created_at: createdAt, archived_at: archivedAt }) {
    Object.assign(this, { kind, name, slug, description, memberCount, createdAt, archivedAt });
  }

  get direct() {
    return this.kind === 'DIRECT';
  }

  /** The name of the group, or of the other member. */
  get title() {
    return (this.direct ? this.peer?.user.name : this.name) ?? '';
  }

  /** Where the page shows it. */
  get address() {
    return `/g/${this.slug ?? this.id}`;
  }

  get isAdmin() {
    return this.role === 'ADMIN' || this.role === 'OWNER';
  }

  /** Archived: it can be read, but takes no more messages. */
  get closed() {
    return Boolean(this.archivedAt);
  }

  get unread() {
    return this.#unread.count;
  }

  get readSeq() {
    return this.#unread.readSeq;
  }

  /** When something was said last; for the order of the list. */
  get lastActivity() {
    return this.lastMessage?.sent_at ?? this.createdAt;
  }

  /** Whether a user of this group is online, as far as it was told. */
  online(userId) {
    if (this.direct && this.peer?.user.id === userId) return this.peer.online;
    return this.#presence.get(userId) ?? null;
  }

  /** Those who are typing now, but for oneself. */
  get typing() {
    const now = Date.now();
    return [...this.#typing.values()].filter(({ until }) => until > now).map(({ user }) => user);
  }

  /** Applies a durable event that is next in the log. */
  apply(event) {
    this.log.cursor = event.seq;
    this.#applied[event.type]?.(event);
    if (event.user) this.emit('members');
    this.emit('change');
  }

  /** The user received and read further; whether the unread count is still known. */
  marked({ delivered_seq: delivered, read_seq: read }) {
    this.deliveredSeq = Math.max(this.deliveredSeq, delivered);
    const known = this.#unread.marked(read);
    this.emit('change');
    return known;
  }

  isTyping(user) {
    if (user.id === this.#me) return;
    this.#typing.set(user.id, { user, until: Date.now() + TYPING_MS });
    setTimeout(() => this.emit('typing'), TYPING_MS + 50);
    this.emit('typing');
  }

  present(userId, online, lastSeen) {
    this.#presence.set(userId, online);
    if (this.peer?.user.id === userId) this.peer = { ...this.peer, online, last_seen: lastSeen };
    this.emit('change');
    this.emit('members');
  }

  /** Others, and oneself, have received and read further. */
  receipts(marks) {
    for (const { user_id: id, delivered_seq: delivered, read_seq: read } of marks) {
      const known = this.#marks.get(id) ?? { delivered: 0, read: 0 };
      this.#marks.set(id, { delivered: Math.max(known.delivered, delivered), read: Math.max(known.read, read) });
    }
    this.log.emit('change');
  }

  /** How many of the others have received and have read a message of one's own, as far as it was told. */
  reach(seq) {
    const others = [...this.#marks].filter(([id]) => id !== this.#me).map(([, marks]) => marks);
    return {
      delivered: others.filter(({ delivered }) => delivered >= seq).length,
      read: others.filter(({ read }) => read >= seq).length,
      of: this.memberCount - 1,
    };
  }

  /** Events were lost: the log goes on from here. */
  restart(head) {
    this.#typing.clear();
    this.log.restart(head);
  }

  /** The server's data was set back: nothing that was known of this group holds. */
  startOver(summary) {
    this.#unread = new Unread();
    this.restart(summary.head);
    this.update(summary);
  }

  #applied = {
    new_message: message => {
      this.log.post(message);
      this.lastMessage = message;
      if (this.#typing.delete(message.sender_id)) this.emit('typing');
      if (message.sender_id !== this.#me) this.#unread.add(message.seq);
    },
    message_edited: ({ message }) => this.#replace(message),
    message_deleted: ({ message, seq }) => {
      this.#replace(message);
      if (message.sender_id !== this.#me) this.#unread.remove(message.seq, seq);
    },
    member_joined: ({ member_count: count }) => (this.memberCount = count),
    member_left: ({ member_count: count, user }) => {
      this.memberCount = count;
      this.#marks.delete(user.id);
    },
    role_changed: ({ user, role }) => {
      if (user.id === this.#me) this.role = role;
    },
    group_changed: ({ group }) => this.describe(group),
  };

  #replace(message) {
    this.log.change(message);
    if (this.lastMessage?.seq === message.seq) this.lastMessage = message;
  }
}
