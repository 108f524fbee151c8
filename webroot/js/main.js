import { App } from './app.js';
import { Account } from './protocol/account.js';
import { Client } from './protocol/client.js';
import { Database } from './protocol/database.js';
import { SIGNED_OUT } from './protocol/failure.js';
import { Chat } from './store/chat.js';
import { Choices } from './store/choices.js';
import { Drafts } from './store/drafts.js';
import { Settings } from './store/settings.js';
import { Snapshots } from './store/snapshots.js';
import { language } from './text/language.js';
import './view/sign-in.js';

const body = /** @type {HTMLElement} */ (document.getElementById('app'));
const database = new Database();
const settings = new Settings();
const account = new Account({ somebodyElse: () => location.reload() });

settings.on('change', dress);
settings.on('change', () => language.use(settings.get('language')));
start();
addEventListener('load', keepShell);

/** Goes on where the last visit ended, with an earlier sign-in, or asks for one. */
async function start() {
  dress();
  await language.use(settings.get('language'));
  if (/^\/test[-_]client/.test(location.pathname)) return showTestClient();
  const id = account.lastUserId;
  if (id) views();
  const snapshot = id ? await database.snapshot(id) : null;
  if (snapshot) return enter(snapshot.user, { snapshot });
  try {
    const user = await account.restore();
    if (user) enter(user);
    else askToSignIn();
  } catch (failure) {
    askToSignIn(failure.code === SIGNED_OUT ? 'signed-out' : 'unreachable');
  }
}

/** A page for developers, loaded when it is asked for. */
async function showTestClient() {
  await import('./view/test-page.js');
  body.replaceChildren(Object.assign(document.createElement('confab-test-page'), { settings }));
}

/** The views of who is signed in: whoever is not yet sees the form before they are loaded. */
function views() {
  return import('./view/all.js');
}

/** The service worker loads all files once more: not before the page has its own. Without it the page needs the network to open. */
function keepShell() {
  navigator.serviceWorker?.register('/service-worker.js').catch(() => {});
}

/** @param {string} [why] the page is here, if there is something to say about it */
function askToSignIn(why) {
  const done = (user, isNew) => enter(user, { isNew });
  body.replaceChildren(Object.assign(document.createElement('confab-sign-in'), { account, settings, done, why }));
  views().catch(() => {}); // They are asked for again when they are needed.
}

/**
 * @param {{id: number, name: string, guest: boolean}} user
 * @param {{isNew?: boolean, snapshot?: any}} [how]
 */
async function enter(user, { isNew = false, snapshot = undefined } = {}) {
  try {
    await views();
  } catch {
    return askToSignIn('unreachable');
  }
  const client = new Client({ database, account });
  const chat = new Chat(user, client);
  const drafts = new Drafts(user.id);
  const app = new App({ client, chat, settings, choices: new Choices(user.id), drafts, signOut });
  if (snapshot) chat.restore(snapshot.groups);
  const snapshots = new Snapshots(database, chat);
  const awake = new AbortController();
  wakeUp(client.connection, awake.signal);
  client.connection.on('state', ({ name }) => name === 'signed-out' && leave('signed-out'));
  body.replaceChildren(Object.assign(document.createElement('confab-shell'), { app, isNew }));
  client.start(user.id);

  async function signOut() {
    client.connection.stop();
    await Promise.allSettled([account.signOut(), chat.outbox.clear()]);
    drafts.clear();
    history.replaceState(null, '', '/');
    leave();
  }

  /** @param {string} [why] */
  function leave(why) {
    client.connection.stop();
    awake.abort();
    snapshots.close();
    database.dropSnapshot(user.id);
    document.querySelectorAll('dialog').forEach(dialog => dialog.close());
    askToSignIn(why);
  }
}

/** Tells the connection whenever the device may have slept, or moved to another network. */
function wakeUp(connection, signal) {
  const wake = () => document.hidden || connection.wake();
  for (const event of ['online', 'offline']) addEventListener(event, wake, { signal });
  document.addEventListener('visibilitychange', wake, { signal });
}

/** The styles go by these. */
function dress() {
  document.documentElement.dataset.theme = settings.get('theme');
  document.documentElement.dataset.density = settings.get('density');
}
