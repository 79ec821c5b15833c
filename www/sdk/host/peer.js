// One end of a port: numbers requests, answers them, and keeps the limits of section 9.

import { failure, toWire } from './errors.js';
import { readMessage } from './message.js';

const FLOOD_MS = 10_000;
const PAUSE_MS = 1_000;

/**
 * What a handler gets beside the params.
 * @typedef {object} Call
 * @property {AbortSignal} signal aborted when the caller cancels or the port closes
 * @property {() => void} progress tells the caller to go on waiting
 * @property {ArrayBuffer[]} buffers that came beside the text
 */

/**
 * @typedef {object} Outgoing
 * @property {number | null} [id]
 * @property {string} [method]
 * @property {object} [params]
 * @property {any} [result]
 * @property {object} [error]
 */

/** @typedef {(params: any, call: Call, method: string) => Promise<any>} Handler */

/**
 * @param {MessagePort} port
 * @param {object} host
 * @param {import('../greffon.js').Limits} host.limits
 * @param {(code: string) => void} host.fail called when the other side has been over its rate for ten seconds
 * @param {(name: string) => (...args: any[]) => void} host.more finds what sends a message that is too long for one
 * @param {Handler} handle answers requests and hears notifications
 */
export const createPeer = (port, { limits, fail, more }, handle) => {
  /** @type {Map<number, [resolve: (result: any) => void, reject: (error: any) => void]>} */
  const asked = new Map();
  /** @type {Map<number, AbortController>} */
  const serving = new Map();
  /** Until when the notifications, and the requests, have used what they may send; a burst is time not used. */
  const used = [-1e9, -1e9];
  let lastId = 0;
  let overSince = 0;
  let overAt = 0;

  /**
   * @param {Outgoing} message
   * @param {any} [params] of the request that it answers
   */
  const send = (message, params) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    const buffers = message.result?.buffers ?? [];
    if (text.length > limits.message) more('sendInParts')(message, params, send);
    else port.postMessage(buffers[0] ? [text, ...buffers] : text, buffers);
  };

  /**
   * @param {number} id
   * @param {unknown} error
   */
  const refuse = (id, error) => send({ id: id || null, error: toWire(error) });

  /**
   * Counts a message.
   * @param {number} kind 0 notification, 1 request
   * @returns whether it is one too many
   */
  const tooFast = (kind) => {
    const now = performance.now();
    const next = Math.max(used[kind], now - 1000 * limits.burst / limits.rate) + 1000 / limits.rate;
    if (next <= now) {
      used[kind] = next;
      return false;
    }
    if (now - overAt > PAUSE_MS) overSince = now;
    overAt = now;
    if (now - overSince > FLOOD_MS) fail('paused');
    return true;
  };

  /** @param {number} id */
  const drop = (id) => {
    serving.get(id)?.abort();
    serving.delete(id);
  };

  /**
   * @param {number} id 0 for a notification, which is never answered
   * @param {string} method
   * @param {any} params
   * @param {ArrayBuffer[]} buffers
   */
  const serve = (id, method, params, buffers) => {
    const mine = new AbortController();
    /** @param {object} answer */
    const reply = (answer) => id && !mine.signal.aborted && send({ id, ...answer }, params);
    if (id) serving.set(id, mine);
    handle(params, {
      buffers,
      signal: mine.signal,
      progress: () => send({ method: '$progress', params: { id } }),
    }, method)
      .then((result) => reply({ result: result ?? {} }))
      .catch((error) => reply({ error: toWire(error) }))
      .finally(() => mine.signal.aborted || serving.delete(id));
  };

  port.onmessage = ({ data }) => {
    const [text, ...buffers] = [data].flat();
    const { id = 0, method, params, result, error, problem } = readMessage(text, limits.message);
    const [resolve, reject] = !method && asked.get(id) || [];
    if (resolve) {
      asked.delete(id);
      error ? reject?.(error) : resolve(result);
    } else if (tooFast(+!!(id && method)) || id && serving.size >= limits.inFlight) {
      if (id && method) refuse(id, failure('rate_limited', { retryAfterMs: PAUSE_MS }));
    } else if (problem) refuse(id, failure(problem, { limit: limits.message }));
    else if (method == '$cancel') drop(params.id);
    else if (serving.has(id)) refuse(id, failure('invalid'));
    else if (method) serve(id, method, params, buffers);
  };

  return {
    /**
     * Sends a notification.
     * @param {string} method
     * @param {object} params
     */
    note: (method, params) => send({ method, params }),

    /**
     * Sends a request; how long to wait is the caller's business.
     * @param {string} method
     * @param {object} params
     * @returns {Promise<any>}
     */
    ask: (method, params) => new Promise((...ends) => {
      asked.set(++lastId, ends);
      send({ id: lastId, method, params });
    }),

    /** Ends everything: what was asked fails with `closed`, what was being answered is aborted. */
    close: () => {
      port.onmessage = null;
      port.close();
      asked.forEach(([, reject]) => reject(failure('closed')));
      [...serving.keys()].forEach(drop);
    },
  };
};
