// As much of IndexedDB as the outbox uses: one store with numbered entries, kept in `disk` across openings.

const later = (run) => setImmediate(run);

/** @param {Map<string, Map<number, any>>} disk database → entries */
export const fakeIndexedDb = (disk) => {
  let last = 0;
  return {
    deleteDatabase: (name) => { disk.delete(name); },
    open: (name) => {
      const opening = {};
      later(() => {
        const isNew = !disk.has(name);
        if (isNew) disk.set(name, new Map());
        opening.result = {
          createObjectStore: () => {},
          close: () => {},
          transaction: () => {
            const transaction = {};
            const act = (run) => {
              const request = { result: run(disk.get(name) ?? new Map()) };
              later(() => transaction.oncomplete?.());
              return request;
            };
            transaction.objectStore = () => ({
              add: (entry) => act((entries) => {
                entries.set(++last, structuredClone({ ...entry, n: last }));
                return last;
              }),
              put: (entry) => act((entries) => { entries.set(entry.n, structuredClone(entry)); }),
              delete: (n) => act((entries) => { entries.delete(n); }),
              getAll: () => act((entries) => [...entries.values()].map((entry) => structuredClone(entry))),
            });
            return transaction;
          },
        };
        if (isNew) opening.onupgradeneeded?.();
        opening.onsuccess();
      });
      return opening;
    },
  };
};
