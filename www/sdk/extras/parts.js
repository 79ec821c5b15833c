// A message that is too long for one (section 9) goes in parts: a page of items is cut, a change is told in steps.

import { failure, toWire } from '../host/errors.js';

/** Room kept in a message for what stands around the items. */
const ENVELOPE = 1_000;

/**
 * The items in lists of which each fits a message. One item alone always fits: a value is a quarter of a message.
 * @param {any[]} items
 * @param {number} most UTF-16 units
 * @returns {any[][]}
 */
const portions = (items, most) => {
  /** @type {any[][]} */
  const lists = [[]];
  let room = most;
  for (const item of items) {
    const size = JSON.stringify(item).length + 1;
    if (size > room && lists[lists.length - 1].length) {
      lists.push([]);
      room = most;
    }
    room -= size;
    lists[lists.length - 1].push(item);
  }
  return lists;
};

/**
 * @param {import('../host/host.js').Host} host
 * @param {any} message
 * @param {any} params of the request that it answers
 * @param {(message: object) => void} send
 */
export const sendInParts = ({ limits }, { id, method, params: told, result }, params, send) => {
  const most = limits.message - ENVELOPE;

  /**
   * @param {number} watch
   * @param {import('../greffon.js').Changes} changes
   */
  const tell = (watch, { from, to, items }) =>
    portions(items, most).forEach((list, i, lists) => {
      // Only the last step moves the counter, so that no step looks like a gap.
      const last = i == lists.length - 1;
      send({ method: 'storage.changed', params: { watch, from, to: last ? to : from, items: list } });
    });

  if (method == 'storage.changed') tell(told.watch, told);
  else if (result?.watch) {
    const { since = 0 } = params;
    send({ id, result: { ...result, rev: since, items: [] } });
    tell(result.watch, { from: since, to: result.rev, items: result.items });
  } else if (result?.items && !params.keys) {
    const [page] = portions(result.items, most);
    send({ id, result: { ...result, items: page, next: page[page.length - 1].key } });
  } else if (id) send({ id, error: toWire(failure('too_large', { limit: limits.message })) });
};
