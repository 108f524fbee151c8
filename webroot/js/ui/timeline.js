import { sameDay } from './format.js';

const TOGETHER_MS = 5 * 60_000;

/**
 * What a message list shows, top to bottom: `day`, `new`, `message` and `send` items, each with a `key` that stays and a
 * `look` that changes when it must be drawn anew.
 *
 * @param messages of the log, in order
 * @param sends of the outbox, in order
 * @param newAfter the seq that the "new" line stands after; null for none
 * @param quoted finds the message that another one answers
 * @param reach how many have received and read a message, told below the user's last one
 */
export function timeline({ messages, sends, newAfter, me, quoted, reach }) {
  const items = [];
  const mine = messages.filter(({ sender_id: id }) => id === me.id);
  const known = new Set(mine.map(({ key }) => key));
  for (const message of messages) {
    const at = new Date(message.sent_at);
    separate(items, at);
    if (newAfter !== null && message.seq > newAfter && message.sender_id !== me.id) {
      items.push({ kind: 'new', key: 'new', look: '' });
      newAfter = null;
    }
    const told = message === mine.at(-1) && !message.deleted_at ? reach(message.seq) : null;
    items.push(messageItem(message, at, items.at(-1), quoted, told));
  }
  for (const send of sends.filter(({ key }) => !known.has(key))) {
    const at = new Date(send.order);
    separate(items, at);
    items.push(sendItem(send, at, items.at(-1), me, quoted));
  }
  return items;
}

function separate(items, at) {
  const before = items.findLast(item => item.at);
  if (before && sameDay(before.at, at)) return;
  const day = new Date(at.getFullYear(), at.getMonth(), at.getDate());
  items.push({ kind: 'day', key: `day ${day.getTime()}`, look: new Date().toDateString(), day });
}

function messageItem(message, at, before, quoted, reach) {
  const quote = message.reply_to ? quoted(message.reply_to) : null;
  const first = !continues(before, message.sender_id, at, message.reply_to);
  return {
    kind: 'message',
    key: `message ${message.seq}`,
    look: [message.edited_at, message.deleted_at, first, quote?.content, quote?.deleted_at, reach && Object.values(reach)].join(),
    at,
    author: message.sender_id,
    first,
    message,
    quote,
    reach,
  };
}

function sendItem(send, at, before, me, quoted) {
  const first = !continues(before, me.id, at, send.replyTo);
  const quote = send.replyTo ? quoted(send.replyTo) : null;
  const look = [first, send.answered, send.failure?.code].join();
  return { kind: 'send', key: `send ${send.key}`, look, at, author: me.id, first, send, quote };
}

/** Whether a message goes on under the name above it. */
function continues(before, author, at, replyTo) {
  return before?.author === author && at - before.at < TOGETHER_MS && !replyTo;
}
