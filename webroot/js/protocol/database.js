const NAME = 'confab';
const VERSION = 2;
const SENDS = 'sends';
const SNAPSHOTS = 'snapshots';

/**
 * What must outlive a reload, in the browser's IndexedDB: the sends that the server has not answered yet, and for each
 * user what was seen last.
 *
 * Where a browser forbids it (some private windows) everything works but for outliving a reload.
 */
export class Database {
  /** @type {Promise<IDBDatabase | null>} */
  #opened = open().catch(() => null);

  /**
   * The sends of a user, oldest first.
   * @param {number} userId
   * @returns {Promise<import('./outbox.js').Send[]>}
   */
  async sends(userId) {
    const all = await this.#run(SENDS, 'readonly', sends => sends.getAll());
    return (all ?? []).filter(send => send.userId === userId).sort((a, b) => a.order - b.order);
  }

  keep(send) {
    return this.#run(SENDS, 'readwrite', sends => sends.put(send));
  }

  drop(key) {
    return this.#run(SENDS, 'readwrite', sends => sends.delete(key));
  }

  /** @param {number} userId */
  snapshot(userId) {
    return this.#run(SNAPSHOTS, 'readonly', snapshots => snapshots.get(userId));
  }

  /** @param {{userId: number, user: object, groups: object[]}} snapshot */
  keepSnapshot(snapshot) {
    return this.#run(SNAPSHOTS, 'readwrite', snapshots => snapshots.put(snapshot));
  }

  /** @param {number} userId */
  dropSnapshot(userId) {
    return this.#run(SNAPSHOTS, 'readwrite', snapshots => snapshots.delete(userId));
  }

  /**
   * @param {string} store
   * @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => IDBRequest} operation
   * @returns {Promise<any>}
   */
  async #run(store, mode, operation) {
    const database = await this.#opened;
    if (!database) return undefined;
    const transaction = database.transaction(store, mode);
    const request = operation(transaction.objectStore(store));
    return new Promise(resolve => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => resolve(undefined);
      transaction.onabort = () => resolve(undefined);
    });
  }
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => create(request.result);
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close(); // A newer page in another tab goes first.
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
}

/** @param {IDBDatabase} database */
function create(database) {
  const known = database.objectStoreNames;
  if (!known.contains(SENDS)) database.createObjectStore(SENDS, { keyPath: 'key' });
  if (!known.contains(SNAPSHOTS)) database.createObjectStore(SNAPSHOTS, { keyPath: 'userId' });
}
