const INSIDE = /^\/g\/(?<name>[a-z0-9-]+)(?:\/(?<seq>\d+))?$/;

/**
 * What the address of the page names: a group by its number or slug, and a message in it.
 * @returns {{name?: string, seq?: number}}
 */
export function here() {
  const { name, seq } = INSIDE.exec(location.pathname)?.groups ?? {};
  return { name, seq: seq ? Number(seq) : undefined };
}

/** The secret of the invitation that the address holds; it stands behind the `#`, so that no server and no log sees it. */
export function invitation() {
  return location.pathname === '/join' ? location.hash.slice(1) : '';
}

/** Whether an address names a group, or a message in it. */
export function isInside(pathname) {
  return INSIDE.test(pathname);
}

/** Goes to another address of the page; whoever listens to `popstate` shows it. */
export function go(address, { replace = false } = {}) {
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}

/**
 * Follows a click on a link inside the page without loading the page again; a click for a new tab is left alone.
 * @param {MouseEvent} event
 */
export function follow(event) {
  const link = /** @type {Element} */ (event.target).closest('a[href^="/"]');
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(/** @type {string} */ (link.getAttribute('href')));
}
