import { Account } from './account.js';
import { Connection } from './connection.js';
import { Database } from './database.js';
import { Feed } from './feed.js';
import { Outbox } from './outbox.js';
import { Rest } from './rest.js';

/**
 * A client of Confab for programs in a browser; it knows no document. `example/` is a page that uses it.
 *
 * - `account`: `register`, `signIn`, `restore`, `signOut`
 * - `connection`: `start`, `stop`, `state`, and `request(type, fields)` for each command of docs/protocol.md
 * - `feed`: what happens, in order and without holes, through every loss of the connection
 * - `outbox`: `add(groupId, content)` sends once, whatever happens to the network, the server or the page
 * - `rest`: `read`, `post`, `put`, `patch`, `remove` for the rest of the API
 */
export class Client {
  /** @param {{origin?: string, database?: Database, account?: Account}} [options] `origin` of the server, when it is another one */
  constructor({ origin = '', database = new Database(), account = new Account({ origin }) } = {}) {
    this.account = account;
    this.database = database;
    this.rest = new Rest(account, origin);
    this.connection = new Connection(socketOf(origin), account, () => this.feed.cursors);
    this.feed = new Feed(this.connection);
    this.outbox = new Outbox(database, this.connection, (id, seq) => this.feed.cursor(id) >= seq);
    this.feed.on('event', ({ type, sender_id: sender, key }) => {
      if (type === 'new_message' && sender === account.user?.id) this.outbox.arrived(key);
    });
    this.feed.on('gap', ({ groupId }) => this.outbox.settle(groupId));
    this.feed.on('ready', () => this.outbox.flush());
  }

  /**
   * Connects, and goes on with what an earlier visit left in the outbox.
   * @param {number} userId
   */
  start(userId) {
    this.outbox.restore(userId);
    this.connection.start();
  }
}

/** @param {string} origin */
function socketOf(origin) {
  const { protocol, host } = new URL(origin || location.href);
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/ws`;
}
