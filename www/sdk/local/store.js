// A small ordered store of key → value with atomic transactions: in IndexedDB, or in memory.

/**
 * What a transaction can do. Keys are texts, in the order of their UTF-16 units.
 * @typedef {object} Transaction
 * @property {(key: string) => Promise<any>} get
 * @property {(key: string, value: unknown) => void} put
 * @property {(key: string) => void} remove
 * @property {(prefix: string, after?: string, limit?: number) => Promise<[key: string, value: any][]>} list
 *   entries whose key starts with the prefix, after that key, at most so many
 */

/**
 * @typedef {object} Store
 * @property {<T>(run: (transaction: Transaction) => Promise<T>) => Promise<T>} transact all or nothing; one at a time
 * @property {() => void} close
 */

/** Behind every key that starts with a prefix. */
const LAST = '\uffff';
const TABLE = 'items';

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/**
 * @param {string} name of the database
 * @returns {Promise<Store>}
 */
export const openIndexedDb = async (name) => {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE);
  const database = await done(opening);
  // Another tab wants to erase it: it may.
  database.onversionchange = () => database.close();
  return {
    transact: async (run) => {
      const transaction = database.transaction(TABLE, 'readwrite', { durability: 'strict' });
      const table = transaction.objectStore(TABLE);
      /** @type {Promise<void>} */
      const kept = new Promise((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      kept.catch(() => {});
      try {
        const result = await run({
          get: (key) => done(table.get(key)),
          put: (key, value) => { table.put(value, key); },
          remove: (key) => { table.delete(key); },
          list: async (prefix, after = '', limit) => {
            const range = after > prefix
              ? IDBKeyRange.bound(after, prefix + LAST, true)
              : IDBKeyRange.bound(prefix, prefix + LAST);
            const [keys, values] = await Promise.all([
              done(table.getAllKeys(range, limit)), done(table.getAll(range, limit)),
            ]);
            return keys.map((key, i) => [`${key}`, values[i]]);
          },
        });
        await kept;
        return result;
      } catch (error) {
        try {
          transaction.abort();
        } catch {
          // It has ended already.
        }
        throw error;
      }
    },
    close: () => database.close(),
  };
};

/** @returns {Store} that is gone with the page */
export const openMemory = () => {
  /** @type {Map<string, unknown>} */
  let kept = new Map();
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return {
    transact: (run) => {
      const mine = last.then(async () => {
        const draft = new Map(kept);
        const result = await run({
          get: async (key) => structuredClone(draft.get(key)),
          put: (key, value) => { draft.set(key, structuredClone(value)); },
          remove: (key) => { draft.delete(key); },
          list: async (prefix, after = '', limit = Infinity) => [...draft.entries()]
            .filter(([key]) => key.startsWith(prefix) && key > after)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .slice(0, limit)
            .map(([key, value]) => [key, structuredClone(value)]),
        });
        kept = draft;
        return result;
      });
      last = mine.catch(() => {});
      return mine;
    },
    close: () => {},
  };
};
