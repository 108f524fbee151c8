import { h } from './dom.js';

const MARKED = /```(?:[a-z+#-]{1,20}\n)?([\s\S]+?)```|`([^`\n]+)`|\bhttps?:\/\/[^\s<>"]+/gu;
const AFTER_LINK = /[.,:;!?'”’)\]}]+$/u;

/** What a user wrote as nodes: text nodes, links of http and https, and code between back-ticks. Nothing else. */
export function richText(content) {
  const nodes = [];
  let end = 0;
  for (const match of content.matchAll(MARKED)) {
    const [whole, block, inline] = match;
    const used = block === undefined && inline === undefined ? linkIn(whole) : whole;
    nodes.push(content.slice(end, match.index), node(used, block, inline));
    end = match.index + used.length;
  }
  nodes.push(content.slice(end));
  return nodes;
}

function node(text, block, inline) {
  if (block !== undefined) return h('pre', { tabindex: 0, 'aria-label': 'Code' }, h('code', {}, block.replace(/^\n|\n$/g, '')));
  if (inline !== undefined) return h('code', {}, inline);
  return h('a', { href: text, rel: 'noopener noreferrer nofollow', target: '_blank' }, text);
}

/** The address without the punctuation of the sentence around it; a closing bracket stays if it was opened inside. */
function linkIn(text) {
  const bare = text.replace(AFTER_LINK, '');
  return text[bare.length] === ')' && bare.includes('(') ? text.slice(0, bare.length + 1) : bare;
}
