// A back end in the page's own memory: right in everything, and unwell on demand.

const refusal = (kind, details) => Object.assign(new Error(kind), { kind, ...details });

/** As in section 9: at most ten changes a second, and of each key the latest value. */
const paced = (tell) => {
  let waiting;
  let timer;
  let last = 0;
  const flush = () => {
    const { from, to, items } = waiting;
    waiting = timer = undefined;
    last = performance.now();
    tell({ from, to, items: [...items.values()] });
  };
  return {
    tell: ({ from, to, items }) => {
      waiting ??= { from, items: new Map() };
      waiting.to = to;
      for (const item of items) waiting.items.set(item.key, item);
      timer ??= setTimeout(flush, Math.max(0, 100 - (performance.now() - last)));
    },
    stop: () => clearTimeout(timer),
  };
};

/** Section 9, in full. */
const LIMITS = {
  message: 262144, value: 65536, batch: 50, keys: 2000, quotaUser: 1048576, quotaShared: 8388608, inFlight: 32, rate: 20,
  burst: 60, liveRate: 20, liveSize: 4096, file: 8388608, timeoutMs: 15000,
};

/**
 * @param {object} describe what `open` answers, over the usual
 */
export const createMemory = (describe = {}) => {
  const scopes = new Map();
  const scope = (name) => {
    if (!scopes.has(name)) scopes.set(name, { rev: 0, items: new Map(), log: [], watches: new Set(), results: new Map() });
    return scopes.get(name);
  };
  const visible = ({ key, rev, value, by, at }) => ({ key, rev, value, by, at });

  const write = ({ scope: name, ops, opId }, by = 'me') => {
    const store = scope(name);
    if (store.results.has(opId)) return store.results.get(opId);
    for (const { key, ifRev } of ops) {
      const there = store.items.get(key);
      const rev = there && !there.deleted ? there.rev : 0;
      if (ifRev != null && ifRev !== '*' && ifRev !== rev) {
        throw refusal('conflict', { key, rev, value: there?.value ?? null, by: there?.by, at: there?.at });
      }
    }
    const from = store.rev;
    const rev = ++store.rev;
    const at = new Date().toISOString();
    const items = ops.map(({ op, key, value }) =>
      op === 'delete' ? { key, rev, deleted: true, by, at } : { key, rev, value, by, at });
    for (const item of items) store.items.set(item.key, item);
    for (const watch of store.watches) {
      const seen = items.filter(({ key }) => key.startsWith(watch.prefix));
      watch.tell({ from, to: rev, items: seen.map((item) => ({ ...item, opId })) });
    }
    const result = { rev };
    store.results.set(opId, result);
    return result;
  };

  const read = ({ scope: name, keys, prefix = '', after = '', limit = 500 }) => {
    const store = scope(name);
    const all = [...store.items.values()].filter((item) => !item.deleted).sort((a, b) => (a.key < b.key ? -1 : 1));
    if (keys) return { rev: store.rev, items: all.filter(({ key }) => keys.includes(key)).map(visible) };
    const found = all.filter(({ key }) => key.startsWith(prefix) && key > after);
    const items = found.slice(0, limit).map(visible);
    return { rev: store.rev, items, ...(found.length > limit && { next: items.at(-1).key }) };
  };

  const methods = {
    'storage.read': read,
    'storage.write': (params) => write(params),
    'service.call': ({ name, args }) => ({ data: { name, args } }),
    'live.send': () => ({}),
    'file.put': () => ({ file: 'f1', size: 1, mime: 'text/plain' }),
  };

  const memory = {
    /** How many requests came in, by method. */
    calls: {},
    /** Requests that nobody has answered. */
    pending: 0,
    /** Nothing is answered until the caller gives up. */
    hangs: false,
    /** What the next requests fail with. */
    failure: null,
    closed: 0,
    states: new Set(),
    /** What another person writes. */
    writeAs: (by, params) => write({ opId: crypto.randomUUID(), ...params }, by),
    backend: {
      open: async () => ({
        instance: 'essai', title: 'Essai', widget: 'probe', level: 3, features: [],
        granted: ['storage:user', 'storage:shared', 'user:id', 'user:role', 'service:echo', 'live'],
        denied: [], user: { id: 'p-1', profile: 'National_ELV', roles: ['pupil'], name: 'Zoé Secret' },
        context: { locale: 'fr', uai: '0310000X' }, limits: LIMITS, readOnly: false, shared_computer: false, ...describe,
      }),
      request: async (method, params, { signal }) => {
        memory.calls[method] = (memory.calls[method] ?? 0) + 1;
        if (memory.failure) throw refusal(memory.failure, { retryable: true });
        if (memory.hangs) {
          memory.pending += 1;
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          memory.pending -= 1;
          throw refusal('cancelled');
        }
        if (!methods[method]) throw refusal('unsupported');
        return methods[method](params);
      },
      watch: async ({ scope: name, prefix = '', since = 0 }, tell) => {
        const store = scope(name);
        const pace = paced(tell);
        const watch = { prefix, tell: pace.tell };
        store.watches.add(watch);
        const items = [...store.items.values()].filter(({ key, rev }) => key.startsWith(prefix) && rev > since);
        return { rev: store.rev, items, stop: () => (pace.stop(), store.watches.delete(watch)) };
      },
      onState: (tell) => {
        memory.states.add(tell);
        return () => memory.states.delete(tell);
      },
      close: () => {
        memory.closed += 1;
      },
    },
    /** Watches that are still open. */
    watches: () => [...scopes.values()].reduce((sum, { watches }) => sum + watches.size, 0),
  };
  return memory;
};
