/**
 * The list of groups in its sections, top to bottom: what is unread, favourites, groups, direct ones, archived ones. A
 * group stands in the first section that it fits.
 *
 * @param {import('./group.js').Group[]} groups in the order in which they are listed
 * @param {import('./choices.js').Choices} choices
 * @param {string} [filter] what the name must contain
 * @returns {{name: string, groups: import('./group.js').Group[]}[]} without empty sections
 */
export function sections(groups, choices, filter = '') {
  const found = groups.filter(group => matches(group.title, filter));
  /** @type {[string, (group: import('./group.js').Group) => boolean][]} */
  const kinds = [
    ['unread', group => group.unread > 0 && !choices.isMuted(group)],
    ['favourites', group => choices.isFavourite(group)],
    ['direct', group => group.direct],
    ['archived', group => group.closed],
    ['groups', () => true],
  ];
  const named = grouped(found, sectionOf);
  return ORDER.filter(name => named[name]).map(name => ({ name, groups: named[name] ?? [] }));

  function sectionOf(group) {
    return /** @type {any} */ (kinds.find(([, fits]) => fits(group)))[0];
  }
}

const ORDER = ['unread', 'favourites', 'groups', 'direct', 'archived'];

/** @returns {Record<string, any[]>} */
function grouped(items, nameOf) {
  /** @type {Record<string, any[]>} */
  const named = {};
  for (const item of items) (named[nameOf(item)] ??= []).push(item);
  return named;
}

/** Whether a name contains what was typed; case and accents do not matter. */
export function matches(name, typed) {
  return folded(name).includes(folded(typed.trim()));
}

/** How well a name fits what was typed: 0 not at all, the more the better; the letters may stand apart. */
export function fit(name, typed) {
  const [where, what] = [folded(name), folded(typed.trim())];
  if (!what) return 1;
  if (where.startsWith(what)) return 4;
  if (where.split(/[\s\-_.]+/).some(word => word.startsWith(what))) return 3;
  if (where.includes(what)) return 2;
  let at = -1;
  return [...what].every(letter => (at = where.indexOf(letter, at + 1)) >= 0) ? 1 : 0;
}

function folded(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
