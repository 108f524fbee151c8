import { Account } from './protocol/account.js';
import { Connection } from './protocol/connection.js';
import { Rest } from './protocol/rest.js';
import { Chat } from './store/chat.js';
import { Database } from './store/database.js';
import { Drafts } from './store/drafts.js';
import { ChatPage } from './ui/chat-page.js';
import { button, fill, h } from './ui/dom.js';
import { SignInPage } from './ui/sign-in-page.js';

const body = document.getElementById('app');
const database = new Database();
const account = new Account();

start();

/** Goes on with an earlier sign-in, or asks for one. */
async function start() {
  try {
    const user = await account.restore();
    if (user) enter(user, false);
    else askToSignIn();
  } catch (failure) {
    fill(body, unreachable(failure));
  }
}

function askToSignIn(why = '') {
  const page = new SignInPage(account, enter);
  fill(body, page.element);
  page.tell(why);
  page.focus();
}

function enter(user, isNew) {
  let chat = null;
  const socket = `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/ws`;
  const connection = new Connection(socket, account, () => chat.cursors);
  chat = new Chat(user, new Rest(account), connection, database);
  const drafts = new Drafts(user.id);
  const page = new ChatPage(chat, connection, drafts, signOut);
  fill(body, page.element);
  chat.outbox.restore(user.id);
  const landed = chat.on('ready', () => {
    landed();
    page.land(isNew ? chat.groups[0] : null);
  });
  connection.on('state', ({ name }) => name === 'signed-out' && leave('You have been signed out. Sign in to go on.'));
  connection.start();

  async function signOut() {
    connection.stop();
    await Promise.allSettled([account.signOut(), chat.outbox.clear()]);
    drafts.clear();
    history.replaceState(null, '', '/');
    leave('');
  }

  function leave(why) {
    connection.stop();
    page.close();
    askToSignIn(why);
  }
}

function unreachable(failure) {
  const again = button('Try again', () => location.reload(), { class: 'button primary' });
  return h('main', { class: 'sign-in-page' }, h('div', { class: 'card sign-in' }, h('h1', {}, 'Confab'), h('p', { role: 'alert' }, failure.message), again));
}
