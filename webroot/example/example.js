// The whole of a client: signs in, shows the group "general", sends into it. js/protocol/ does the hard parts: it reconnects,
// fetches what was missed, and keeps what could not be sent yet, through reloads too.
import { Client } from '/js/protocol/client.js';

const client = new Client();
const [signIn, state, lines, send] = ['sign-in', 'state', 'lines', 'send'].map(id => document.getElementById(id));
let group = null;

client.connection.on('state', ({ name, until }) => {
  state.textContent = until ? `${name} until ${new Date(until).toLocaleTimeString()}` : name;
});

client.feed.on('ready', async ({ groups }) => {
  if (group) return; // A reconnection: what was missed comes as events.
  group = groups.find(({ slug }) => slug === 'general');
  const { messages } = await client.rest.read(`/groups/${group.id}/messages`, { limit: 20 });
  messages.forEach(show);
  send.hidden = false;
});

client.feed.on('event', event => {
  if (event.type === 'new_message' && event.group_id === group?.id) show(event);
});

client.outbox.on('change', () => {
  send.querySelector('button').textContent = client.outbox.empty ? 'Send' : `Send (${client.outbox.waiting} waiting)`;
});

signIn.addEventListener('submit', async event => {
  event.preventDefault();
  const { username, password } = Object.fromEntries(new FormData(signIn));
  try {
    enter(await client.account.signIn(username, password));
  } catch (failure) {
    state.textContent = failure.message;
  }
});

send.addEventListener('submit', event => {
  event.preventDefault();
  client.outbox.add(group.id, new FormData(send).get('content'));
  send.reset();
});

function enter(user) {
  signIn.hidden = true;
  client.start(user.id);
}

/** Text, never HTML. */
function show({ sender_name: name, content = '(deleted)' }) {
  lines.append(Object.assign(document.createElement('li'), { textContent: `${name}: ${content}` }));
}

const known = await client.account.restore().catch(() => null);
if (known) enter(known);
