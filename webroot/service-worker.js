// Opens the page without a network: keeps the page itself and everything that it names. Answers of the API are not its
// business: what was said is kept by the page (store/snapshots.js).
const SHELL = 'confab-shell';
// Not '/': to programs, which ask for no HTML, that is another thing.
const PAGE = '/index.html';
const NAMED = /(?:href|src)="(\/(?:css|js|lib|icons)\/[^"]+|\/favicon\.svg|\/manifest\.webmanifest)"|"(\/(?:js|lib)\/[^"]+\?v=[^"]+)"/g;

self.addEventListener('install', event => event.waitUntil(keepShell().then(() => self.skipWaiting())));
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', event => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== location.origin) return;
  if (mode === 'navigate' && (/^\/(join|test-client)?$/.test(pathname) || pathname.startsWith('/g/'))) event.respondWith(page(event));
  else if (/^\/(css|js|lib|icons)\/|^\/favicon\.svg$/.test(pathname)) event.respondWith(file(event.request));
});

/** The page as the server has it now; without a server, as it was kept. */
async function page(event) {
  try {
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(keepShell(answer.clone()));
    return answer;
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
}

/** A file whose address has the mark of its content never changes; of another one the newest, where it can be had. */
async function file(request) {
  const kept = await caches.match(request);
  if (kept && new URL(request.url).search) return kept;
  return fetch(request).catch(async () => (await caches.match(request, { ignoreSearch: true })) ?? Response.error());
}

/** Keeps the page with all files that it names, and lets go of those that it names no longer. */
async function keepShell(answer) {
  const fresh = answer ?? (await fetch(PAGE, { cache: 'no-cache' }));
  const html = await fresh.clone().text();
  const shell = await caches.open(SHELL);
  const known = (await shell.match(PAGE))?.headers.get('ETag');
  if (known && known === fresh.headers.get('ETag')) return;
  const named = new Set([...html.matchAll(NAMED)].map(([, linked, imported]) => linked ?? imported));
  const kept = await Promise.all([...named].map(address => shell.match(address)));
  await shell.addAll([...named].filter((_, i) => !kept[i]));
  await shell.put(PAGE, fresh);
  for (const { url } of await shell.keys()) {
    const { pathname, search } = new URL(url);
    if (pathname !== PAGE && !named.has(pathname + search)) await shell.delete(url);
  }
}
