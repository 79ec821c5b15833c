// The back-end contract over HTTP (section 8). Following changes is in `http-stream.js`, loaded at the first watch.

import { failure } from './host/errors.js';

const ANSWER_MS = 12_000;

/** For answers that bring no error of their own, such as a proxy's. @type {Record<number, ErrorKind>} */
const KINDS = {
  400: 'invalid', 401: 'session_expired', 403: 'denied', 404: 'not_found', 409: 'conflict', 413: 'too_large',
  423: 'read_only', 429: 'rate_limited', 507: 'quota',
};

/**
 * @typedef {import('./greffon.js').ErrorKind} ErrorKind
 * @typedef {import('./greffon.js').LinkState} LinkState
 */

/**
 * @param {string} base address of the back end, such as `/i`
 * @param {object} [options]
 * @param {() => Promise<boolean>} [options.renew] opens the session again after a 401; answers whether it is open
 * @param {number} [options.streams] how many streams the pages of an origin may hold at once; more than 4 needs HTTP/2
 * @returns {import('./greffon.js').Backend}
 */
export const httpBackend = (base, { renew, streams } = {}) => {
  const life = new AbortController();
  /** @type {((state: LinkState) => void) | undefined} */
  let onState;
  /** @type {((method: string, params: any) => void) | undefined} */
  let onNote;
  /** @type {LinkState | undefined} */
  let link;
  let root = base;
  /** @type {Promise<boolean> | undefined} */
  let renewal;
  /** @type {Promise<ReturnType<typeof import('./http-stream.js').createFollower>> | undefined} */
  let follower;

  /** @param {LinkState} now */
  const say = (now) => {
    if (now != link) onState?.((link = now));
  };

  /**
   * One exchange. It is never cut short: a write may have been done already.
   * @param {string} path
   * @param {RequestInit} [init]
   * @param {boolean} [whole] the answer itself is wanted, not what its JSON says
   * @param {boolean} [again] after the session was renewed
   * @returns {Promise<any>}
   */
  const call = async (path, init, whole, again) => {
    let answer, text, data;
    try {
      answer = await fetch(root + path, {
        signal: AbortSignal.timeout(ANSWER_MS),
        ...init,
        headers: {
          'X-XSRF-TOKEN': globalThis.document?.cookie.match(/XSRF-TOKEN=([^;]*)/)?.[1] ?? '',
          ...init?.headers,
        },
      });
      if (whole && answer.ok) return answer;
      text = await answer.text();
    } catch (error) {
      if (!(error instanceof TypeError)) throw failure('backend');
      say('offline');
      throw failure('offline');
    }
    const { status } = answer;
    if (status == 401 && !again && renew && await (renewal ??= renew().finally(() => { renewal = undefined; }))) {
      return call(path, init, whole, true);
    }
    say(status == 401 ? 'expired' : 'online');
    try {
      data = JSON.parse(text);
    } catch {}
    if (answer.ok && data) return data;
    throw failure(data?.error?.kind ?? KINDS[status] ?? 'backend', { status, ...data?.error });
  };

  /**
   * @param {string} path
   * @param {object} body
   * @param {string} [opId]
   */
  const post = (path, body, opId) => call(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...opId && { 'Idempotency-Key': opId } },
  });

  return {
    open: (instance) => {
      root = `${base}/${instance}`;
      return call('');
    },

    request: async (method, { scope, keys = [], opId, ops, name, args, ...rest }) => {
      if (method == 'storage.write') return post(`/${scope}`, { ops }, opId);
      if (method == 'service.call') return post(`/service/${name}`, { args }, opId);
      if (method == 'live.send') return post('/live', rest);
      if (method != 'storage.read') return (await import('./http-files.js')).answer(call, method, rest);
      const query = new URLSearchParams(rest);
      for (const key of keys) query.append('key', key);
      return call(`/${scope}?${query}`);
    },

    watch: async (params, onChange) => {
      follower ??= import('./http-stream.js').then(({ createFollower }) =>
        createFollower(call, life.signal, (...note) => onNote?.(...note), streams));
      return (await follower).watch(params, onChange);
    },

    onState: (listener) => { onState = listener; },
    onNote: (listener) => { onNote = listener; },
    close: () => life.abort(),
  };
};
