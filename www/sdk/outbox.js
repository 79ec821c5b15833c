// Keeps the writes that a widget lets wait while there is no link, and sends them again in order (section 8).
// They belong to one person: on this computer's disk, or only in memory where others use it.

const DATABASE = 'greffon-outbox';
const AGAIN_MS = 5_000;

/** Beginnings of the kinds after which the same write may still succeed. */
const LATER = /^(off|back|rate|sess|int|time)/;

/** @typedef {{ n?: number, who: string, params: any }} Entry */

/** @returns {Promise<IDBDatabase>} */
const openDatabase = () => new Promise((resolve, reject) => {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(DATABASE, { keyPath: 'n', autoIncrement: true });
  opening.onerror = reject;
  opening.onsuccess = () => {
    opening.result.onversionchange = opening.result.close;
    resolve(opening.result);
  };
});

/** Forgets all that waits: to be called when the person signs out. */
export const wipeOutbox = () => indexedDB.deleteDatabase(DATABASE);

/**
 * Adds an outbox to a back end.
 * @param {import('./greffon.js').Backend} backend
 * @returns {import('./greffon.js').Backend}
 */
export const outbox = (backend) => {
  /** @type {Entry[]} */
  let queue = [];
  /** @type {IDBDatabase | undefined} */
  let database;
  /** @type {((method: string, params: any) => void) | undefined} */
  let onNote;
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  let who = '';
  let busy = false;
  /** Failed a moment ago. Reading may work where writing does not: then each would set off the other. */
  let tired = false;
  /** One queued write after the other, so that none overtakes. @type {Promise<any>} */
  let last = Promise.resolve();

  /**
   * @param {(store: IDBObjectStore) => IDBRequest} act
   * @returns {Promise<any>} nothing where there is only memory
   */
  const disk = (act) => new Promise((resolve, reject) => {
    if (!database) return resolve(undefined);
    const transaction = database.transaction(DATABASE, 'readwrite', { durability: 'strict' });
    const request = act(transaction.objectStore(DATABASE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = reject;
  });

  const replay = async () => {
    clearTimeout(timer);
    if (busy) return;
    busy = true;
    tired = false;
    while (queue[0]) {
      const [{ n, params }, ...rest] = queue;
      try {
        const { rev } = await backend.request('storage.write', params);
        // What was built on this write knows its revision only now.
        for (const { key, op, ifRev } of params.ops) {
          for (const later of rest) {
            for (const mine of later.params.ops) {
              if (later.params.scope == params.scope && mine.key == key && mine.ifRev == ifRev) {
                mine.ifRev = op == 'set' ? rev : 0;
                await disk((store) => store.put(later));
              }
            }
          }
        }
      } catch (error) {
        if (LATER.test(/** @type {any} */ (error).kind)) {
          timer = setTimeout(replay, AGAIN_MS);
          tired = true;
          break;
        }
        onNote?.('storage.changed', { watch: 0, from: 0, to: 0, items: [], rejected: [{ opId: params.opId, error }] });
      }
      queue.shift();
      await disk((store) => store.delete(/** @type {number} */ (n)));
    }
    busy = false;
  };

  /** @type {import('./greffon.js').Backend['request']} */
  const write = async (method, params, call) => {
    try {
      if (!queue[0]) return await backend.request(method, params, call);
    } catch (error) {
      // Signing in again leaves the page: what was done before must outlive it.
      if (!/^(off|sess)/.test(/** @type {any} */ (error).kind)) throw error;
    }
    /** @type {Entry} */
    const entry = { who, params };
    entry.n = await disk((store) => store.add(entry));
    queue.push(entry);
    clearTimeout(timer);
    timer = setTimeout(replay, AGAIN_MS);
    return { rev: params.ops[0].ifRev ?? 0, queued: true };
  };

  return {
    ...backend,
    open: async (instance, manifest) => {
      const described = await backend.open(instance, manifest);
      const { sharedComputer, user, features = [] } = described;
      if (!sharedComputer && user?.id && !database) {
        who = `${instance} ${user.id}`;
        database = await openDatabase().catch(() => undefined);
        queue = (await disk((store) => store.getAll()) ?? []).filter((/** @type {Entry} */ entry) => entry.who == who);
      }
      replay();
      return { ...described, features: [...features, 'outbox'] };
    },
    request: (method, params, call) => {
      if (!params.queue) return backend.request(method, params, call);
      const mine = last.then(() => write(method, params, call));
      last = mine.catch(() => {});
      return mine;
    },
    onState: (listener) => backend.onState?.((state) => {
      listener(state);
      if (state == 'online' && !tired) replay();
    }),
    onNote: (listener) => {
      onNote = listener;
      backend.onNote?.(listener);
    },
    close: () => {
      clearTimeout(timer);
      queue = [];
      database?.close();
      database = undefined;
      backend.close();
    },
  };
};
