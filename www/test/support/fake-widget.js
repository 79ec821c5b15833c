// A widget's side of the protocol, played by hand.

/** The manifest that tests mount. */
export const MANIFEST = {
  greffon: 1,
  id: 'probe',
  version: '0.1.0',
  major: 0,
  title: { fr: 'Sonde', en: 'Probe' },
  description: { fr: 'Sonde', en: 'Probe' },
  entry: 'index.html',
  element: 'element.js',
  required: [{ name: 'storage:shared', purpose: { fr: 'garder le travail', en: 'keep the work' } }],
  optional: ['storage:user', 'user:id', 'live', 'service:tally', 'event', 'ui:open', 'file:keep']
    .map((name) => ({ name, purpose: { fr: name, en: name } })),
};

export const GRANTED = [...MANIFEST.required, ...MANIFEST.optional].map(({ name }) => name);

/** One end of a port, as a widget holds it. */
export const speak = (port) => {
  const asked = new Map();
  const notes = [];
  const waiting = [];
  const texts = [];
  let last = 0;
  const widget = {
    port, notes, texts,
    /** What is answered to the host's own requests. */
    answers: {},
    raw: (text, transfer) => port.postMessage(text, transfer ?? []),
    send: (message) => port.postMessage(JSON.stringify({ jsonrpc: '2.0', ...message })),
    note: (method, params = {}) => widget.send({ method, params }),
    ask: (method, params = {}, id = ++last) => new Promise((resolve, reject) => {
      asked.set(id, { resolve, reject });
      widget.send({ id, method, params });
    }),
    /** The next notification of that name, also one that came already. */
    next: (method) => {
      const at = notes.findIndex((note) => note.method === method && !note.taken);
      if (at >= 0) {
        notes[at].taken = true;
        return Promise.resolve(notes[at].params);
      }
      return new Promise((resolve) => waiting.push({ method, resolve }));
    },
  };
  port.onmessage = async ({ data }) => {
    const [text] = [data].flat();
    texts.push(text);
    const message = JSON.parse(text);
    if (message.method && message.id) {
      const answer = widget.answers[message.method];
      if (answer) widget.send({ id: message.id, result: await answer(message.params) });
    } else if (message.method) {
      const note = { method: message.method, params: message.params };
      notes.push(note);
      const at = waiting.findIndex((one) => one.method === note.method);
      if (at >= 0) {
        note.taken = true;
        waiting.splice(at, 1)[0].resolve(note.params);
      }
    } else {
      const question = asked.get(message.id);
      asked.delete(message.id);
      if (message.error) question?.reject(message.error);
      else question?.resolve(message.result);
      if (message.id === null) widget.complaints = [...widget.complaints ?? [], message.error];
    }
  };
  return widget;
};

/** A back end that does what the test says. */
export const fakeBackend = (over = {}) => {
  const calls = [];
  const watches = [];
  const backend = {
    calls, watches,
    described: { instance: '1', title: 'Essai', level: 3, granted: GRANTED, user: { id: 'p1' }, limits: {} },
    closed: 0,
    open: async () => backend.described,
    request: async (method, params, call) => {
      calls.push({ method, params, call });
      return { rev: 1 };
    },
    watch: async (params, onChange) => {
      const watch = { params, onChange, stopped: 0 };
      watches.push(watch);
      return { rev: 0, items: [], stop: () => { watch.stopped++; } };
    },
    onState: (listener) => { backend.say = listener; },
    onNote: (listener) => { backend.tell = listener; },
    close: () => { backend.closed++; },
    ...over,
  };
  return backend;
};

/** Lets everything that is under way come to rest. */
export const settle = async (rounds = 20) => {
  for (let i = 0; i < rounds; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** Waits until it is so; also where the timers are mocked. */
export const until = async (isSo, ms = 3_000) => {
  const late = performance.now() + ms;
  for (;;) {
    const found = await isSo();
    if (found) return found;
    if (performance.now() > late) throw new Error(`never so: ${isSo}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
};
