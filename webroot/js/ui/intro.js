import { bdi, h } from './dom.js';
import { count } from './format.js';
import { badge } from './sidebar.js';

const WHO = {
  PUBLIC: 'Everybody with an account can find this group and join it.',
  PRIVATE: 'Only its members see this group; its admins add people from the list of members.',
  DIRECT: 'Only the two of you see what is said here.',
};

/** What stands above the first message: what the group is, who sees it and, while it is empty, how to begin. */
export function intro(group, empty) {
  return h(
    'div',
    { class: 'intro' },
    badge(group),
    h('h2', {}, bdi(group.title)),
    group.description && h('p', { dir: 'auto' }, group.description),
    h('p', { class: 'muted' }, WHO[group.kind], !group.direct && ` ${count(group.memberCount, 'member')} so far.`),
    empty && h('p', { class: 'keys muted' }, key('Enter', 'sends'), key('Shift + Enter', 'new line'), key('↑', 'edits your last message')),
  );
}

function key(name, what) {
  return h('span', {}, h('kbd', {}, name), ' ', what);
}
