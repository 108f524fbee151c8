const INSIDE = /^\/(?:g\/(?<id>\d+)|r\/(?<slug>[a-z0-9-]+))(?:\/(?<seq>\d+))?$/;

/** What the address of the page names: `{id}` or `{slug}` of a group, and the `seq` of a message; `{}` for no group. */
export function here() {
  const { id, slug, seq } = INSIDE.exec(location.pathname)?.groups ?? {};
  return { id: id && Number(id), slug, seq: seq && Number(seq) };
}

export function addressOf(group) {
  return `/g/${group.id}`;
}

/** Goes to another address of the page; whoever listens to `popstate` shows it. */
export function go(address, { replace = false } = {}) {
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Follows a click on a link inside the page without loading the page again; a click for a new tab is left alone. */
export function follow(event) {
  const link = event.target.closest('a[href^="/"]');
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.getAttribute('href'));
}
