// The life of one widget in a page: manifest, grants, frame or element, cards, and the end.

import { failure } from './errors.js';
import { openFrame } from './frame.js';
import { followHeight } from './resize.js';
import { openSession } from './session.js';
import { createShell } from './shell.js';
import { watchSurroundings } from './surroundings.js';

/** @typedef {import('../greffon.js').LinkState} LinkState */

/**
 * Puts a widget into an element.
 * @param {HTMLElement} el
 * @param {import('../greffon.js').MountOptions} options
 * @returns {import('../greffon.js').Handle}
 */
export const mount = (el, options) => {
  const HELLO_MS = 10_000;
  const READY_MS = 30_000;
  const CLOSE_MS = 1_500;
  const { backend, instance, mode = 'frame', onLog, onState } = options;
  /** What the page says of the context. @type {import('../greffon.js').Context} */
  let own = {};
  /** @type {LinkState} */
  let link = 'online';
  /** The context as the widget knows it, as text. @type {string} */
  let told;
  /** @type {ReturnType<typeof setTimeout>} */
  let deadline;
  /** @type {ReturnType<typeof watchSurroundings>} */
  let surroundings;
  /** @type {[succeed: (value?: any) => void, giveUp: (reason: unknown) => void]} */
  let ends;
  /** @type {Promise<void>} */
  const ready = new Promise((...both) => { ends = both; });
  ready.catch(() => {});

  /** Tells the widget that the context changed. */
  const refresh = () => {
    const now = JSON.stringify(host.context());
    if (now != told) {
      told = now;
      host.session?.note('context.changed', JSON.parse(now));
    }
  };

  /**
   * Tells the widget how the link to the back end is.
   * @param {LinkState} state
   */
  const setLink = (state) => {
    if (state == 'online' && host.readOnly()) state = 'readonly';
    if (state != link) {
      link = state;
      host.session?.note('session.state', { state });
      onState?.(state);
    }
    refresh();
  };

  /** @param {import('../greffon.js').Handle['state']} state */
  const show = (state) => {
    clearTimeout(deadline);
    host.stage.className = host.state = state;
  };

  /**
   * Begins a session with a document; the one before it ends.
   * @param {MessagePort} port
   * @param {string} [nonce]
   */
  const connect = (port, nonce) => {
    host.session?.close();
    host.session = openSession(host, port, nonce);
    show('loading');
    deadline = setTimeout(host.fail, READY_MS, 'slow');
  };

  /**
   * What not every page needs: the page mode, texts of cards, dialogs, printing, files, this browser's own store.
   * @type {import('./host.js').Host['more']}
   */
  const more = (name) => async (...args) =>
    /** @type {Record<string, Function>} */ (await import('../greffon-extras.js'))[name](host, ...args);

  /** @type {import('./host.js').Host} */
  const host = {
    ...createShell(el),
    backend, options, more, ready, refresh, connect,
    limits: { message: 1 << 18, inFlight: 32, rate: 20, burst: 60 },
    decided: {},
    // @ts-expect-error what starting finds out comes later
    described: {},

    start: async () => {
      const { signal } = (host.attempt = new AbortController());
      show('loading');
      host.card.textContent = '';
      try {
        /** @type {Promise<import('../greffon.js').Manifest>} */
        const loading = fetch(options.manifest, { signal: AbortSignal.timeout(HELLO_MS) }).then((answer) => {
          host.base = answer.url;
          return answer.json();
        });
        // Awaited below; it may fail before that.
        loading.catch(() => {});
        if (mode == 'page') await more('register')(loading);
        const { required = [], optional = [] } = (host.manifest = await loading);
        signal.throwIfAborted();
        await new Promise((/** @type {(value?: any) => void} */ near) => (surroundings = watchSurroundings(host, near)));
        signal.throwIfAborted();
        const { granted, limits, title } = (host.described = await backend.open(instance, host.manifest));
        signal.throwIfAborted();
        host.title = options.title ?? title;
        host.granted = new Set([...required, ...optional].map(({ name }) => name)
          .filter((name) => host.decided[name] ?? granted.includes(name)));
        Object.assign(host.limits, limits);
        setLink(link);
        if (!required.every(({ name }) => host.granted.has(name))) return host.fail('capability');
        deadline = setTimeout(host.fail, HELLO_MS, 'files');
        if (mode == 'page') await more('openElement')();
        else host.resize = followHeight(openFrame(host), host);
      } catch (error) {
        if (!signal.aborted) host.fail(/** @type {any} */ (error).kind ?? 'files', error);
      }
    },

    stop: () => {
      host.attempt.abort();
      host.session?.close();
      host.session = undefined;
      host.stage.replaceChildren();
    },

    // Puts a card in the widget's place.
    fail: (code, data) => {
      host.stop();
      show('error');
      host.log({ level: 'error', code, data });
      more('fillCard')(code, data).catch(() => host.card.append(Object.assign(document.createElement('button'), {
        textContent: 'Recharger', onclick: host.start,
      })));
    },

    context: () => ({
      mode,
      ...surroundings?.(),
      ...host.described.context,
      ...own,
      readOnly: host.readOnly(),
    }),
    readOnly: () => own.readOnly || host.described.readOnly,
    log: (line) => {
      onLog?.({ instance, ...line });
      if (line.level == 'fatal') host.fail('crashed', line);
    },
    shown: () => {
      show('ready');
      ends[0]();
      host.session?.note('session.state', { state: link });
    },
    welcome: () => ({
      ...host.described,
      // Of the person only what is granted: `profile` and `roles` are one capability; `groups`, `id` and `name`, all
      // before p, are one each.
      user: Object.fromEntries(Object.entries({ ...host.described.user }).filter(([member]) =>
        host.granted.has('user:' + (member > 'p' ? 'role' : member)))),
      v: 1,
      instance,
      host: { name: 'greffon', version: '0.1.0' },
      granted: [...host.granted],
      context: host.context(),
      limits: host.limits,
    }),

    update: (patch) => {
      // A member that is undefined is left to the browser again.
      own = JSON.parse(JSON.stringify({ ...own, ...patch }));
      refresh();
    },
    setState: (state) => {
      own.readOnly = state == 'readonly';
      setLink(state);
    },
    close: async (reason = 'remove') => {
      deadline = setTimeout(host.destroy, CLOSE_MS);
      await host.session?.ask('session.close', { reason, deadlineMs: CLOSE_MS }).catch(() => {});
      host.destroy();
    },
    destroy: () => {
      host.stop();
      show('closed');
      host.shell.remove();
      backend.close();
      ends[1](failure('closed'));
    },
    grant: more('grant'),
    revoke: more('revoke'),
    announce: more('announce'),
    focus: more('focus'),
    moveTo: more('moveTo'),
  };

  backend.onState?.(setLink);
  backend.onNote?.(more('hear'));
  host.update(options.context);
  host.start();
  return host;
};
