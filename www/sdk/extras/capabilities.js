// Grants that move while a widget runs (section 7).

import { failure, toWire } from '../host/errors.js';

/** @typedef {import('../host/host.js').Host} Host */

/**
 * Lets a call through only with its capability.
 * @param {Host} host
 * @param {string} name
 */
export const need = (host, name) => {
  if (!host.granted.has(name)) throw failure('not_granted', { message: name });
};

/**
 * @param {Host} host
 * @param {string[]} names
 */
const denials = (host, names) =>
  names.filter((name) => !host.granted.has(name)).map((name) =>
    host.described.denied?.find((denied) => denied.name == name) ?? { name, reason: 'host' });

/**
 * @param {Host} host
 * @param {string[]} names
 * @param {boolean} given
 */
const decide = (host, names, given) => {
  const { required = [], optional = [] } = host.manifest ?? {};
  const wished = new Set([...required, ...optional].map(({ name }) => name));
  for (const name of names) host.decided[name] = given;
  const moved = names.filter((name) => host.granted && wished.has(name) && host.granted.has(name) != given);
  if (!moved.length) return;
  for (const name of moved) host.granted[given ? 'add' : 'delete'](name);
  host.session?.note('capability.changed', { granted: [...host.granted], revoked: given ? [] : moved });
};

/**
 * Gives what the manifest asks for; other names have no effect.
 * @param {Host} host
 * @param {string[]} names
 */
export const grant = (host, names) => decide(host, names, true);

/**
 * Takes away; calls answer `not_granted` from now on, also after a reload.
 * @param {Host} host
 * @param {string[]} names
 */
export const revoke = (host, names) => decide(host, names, false);

/**
 * What the back end says by itself.
 * @param {Host} host
 * @param {string} method
 * @param {any} params
 */
export const hear = (host, method, params) => {
  const { session, described } = host;
  if (method == 'capability.changed') {
    const before = [...host.granted];
    const wished = [...host.manifest.required ?? [], ...host.manifest.optional ?? []].map(({ name }) => name);
    host.granted.clear();
    for (const name of wished) if (host.decided[name] ?? params.granted.includes(name)) host.granted.add(name);
    const revoked = before.filter((name) => !host.granted.has(name));
    session?.note(method, { granted: [...host.granted], revoked });
  } else if (method == 'session.state') {
    described.readOnly = params.state == 'readonly';
    session?.note(method, { ...params, state: params.state == 'online' && host.readOnly() ? 'readonly' : params.state });
    host.update({});
  } else if (method != 'live.message' || host.granted.has('live')) {
    const rejected = params.rejected?.map((/** @type {any} */ { opId, error }) => ({ opId, error: toWire(error) }));
    session?.note(method, { ...params, rejected });
  }
};

/**
 * `capability.request`: the page is asked, and answers by `grant`.
 * @param {Host} host
 * @param {{ names?: string[], why?: string }} params
 */
export const request = async (host, { names = [], why = '' }) => {
  const wanted = denials(host, names);
  if (wanted.length) await host.options.onRequest?.(wanted.map(({ name }) => name), why);
  return { granted: [...host.granted], denied: denials(host, names) };
};
