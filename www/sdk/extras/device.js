// The scope `device`: kept by this browser only, apart for each person; in memory where others use the computer.

/** @typedef {import('../host/host.js').Host} Host */
/** @typedef {import('../greffon.js').Backend} Backend */

/** @type {WeakMap<Host, Promise<Backend>>} */
const stores = new WeakMap();

/**
 * @param {Host} host
 * @returns {Promise<Backend>}
 */
export const deviceStore = (host) => {
  const known = stores.get(host);
  if (known) return known;
  const made = open(host);
  stores.set(host, made);
  host.attempt.signal.addEventListener('abort', async () => {
    stores.delete(host);
    (await made).close();
  });
  return made;
};

/** @param {Host} host */
const open = async ({ described, manifest, options }) => {
  const { localBackend } = await import('../local-backend.js');
  const { id } = described.user ?? {};
  const store = localBackend({
    database: 'greffon-device',
    // Without a person's id there is nobody to keep it for.
    memory: described.sharedComputer || !id,
    user: { id },
  });
  await store.open(`${options.instance}/${id}`, manifest);
  return store;
};
