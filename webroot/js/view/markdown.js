import 'dompurify';
import { Marked } from 'marked';
import { isInside } from '../address.js';
import { language, t } from '../text/language.js';

const KEPT = 500;
/** What text without any of these looks like is the text itself. */
const MARKED = /[*_~`[\]\\\n@]|:\/\/|www\.|^\s*(?:[-+#>]|\d+[.)])/;

const ALLOWED = {
  ALLOWED_TAGS: ['p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'hr', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ALLOWED_ATTR: ['href', 'start', 'align'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  RETURN_DOM_FRAGMENT: true,
};

/**
 * What people write in chats: emphasis, code, lists, quotations, links, tables. HTML is text like any other, pictures are
 * links, headlines are bold lines; indented code and underlined headlines, which nobody means, are not looked for.
 */
const marked = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: {
    html: () => undefined,
    tag: () => undefined,
    code: () => undefined,
    lheading: () => undefined,
    def: () => undefined,
  },
  renderer: {
    heading({ tokens }) {
      return `<p><strong>${this.parser.parseInline(tokens)}</strong></p>`;
    },
    image({ href, text }) {
      return `<a href="${escaped(href)}">${escaped(text || href)}</a>`;
    },
    text(token) {
      return 'tokens' in token && token.tokens ? this.parser.parseInline(token.tokens) : escaped(token.text);
    },
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

/** The small file of the library is no module: it leaves its name at the window. */
const purifier = /** @type {import('dompurify').DOMPurify} */ (/** @type {any} */ (window).DOMPurify);
purifier.addHook('afterSanitizeAttributes', node => {
  if (node.tagName === 'A') markLink(/** @type {HTMLAnchorElement} */ (node));
});

/** @type {Map<string, DocumentFragment>} */
const drawn = new Map();

/**
 * A message as nodes. Whatever is in it, only the elements named above come out, and links of http, https and mailto.
 * @param {string} content
 * @returns {Node}
 */
export function markdown(content) {
  if (!MARKED.test(content)) return document.createTextNode(content);
  const key = `${language.code} ${content}`;
  const known = drawn.get(key);
  if (known) return known.cloneNode(true);
  const html = /** @type {string} */ (marked.parse(content));
  const fragment = /** @type {DocumentFragment} */ (/** @type {unknown} */ (purifier.sanitize(html, ALLOWED)));
  fragment.querySelectorAll('table').forEach(table => table.setAttribute('tabindex', '0')); // It scrolls, so the keyboard must reach it.
  fragment.querySelectorAll('pre').forEach(framed);
  if (drawn.size >= KEPT) drawn.clear();
  drawn.set(key, fragment);
  return fragment.cloneNode(true);
}

/** A block of code, with a button that copies it; the list of messages listens to that. */
function framed(block) {
  block.setAttribute('tabindex', '0');
  block.setAttribute('role', 'group');
  block.setAttribute('aria-label', t('message.code'));
  const copy = Object.assign(document.createElement('button'), { type: 'button', className: 'copy-code', textContent: t('copy') });
  const frame = Object.assign(document.createElement('div'), { className: 'code-block' });
  block.replaceWith(frame);
  frame.append(block, copy);
}

/** Links lead away from here: in a tab of their own, without telling where from. Those to a place of the page stay in it. */
function markLink(link) {
  if (!link.getAttribute('href')) return;
  if (link.origin === location.origin && isInside(link.pathname)) return link.setAttribute('href', link.pathname);
  link.setAttribute('target', '_blank');
  link.setAttribute('rel', 'noopener noreferrer nofollow');
  link.classList.add('outside');
}

function escaped(text) {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
