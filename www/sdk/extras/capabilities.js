// Grants that move while a widget runs (section 7).

import { failure } from '../host/errors.js';

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
 * `capability.request`: the page is asked, and answers by `grant`.
 * @param {Host} host
 * @param {{ names?: string[], why?: string }} params
 */
export const request = async (host, { names = [], why = '' }) => {
  const wanted = denials(host, names);
  if (wanted.length) await host.options.onRequest?.(wanted.map(({ name }) => name), why);
  return { granted: [...host.granted], denied: denials(host, names) };
};
