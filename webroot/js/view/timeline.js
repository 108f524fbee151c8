import { sameDay, startOfDay } from '../text/format.js';

const TOGETHER_MS = 5 * 60_000;

/**
 * One thing that a message list shows. Its `key` stays for as long as it is shown, its `look` changes when it must be drawn
 * anew.
 *
 * @typedef {object} Item
 * @property {'day' | 'new' | 'message'} kind
 * @property {string} key
 * @property {string} look
 * @property {Date} [at]
 * @property {{id: number, name: string}} [author]
 * @property {boolean} [first] whether the name of the author stands above it
 * @property {import('../store/group-log.js').Message} [message]
 * @property {import('../protocol/outbox.js').Send} [send] instead of a message: it is on its way
 * @property {import('../store/group-log.js').Message} [quote] the message that it answers, where it is known
 * @property {State} [state] of a message of one's own
 * @property {boolean} [last] of one's own: its state is told in words
 *
 * @typedef {{name: 'sending' | 'sent' | 'delivered' | 'read' | 'failed', n?: number, of?: number}} State
 */

/**
 * The items of a group as this page knows it.
 *
 * @param {import('../store/group.js').Group} group
 * @param {import('../store/chat.js').Chat} chat
 * @param {number | null} newAfter as below; the line is shown only where what it divides is
 */
export function itemsOf(group, { outbox, me }, newAfter) {
  const { log } = group;
  return timeline({
    messages: log.messages,
    sends: log.attached || log.empty ? outbox.of(group.id) : [],
    newAfter: newAfter !== null && log.reaches(newAfter + 1) ? newAfter : null,
    me,
    quoted: seq => log.message(seq),
    reach: seq => group.reach(seq),
  });
}

/**
 * The items of a message list, top to bottom.
 *
 * @param {object} shown
 * @param {import('../store/group-log.js').Message[]} shown.messages of the log, in order
 * @param {import('../protocol/outbox.js').Send[]} shown.sends of the outbox, in order
 * @param {number | null} shown.newAfter the seq that the "new" line stands after
 * @param {{id: number, name: string}} shown.me
 * @param {(seq: number) => any} shown.quoted finds the message that another one answers
 * @param {(seq: number) => {delivered: number, read: number, of: number}} shown.reach how many have received and read one
 * @returns {Item[]}
 */
export function timeline({ messages, sends, newAfter, me, quoted, reach }) {
  /** @type {Item[]} */
  const items = [];
  const own = new Set();
  for (const message of messages) {
    const isMine = message.sender_id === me.id;
    if (isMine) own.add(message.key);
    const at = new Date(message.sent_at);
    separate(items, at);
    if (newAfter !== null && message.seq > newAfter && !isMine) {
      items.push({ kind: 'new', key: 'new', look: '' });
      newAfter = null;
    }
    items.push(messageItem(message, at, items.at(-1), quoted, isMine && !message.deleted_at ? reachOf(reach(message.seq)) : undefined));
  }
  const last = items.findLast(({ message, state }) => message && state);
  if (last) markLast(last);
  for (const send of sends.filter(({ key }) => !own.has(key))) {
    const at = new Date(send.order);
    separate(items, at);
    items.push(sendItem(send, at, items.at(-1), me, quoted));
  }
  return items;
}

function separate(items, at) {
  const before = items.findLast(item => item.at);
  if (before && sameDay(before.at, at)) return;
  items.push({ kind: 'day', key: `day ${startOfDay(at).getTime()}`, look: new Date().toDateString(), at: startOfDay(at) });
}

/** @returns {Item} */
function messageItem(message, at, before, quoted, state) {
  const quote = message.reply_to ? quoted(message.reply_to) : undefined;
  const first = !continues(before, message.sender_id, at, message.reply_to);
  const author = { id: message.sender_id, name: message.sender_name };
  const look = [message.edited_at, message.deleted_at, first, quote?.content, quote?.deleted_at, state?.name, state?.n, state?.of].join();
  const key = state ? `key ${message.key}` : `seq ${message.seq}`; // One's own stays the same element from its sending on.
  return { kind: 'message', key, look, at, author, first, message, quote, state };
}

/** @returns {Item} */
function sendItem(send, at, before, me, quoted) {
  const first = !continues(before, me.id, at, send.replyTo);
  const quote = send.replyTo ? quoted(send.replyTo) : undefined;
  /** @type {State} */
  const state = { name: send.failure ? 'failed' : send.answered ? 'sent' : 'sending' };
  return { kind: 'message', key: `key ${send.key}`, look: [first, state.name, send.failure?.code].join(), at, author: me, first, send, quote, state };
}

/** @returns {State} */
function reachOf({ delivered, read, of }) {
  if (read) return { name: 'read', n: read, of };
  return delivered ? { name: 'delivered', n: delivered, of } : { name: 'sent' };
}

function markLast(item) {
  item.last = true;
  item.look += ',last';
}

/** Whether a message goes on under the name above it. */
function continues(before, author, at, replyTo) {
  return before?.kind === 'message' && before.author.id === author && at - before.at < TOGETHER_MS && !replyTo;
}
