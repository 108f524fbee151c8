import { avatar } from './avatar.js';
import { bdi, button, h } from './dom.js';
import { bareClock, clock, dayName, fullTime } from './format.js';
import { icon } from './icons.js';
import { richText } from './rich-text.js';

/** Draws one item of a timeline; `actions` are `{retry, discard, jump}`. */
export function drawItem(item, actions, me) {
  return DRAWN[item.kind](item, actions, me);
}

const DRAWN = {
  day: ({ day }) => h('li', { class: 'day' }, h('h2', {}, h('time', { datetime: day.toISOString() }, dayName(day)))),
  new: () => h('li', { class: 'new-line' }, h('span', {}, 'New')),
  message: drawMessage,
  send: drawSend,
};

function drawMessage({ message, at, first, quote, reach }, actions) {
  const author = { id: message.sender_id, name: message.sender_name };
  const body = message.deleted_at
    ? h('p', { class: 'text deleted' }, 'This message was deleted.')
    : h('div', { class: 'text', dir: 'auto' }, richText(message.content), message.edited_at && edited(message));
  const about = { author, at, first, dataset: { seq: message.seq } };
  return row(about, quoteOf(message.reply_to, quote, actions), body, reach && receipt(reach));
}

function drawSend({ send, at, first, quote }, actions, me) {
  const content = h('div', { class: 'text', dir: 'auto' }, richText(send.content));
  const classes = send.failure ? 'failed' : 'sending';
  return row({ author: me, at, first, classes }, quoteOf(send.replyTo, quote, actions), content, stateOf(send, actions));
}

function row({ author, at, first, classes = '', dataset }, ...body) {
  return h(
    'li',
    { class: `message ${first ? 'first' : ''} ${classes}`, tabindex: -1, dataset },
    h('div', { class: 'gutter' }, first ? avatar(author) : h('time', { class: 'side-time', 'aria-hidden': 'true' }, bareClock(at))),
    h(
      'div',
      { class: 'bubble' },
      h(
        'div',
        { class: first ? 'byline' : 'visually-hidden' },
        h('span', { class: 'author' }, bdi(author.name)),
        h('time', { datetime: at.toISOString(), title: fullTime(at) }, clock(at)),
      ),
      ...body,
    ),
  );
}

function edited(message) {
  return h('span', { class: 'edited', title: fullTime(new Date(message.edited_at)) }, ' (edited)');
}

/** How far the user's last message came. */
function receipt({ delivered, read, of }) {
  const all = (n, word) => (of === 1 ? word : `${word} ${n === of ? 'by all' : `by ${n} of ${of}`}`);
  const text = read ? all(read, 'Read') : delivered ? all(delivered, 'Delivered') : 'Sent';
  return h('p', { class: 'receipt' }, icon(read ? 'checks' : 'check'), text);
}

/** The line that a message answers; it jumps there. */
function quoteOf(seq, quote, actions) {
  if (!seq) return null;
  const text = quote?.deleted_at ? 'a deleted message' : (quote?.content ?? 'an earlier message');
  const author = quote && h('strong', {}, bdi(quote.sender_name));
  const line = h('span', { class: 'quote-text', dir: 'auto' }, text.slice(0, 200));
  return h('button', { type: 'button', class: 'quote', on: { click: () => actions.jump(seq) } }, icon('reply'), author, line);
}

function stateOf(send, actions) {
  if (!send.failure) {
    const sent = Boolean(send.answered);
    return h('span', { class: 'send-state', title: sent ? 'Sent' : 'Sending' }, icon(sent ? 'check' : 'clock'), h('span', { class: 'visually-hidden' }, sent ? 'Sent' : 'Sending'));
  }
  return h(
    'div',
    { class: 'send-failure', role: 'alert' },
    icon('warning'),
    h('span', {}, `Not sent: ${send.failure.message}`),
    button('Retry', () => actions.retry(send.key), { class: 'link' }),
    button('Discard', () => actions.discard(send.key), { class: 'link' }),
  );
}
