// A probe: a widget in plain JavaScript that says exactly what it is told to say, and remembers all that it hears.

/** How each folder's probe begins. */
const BEGINNINGS = {
  /** Asks for private things before it has said who it is. */
  eager: async (probe) => {
    probe.early = await Promise.all([
      probe.ask('storage.read', { scope: 'user', prefix: '' }),
      probe.ask('service.call', { name: 'echo', args: {} }),
      probe.ask('capability.request', { names: ['storage:user'], why: '' }),
    ]);
    await begin(probe);
  },
  /** Does not know the nonce. */
  liar: async (probe) => {
    await Promise.race([probe.ask('session.init', { nonce: 'f'.repeat(32), sdk: 'probe', want: [] }), probe.later(300)]);
    probe.stolen = await Promise.race([
      probe.ask('session.init', { nonce: probe.nonce, sdk: 'probe', want: [] }), probe.later(300),
    ]);
  },
  /** Never gets ready. */
  sleepy: (probe) => probe.init(),
  /** Dies as soon as it is there. */
  crasher: async (probe) => {
    await begin(probe);
    probe.note('log', { level: 'fatal', code: 'panic', data: { message: 'index out of bounds' } });
  },
  /** Dies before it can say anything else. */
  stillborn: (probe) => probe.note('log', { level: 'fatal', code: 'panic' }),
  /** Grows whenever it has grown: a naive resize handler. */
  swelling: async (probe) => {
    await begin(probe);
    let height = 200;
    setInterval(() => probe.note('ui.resize', { height: (height += 40) }), 20);
  },
};

const begin = async (probe) => {
  probe.welcome = await probe.init();
  probe.note('ui.resize', { height: 120 });
  probe.note('session.ready', {});
};

/**
 * @param {MessagePort} port
 * @param {string} nonce
 * @param {string} id which probe
 * @param {ShadowRoot} [root] in page mode
 */
export const createProbe = (port, nonce, id, root) => {
  const waiting = new Map();
  let lastId = 0;
  const probe = {
    id, port, nonce, root,
    /** Every message that came by the port, read. */
    heard: [],
    /** @param {any} message as it is */
    raw: (message, transfer = []) => port.postMessage(message, transfer),
    note: (method, params) => probe.raw(JSON.stringify({ jsonrpc: '2.0', method, params })),
    /** @returns {Promise<{ result?: any, error?: any }>} the answer, good or bad */
    ask: (method, params, number = ++lastId) => {
      const answer = probe.answer(number);
      probe.raw(JSON.stringify({ jsonrpc: '2.0', id: number, method, params }));
      return answer;
    },
    answer: (number) => new Promise((resolve) => waiting.set(number, resolve)),
    /** The next message of which `wanted` is true, or one that is here already, or null after a while. */
    hears: (wanted, ms = 2000) =>
      Promise.race([
        new Promise((resolve) => {
          const known = probe.heard.find(wanted);
          if (known) return resolve(known);
          probe.listeners.add(function look(message) {
            if (!wanted(message)) return;
            probe.listeners.delete(look);
            resolve(message);
          });
        }),
        probe.later(ms),
      ]),
    listeners: new Set(),
    /** The report of every check of a friendly probe. */
    checks: async () => (await import('./checks.js')).run(probe),
    later: (ms) => new Promise((resolve) => setTimeout(resolve, ms, null)),
    init: async (more) => {
      const { result, error } = await probe.ask('session.init', {
        nonce, sdk: 'probe/0.1', want: ['storage:user'], optional: ['storage:shared', 'user:id', 'service:echo'], ...more,
      });
      if (error) throw new Error(`session.init: ${JSON.stringify(error)}`);
      return result;
    },
  };
  port.onmessage = ({ data }) => {
    const message = JSON.parse([data].flat()[0]);
    probe.heard.push(message);
    // What the host asks is answered, once that is done which the test wants done before.
    if (message.method && message.id) {
      Promise.resolve(probe.before?.(message)).then(() => probe.raw(JSON.stringify({ jsonrpc: '2.0', id: message.id, result: {} })));
    }
    if (!message.method && message.id !== undefined) {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
    [...probe.listeners].forEach((listener) => listener(message));
  };
  (BEGINNINGS[id.split('-')[0]] ?? begin)(probe)?.catch?.((error) => (probe.failed = String(error)));
  return probe;
};
