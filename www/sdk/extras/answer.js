// The calls of a widget that not every widget makes: everything but handshake, height, log and storage.

import { failure } from '../host/errors.js';
import { need, request } from './capabilities.js';
import { openAddress } from './dialog.js';
import { display } from './display.js';
import { deleteFile, getFile, pickFile, putFile, saveFile } from './files.js';
import { announce, leave, pressKey, setDirty } from './people.js';
import { print } from './print.js';

/** @typedef {import('../host/host.js').Host} Host */

/**
 * @typedef {object} Call
 * @property {AbortSignal} signal
 * @property {() => void} progress
 * @property {ArrayBuffer[]} buffers
 */

/** Lowest level of host (section 1) and what is done. */
const METHODS = new Map(/** @type {[string, [number, (host: Host, params: any, call: Call, method: string) => any]][]} */ ([
  ['$ping', [0, () => ({})]],
  ['session.done', [0, (host, { reason }) => host.options.onDone?.(reason)]],
  ['capability.request', [0, request]],
  ['ui.announce', [0, (host, { text, assertive }) => announce(host, text, assertive)]],
  ['ui.focus', [0, (host, { exit }) => leave(host, exit)]],
  ['ui.key', [0, pressKey]],
  ['ui.dirty', [0, (host, { dirty }) => setDirty(host, dirty)]],
  ['ui.display', [0, display]],
  ['ui.open', [0, openAddress]],
  ['ui.print', [0, print]],
  ['live.send', [3, async (host, params, call, method) => {
    need(host, 'live');
    const most = host.limits.liveSize ?? 4096;
    if (JSON.stringify(params.data ?? null).length > most) throw failure('too_large', { limit: most });
    await host.backend.request(method, params, call);
  }]],
  ['service.call', [3, (host, params, call, method) => {
    need(host, `service:${params.name}`);
    return host.backend.request(method, params, call);
  }]],
  ['file.save', [3, saveFile]],
  ['file.pick', [3, pickFile]],
  ['file.put', [3, putFile]],
  ['file.get', [3, getFile]],
  ['file.delete', [3, deleteFile]],
  ['event.emit', [3, (host, params, call, method) => {
    need(host, 'event');
    const { onEvent } = host.options;
    return onEvent ? onEvent(params) : host.backend.request(method, params, call);
  }]],
]));

/**
 * @param {Host} host
 * @param {string} method
 * @param {any} params
 * @param {Call} call
 */
export const answer = (host, method, params, call) => {
  // The widget went while these functions were loading.
  if (!host.session) throw failure('closed');
  const [level, carry] = METHODS.get(method) ?? [9, () => {}];
  if (level > host.described.level) throw failure('unsupported', { message: method });
  return carry(host, params, call, method);
};
