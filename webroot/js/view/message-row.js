import { html, nothing } from 'lit';
import { bareClock, clock, dayName, fullTime, plain } from '../text/format.js';
import { t } from '../text/language.js';
import { icon } from './icons.js';
import { markdown } from './markdown.js';
import { avatar, bdi } from './parts.js';

const LONG = 1_500;
const LONG_LINES = 25;
const QUOTED = 200;

/**
 * Draws one item of a timeline.
 *
 * @param {import('./timeline.js').Item} item
 * @param {any} actions `{retry, discard, jump, unfold, receipts, isUnfolded, tools}`
 */
export function drawItem(item, actions) {
  return DRAWN[item.kind](item, actions);
}

/** @type {Record<string, (item: any, actions: any) => unknown>} */
const DRAWN = {
  day: ({ at }) => html`<li class="day"><h2><time datetime=${at.toISOString()}>${dayName(at)}</time></h2></li>`,
  new: () => html`<li class="new-line"><span>${t('message.new')}</span></li>`,
  message: drawMessage,
};

function drawMessage(item, actions) {
  const { at, author, first, message, send, state } = item;
  const classes = ['message', first && 'first', state?.name === 'failed' && 'failed', state?.name === 'sending' && 'sending'];
  return html`<li class=${classes.filter(Boolean).join(' ')} tabindex="-1" data-key=${item.key} data-seq=${message?.seq ?? nothing}
    aria-label=${labelOf(item)}>
    <div class="gutter">${first ? avatar(author) : html`<time class="side-time" aria-hidden="true">${bareClock(at)}</time>`}</div>
    <div class="bubble">
      <div class=${first ? 'byline' : 'visually-hidden'}><span class="author">${bdi(author.name)}</span><time
        datetime=${at.toISOString()} title=${fullTime(at)}>${clock(at)}</time></div>
      ${quoteOf(item, actions)}
      ${message?.deleted_at ? html`<p class="text deleted">${t('message.deleted')}</p>` : text(item, actions)}
      ${state?.name === 'failed' ? failure(send, actions) : nothing}
      ${item.last ? receipt(item, actions) : nothing}
    </div>
    ${state && !item.last ? mark(state) : nothing}
    ${message && !message.deleted_at ? actions.tools(message) : nothing}
  </li>`;
}

/** Long texts are folded: one message must not fill the screen of everybody. */
function text({ key, message, send }, actions) {
  const content = message ? message.content : send.content;
  const isLong = content.length > LONG || content.split('\n').length > LONG_LINES;
  const folded = isLong && !actions.isUnfolded(key);
  return html`<div class="text ${folded ? 'folded' : ''}" dir="auto">${markdown(content)}${message?.edited_at ? edited(message) : nothing}</div>
    ${isLong ? html`<button type="button" class="link" aria-expanded=${!folded} @click=${() => actions.unfold(key)}>${t(folded ? 'message.more' : 'message.less')}</button>` : nothing}`;
}

function edited(message) {
  return html`<span class="edited" title=${fullTime(new Date(message.edited_at))}> ${t('message.edited')}</span>`;
}

/** The line that a message answers; it jumps there. */
function quoteOf({ message, send, quote }, actions) {
  const seq = message ? message.reply_to : send.replyTo;
  if (!seq) return nothing;
  const content = quote?.deleted_at ? t('message.deleted') : (quote ? plain(quote.content) : t('message.earlier'));
  return html`<button type="button" class="quote" title=${t('message.jump')} @click=${() => actions.jump(seq)}>${icon('reply')}
    ${quote ? html`<strong>${bdi(quote.sender_name)}</strong>` : nothing}<span class="quote-text" dir="auto">${content.slice(0, QUOTED)}</span></button>`;
}

/** The state of one's own messages: a sign for each. */
function mark(state) {
  if (state.name === 'failed') return nothing;
  return html`<span class="send-state ${state.name}" role="img" title=${stateText(state)} aria-label=${stateText(state)}>${icon(SIGNS[state.name])}</span>`;
}

/** The state of one's last message, in words; it opens the list of who. */
function receipt({ message, state }, actions) {
  return html`<button type="button" class="receipt ${state.name}" @click=${() => actions.receipts(message)}>${icon(SIGNS[state.name])}${stateText(state)}</button>`;
}

const SIGNS = /** @type {const} */ ({ sending: 'clock', sent: 'check', delivered: 'checks', read: 'checks', failed: 'warning' });

/** @param {import('./timeline.js').State} state */
function stateText({ name, n, of }) {
  if (of === undefined || of === 1) return t(`state.${name}`);
  return t(n === of ? `state.${name}.all` : `state.${name}.some`, { n: n ?? 0, of });
}

function failure(send, actions) {
  return html`<div class="send-failure" role="alert">${icon('warning')}<span>${t('state.failed.why', { why: send.failure.message })}</span>
    <button type="button" class="link" @click=${() => actions.retry(send.key)}>${t('retry')}</button>
    <button type="button" class="link" @click=${() => actions.discard(send.key)}>${t('discard')}</button></div>`;
}

/** All that a message tells, in one sentence for those who hear it. */
function labelOf({ author, at, message, send, quote, state }) {
  const content = message?.deleted_at ? t('message.deleted') : (message?.content ?? send?.content ?? '');
  const said = [
    `${author.name}, ${clock(at)}`,
    quote && t('message.answers', { name: quote.sender_name }),
    content.slice(0, LONG),
    message?.edited_at && t('message.edited'),
    state && stateText(state),
  ];
  return said.filter(Boolean).join('. ');
}
