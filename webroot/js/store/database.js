const NAME = 'confab';
const VERSION = 1;
const SENDS = 'sends';

/**
 * What must outlive a reload: the sends that the server has not answered yet, in the browser's IndexedDB.
 *
 * Where a browser forbids it (some private windows) everything works but for outliving a reload.
 */
export class Database {
  #opened = open().catch(() => null);

  /** The sends of a user, oldest first. */
  async sends(userId) {
    const all = await this.#run('readonly', sends => sends.getAll());
    return (all ?? []).filter(send => send.userId === userId).sort((a, b) => a.order - b.order);
  }

  keep(send) {
    return this.#run('readwrite', sends => sends.put(send));
  }

  drop(key) {
    return this.#run('readwrite', sends => sends.delete(key));
  }

  async #run(mode, operation) {
    const database = await this.#opened;
    if (!database) return undefined;
    const transaction = database.transaction(SENDS, mode);
    const request = operation(transaction.objectStore(SENDS));
    return new Promise(resolve => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => resolve(undefined);
      transaction.onabort = () => resolve(undefined);
    });
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => request.result.createObjectStore(SENDS, { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
}
