// One end of a port: numbers requests, answers them, and keeps the limits of section 9.

import { failure, toWire } from './errors.js';
import { readMessage } from './message.js';

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
 * @param {import('./host.js').Host} host
 * @param {Handler} handle answers requests and hears notifications
 */
export const createPeer = (port, host, handle) => {
  const FLOOD_MS = 10_000;
  const PAUSE_MS = 1_000;
  /** How each request ends: well, or not. @type {Map<unknown, ((end: any) => void)[]>} */
  const asked = new Map();
  /** @type {Map<unknown, AbortController>} */
  const serving = new Map();
  /** Until when requests, and notifications, have used what they may send; a burst is time not used. */
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
    if (text.length > host.limits.message) host.more('sendInParts')(message, params, send);
    else port.postMessage(buffers[0] ? [text, ...buffers] : text, buffers);
  };

  /**
   * @param {number | null | undefined} id
   * @param {unknown} error
   */
  const refuse = (id, error) => send({ id: id || null, error: toWire(error) });

  /**
   * Counts a message.
   * @param {number} kind 0 request, 1 notification
   * @returns whether it is one too many
   */
  const tooFast = (kind) => {
    const now = performance.now();
    const gap = 1000 / host.limits.rate;
    const next = Math.max(used[kind], now - gap * host.limits.burst) + gap;
    if (next > now) {
      if (now - overAt > PAUSE_MS) overSince = now;
      overAt = now;
      if (now - overSince > FLOOD_MS) host.fail('paused');
      return true;
    }
    used[kind] = next;
  };

  /**
   * @param {number | null | undefined} id none for a notification, which is never answered
   * @param {string} method
   * @param {any} params
   * @param {ArrayBuffer[]} buffers
   */
  const serve = async (id, method, params, buffers) => {
    const mine = new AbortController();
    /** @param {object} answer */
    const reply = (answer) => id && !mine.signal.aborted && send({ id, ...answer }, params);
    if (id) serving.set(id, mine);
    try {
      reply({
        result: await handle(params, {
          buffers,
          signal: mine.signal,
          progress: () => send({ method: '$progress', params: { id } }),
        }, method) ?? {},
      });
    } catch (error) {
      reply({ error: toWire(error) });
    }
    serving.delete(id);
  };

  port.onmessage = ({ data }) => {
    const [text, ...buffers] = [data].flat();
    const [problem, { id, method, params = {}, result, error }] = readMessage(text, host.limits.message);
    const settle = !problem && !method && asked.get(id);
    if (settle) {
      asked.delete(id);
      settle[error ? 1 : 0](error ?? result);
    } else if (tooFast(+!id) || id && serving.size >= host.limits.inFlight) {
      if (id && method) refuse(id, failure('rate_limited', { retryAfterMs: PAUSE_MS }));
    } else if (problem) refuse(id, failure(problem, { limit: host.limits.message }));
    else if (method == '$cancel') serving.get(params.id)?.abort();
    else if (serving.has(id)) refuse(id, failure('invalid'));
    else if (method) serve(id, method, params, buffers);
  };

  return {
    send,

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
      asked.forEach((settle) => settle[1](failure('closed')));
      serving.forEach((mine) => mine.abort());
    },
  };
};
