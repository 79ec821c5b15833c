// One widget document on one port: welcomes it, checks its calls against the grants, and carries them out.

import { failure } from './errors.js';
import { paced } from './pace.js';
import { createPeer } from './peer.js';

/** @typedef {import('../greffon.js').Changes} Changes */

/**
 * @param {import('./host.js').Host} host
 * @param {MessagePort} port
 * @param {string} [nonce] that the document must repeat; none in the page mode
 */
export const openSession = (host, port, nonce) => {
  /** How to stop each watch. @type {Map<number, () => void>} */
  const watches = new Map();
  let welcome = false;
  let lastWatch = 0;

  /**
   * @param {string} method
   * @param {object} params
   */
  const note = (method, params) => welcome && peer.send({ method, params });

  /** @type {import('./peer.js').Handler} */
  const handle = async (params, call, method) => {
    if (method == 'session.init' && !welcome) {
      if (nonce && params.nonce != nonce) return host.fail('nonce');
      welcome = true;
      return host.welcome();
    }
    // A document that cannot even start must be able to say so.
    if (!welcome && (method != 'log' || params.level != 'fatal')) throw failure('invalid');

    if (method == 'log') return host.log(params);
    if (method == 'session.ready') return host.shown();
    if (method == 'ui.resize') return host.resize?.(params.height);
    if (method == 'storage.unwatch') return watches.get(params.watch)?.();
    if (!/^storage/.test(method)) return host.more('answer')(method, params, call);

    const name = `storage:${params.scope}`;
    if (!host.granted.has(name)) throw failure('not_granted', { message: name });
    const device = params.scope == 'device';
    const store = device ? await host.more('deviceStore')() : host.backend;
    if (method == 'storage.write' && !device && host.readOnly()) throw failure('read_only');
    if (method != 'storage.watch') return store.request(method, params, call);

    const watch = ++lastWatch;
    /** Latest value of each key since the last message. @type {Changes | undefined} */
    let held;
    const tell = paced(() => {
      if (host.granted.has(name)) note('storage.changed', { watch, ...held });
      held = undefined;
    }, host);
    const { stop, ...start } = await store.watch(params, (/** @type {Changes} */ { from, to, items }) => {
      const latest = new Map([...held?.items ?? [], ...items].map((item) => [item.key, item]));
      held = { from: held?.to == from ? held.from : from, to, items: [...latest.values()] };
      tell();
    });
    watches.set(watch, stop);
    if (call.signal.aborted) stop();
    return { watch, ...start };
  };

  const peer = createPeer(port, host, handle);
  return {
    note,
    ask: peer.ask,
    close: () => {
      peer.close();
      watches.forEach((stop) => stop());
    },
  };
};
