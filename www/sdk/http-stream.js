// Follows scopes over SSE, resuming where it was cut; polls where a proxy gathers the stream, or where none is left.

/** The heartbeat comes every 15 s. */
const SILENCE_MS = 20_000;
const POLL_MS = 5_000;
/** Polls before the stream is tried again: two minutes. */
const POLLS = 24;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** Streams that the pages of an origin hold at once: HTTP/1.1 leaves a browser six connections. The others poll. */
const STREAMS = 4;

/** Events of the stream that are notifications of the protocol. @type {Record<string, string>} */
const NOTES = { live: 'live.message', capability: 'capability.changed', state: 'session.state' };

/** @typedef {import('./greffon.js').Changes & { reset?: boolean }} Changes */

/**
 * A scope that is followed, for all its watches.
 * @typedef {object} Hub
 * @property {string} path
 * @property {number} rev how far it has come; -1 before the first watch
 * @property {number} anew what a widget knows from before this revision is of no use
 * @property {number} polls how many come before the stream is tried again
 * @property {number} failures in a row
 * @property {ReturnType<typeof setTimeout>} [pause] before the next try
 * @property {Set<(changes: Changes) => void>} watches
 */

/**
 * @param {(path: string, init?: RequestInit, whole?: boolean) => Promise<any>} call one exchange with the back end
 * @param {AbortSignal} over ends all
 * @param {(method: string, params: any) => void} note
 * @param {number} [streams] how many the pages of this origin may hold
 */
export const createFollower = (call, over, note, streams = STREAMS) => {
  /** @type {Map<string, Hub>} */
  const hubs = new Map();
  const locks = globalThis.navigator?.locks;

  /**
   * @param {Hub} hub
   * @param {Changes} changes
   */
  const tell = (hub, changes) => {
    hub.rev = changes.to;
    hub.failures = 0;
    if (changes.reset) hub.anew = changes.to;
    for (const watch of hub.watches) watch(changes);
  };

  /** @param {Hub} hub */
  const poll = async (hub) => tell(hub, await call(`${hub.path}/since?rev=${hub.rev}`));

  /**
   * @param {Hub} hub
   * @param {string} block one event
   */
  const take = (hub, block) => {
    const [name, data] = ['event', 'data'].map((field) => block.match(`(?:^|\n)${field}: ?(.*)`)?.[1]);
    if (!name || !data) return;
    if (name == 'changed' || name == 'reset') tell(hub, JSON.parse(data));
    else if (NOTES[name]) note(NOTES[name], JSON.parse(data));
  };

  /**
   * Listens until the stream ends, or falls silent.
   * @param {Hub} hub
   * @param {() => void} heard
   */
  const listen = async (hub, heard) => {
    const silence = new AbortController();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
    };
    wait();
    try {
      const signal = AbortSignal.any([silence.signal, over]);
      const { body } = await call(`${hub.path}/events?since=${hub.rev}`, { signal }, true);
      const reader = body.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        heard();
        wait();
        const blocks = (text += value).replaceAll('\r\n', '\n').split('\n\n');
        text = /** @type {string} */ (blocks.pop());
        for (const block of blocks) take(hub, block);
      }
    } finally {
      clearTimeout(timer);
    }
  };

  /**
   * Listens where a stream is left among all pages of this origin, polls where none is.
   * @param {Hub} hub
   * @param {() => void} heard
   * @param {number} [left]
   * @returns {Promise<unknown>}
   */
  const stream = async (hub, heard, left = streams) => {
    if (!locks) return listen(hub, heard);
    if (left) {
      return locks.request(`greffon-stream-${left}`, { ifAvailable: true }, (lock) =>
        (lock ? listen(hub, heard) : stream(hub, heard, left - 1)));
    }
    await poll(hub);
    hub.polls = 1;
    heard();
  };

  /**
   * Follows a scope, by the stream where it can.
   * @param {Hub} hub
   */
  const follow = async (hub) => {
    const polling = hub.polls > 0;
    let heard = false;
    hub.pause = undefined;
    try {
      if (polling) {
        hub.polls--;
        await poll(hub);
      } else {
        await stream(hub, () => {
          heard = true;
          hub.failures = 0;
        });
        if (!heard) hub.polls = POLLS;
      }
    } catch (error) {
      // Silent from the start, or refused: something between gathers it, or does not know it.
      if (!polling && !heard && /** @type {any} */ (error).kind != 'offline') hub.polls = POLLS;
    }
    if (over.aborted) return;
    const wait = hub.polls > 0 ? POLL_MS : Math.min(FIRST_WAIT_MS * 2 ** hub.failures++, LONGEST_WAIT_MS);
    hub.pause = setTimeout(follow, wait * (0.5 + Math.random()), hub);
  };

  globalThis.addEventListener?.('online', () => {
    for (const hub of hubs.values()) {
      if (hub.pause === undefined) continue;
      clearTimeout(hub.pause);
      follow(hub);
    }
  }, { signal: over });
  over.addEventListener('abort', () => {
    for (const { pause } of hubs.values()) clearTimeout(pause);
  });

  return {
    /**
     * @param {{ scope: string, prefix: string, since?: number }} params
     * @param {(changes: import('./greffon.js').Changes) => void} onChange
     * @returns {Promise<import('./greffon.js').Watch>}
     */
    watch: async ({ scope, prefix, since = 0 }, onChange) => {
      const path = `/${scope}`;
      const hub = hubs.get(path) ?? { path, rev: -1, anew: 0, polls: 0, failures: 0, watches: new Set() };
      hubs.set(path, hub);
      /** @type {import('./greffon.js').Change[]} */
      let items = [];
      let rev = since < hub.anew ? 0 : since;
      let reset = rev < since;
      let before;
      do {
        before = rev;
        const part = await call(`${path}/since?rev=${rev}&prefix=${encodeURIComponent(prefix)}`);
        items = part.reset ? part.items : [...items, ...part.items];
        reset ||= !!part.reset;
        rev = part.to;
        // Again, where the answer stops short of what the stream has told the other watches meanwhile.
      } while (before < rev && rev < hub.rev);

      /** @param {Changes} changes */
      const watch = (changes) => {
        if (changes.to <= rev && !changes.reset) return;
        const known = rev;
        rev = changes.to;
        onChange({
          // After a reset no number fits, so that the widget sees a gap and watches again.
          from: changes.reset ? rev + 1 : Math.max(changes.from, known),
          to: rev,
          items: changes.items.filter((item) => item.rev > known && item.key.startsWith(prefix)),
        });
      };
      hub.watches.add(watch);
      if (hub.rev < 0) {
        hub.rev = rev;
        follow(hub);
      }
      return { rev, items, ...reset && { reset }, stop: () => { hub.watches.delete(watch); } };
    },
  };
};
