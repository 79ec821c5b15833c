// The semantics of a scope (section 8) over a small store: one counter, revisions, atomic batches, opIds, tombstones.

import { failure } from '../host/errors.js';

/** @typedef {import('./store.js').Transaction} Transaction */
/** @typedef {import('../greffon.js').Change} Change */
/** @typedef {{ op: 'set' | 'delete', key: string, value?: unknown, ifRev?: number }} Op */

const KEY = /^[a-z0-9._/-]{1,128}$/;
const PREFIX = /^[a-z0-9._/-]{0,128}$/;
const OP_ID = /^[\x21-\x7e]{1,64}$/;
const BATCH = 50;
const PAGE = 200;
const DAY_MS = 86_400_000;
const TOMBSTONE_MS = 30 * DAY_MS;

/** Defaults of section 9; one person's own browser is not asked to hold more. */
export const LIMITS = { value: 65_536, batch: BATCH, keys: 20_000 };

/**
 * @param {string} pointer
 * @param {string} message
 */
const invalid = (pointer, message) => failure('invalid', { pointer, message });

/**
 * One scope of one instance.
 * @param {string} place starts every key of it in the store
 * @param {boolean} careful whether each operation must say which revision it saw
 * @param {string | undefined} by the person
 */
export const createScope = (place, careful, by) => {
  const itemAt = (/** @type {string} */ key) => `${place}i/${key}`;
  const opAt = (/** @type {string} */ opId) => `${place}o/${opId}`;
  const revAt = `${place}r`;
  const clearedAt = `${place}c`;

  /**
   * @param {Op} op
   * @param {number} i
   */
  const check = ({ op, key, value, ifRev }, i) => {
    if (op != 'set' && op != 'delete') throw invalid(`/ops/${i}/op`, 'set or delete');
    if (typeof key != 'string' || !KEY.test(key)) throw invalid(`/ops/${i}/key`, '1 to 128 of a-z 0-9 . _ / -');
    if (op == 'set' && value === undefined) throw invalid(`/ops/${i}/value`, 'a value is missing');
    if (op == 'set' && new TextEncoder().encode(JSON.stringify(value)).length > LIMITS.value) {
      throw failure('too_large', { key, limit: LIMITS.value });
    }
    if (careful && !(Number.isInteger(ifRev) && Number(ifRev) >= 0)) throw invalid(`/ops/${i}/ifRev`, 'say which revision was seen');
  };

  /** @param {Transaction} t */
  const revOf = async (t) => (await t.get(revAt)) ?? 0;

  /**
   * Tombstones of a month ago are gone, and so are the results of yesterday's writes.
   * @param {Transaction} t
   * @param {number} now
   */
  const tidy = async (t, now) => {
    for (const [key, { at }] of await t.list(`${place}o/`)) if (now - Date.parse(at) > DAY_MS) t.remove(key);
    let cleared = (await t.get(clearedAt)) ?? 0;
    for (const [key, item] of await t.list(itemAt(''))) {
      if (!item.deleted || now - Date.parse(item.at) <= TOMBSTONE_MS) continue;
      t.remove(key);
      cleared = Math.max(cleared, item.rev);
    }
    t.put(clearedAt, cleared);
  };

  return {
    /**
     * @param {Transaction} t
     * @param {{ keys?: string[], prefix?: string, after?: string, limit?: number }} params
     */
    read: async (t, { keys, prefix = '', after, limit = PAGE }) => {
      const rev = await revOf(t);
      if (keys) {
        const found = await Promise.all(keys.map((key) => t.get(itemAt(key))));
        return { rev, items: found.filter((item) => item && !item.deleted).sort((a, b) => (a.key < b.key ? -1 : 1)) };
      }
      if (!PREFIX.test(prefix)) throw invalid('/prefix', 'up to 128 of a-z 0-9 . _ / -');
      const most = Math.min(Math.max(limit, 1), 1000);
      const items = [];
      let from = after === undefined ? undefined : itemAt(after);
      // Tombstones take room in the list, not in the page.
      for (;;) {
        const part = await t.list(itemAt(prefix), from, most + 1);
        items.push(...part.map(([, item]) => item).filter((item) => !item.deleted));
        if (part.length <= most || items.length > most) break;
        from = part[part.length - 1][0];
      }
      const page = items.slice(0, most);
      return { rev, items: page, ...items.length > most && { next: page[page.length - 1].key } };
    },

    /**
     * @param {Transaction} t
     * @param {{ opId: string, ops: Op[] }} params
     * @param {Date} now
     * @returns {Promise<{ rev: number, items: Change[], repeated?: boolean }>} `repeated` where the write was done before
     */
    write: async (t, { opId, ops }, now) => {
      if (typeof opId != 'string' || !OP_ID.test(opId)) throw invalid('/opId', '1 to 64 visible ASCII characters');
      if (!Array.isArray(ops) || !ops.length) throw invalid('/ops', 'at least one operation');
      if (ops.length > BATCH) throw failure('too_large', { limit: BATCH });
      ops.forEach(check);
      if (new Set(ops.map(({ key }) => key)).size < ops.length) throw invalid('/ops', 'each key once');
      const done = await t.get(opAt(opId));
      if (done) return { rev: done.rev, items: [], repeated: true };

      const rev = (await revOf(t)) + 1;
      const at = now.toISOString();
      const items = [];
      for (const { op, key, value, ifRev } of ops) {
        const stands = await t.get(itemAt(key));
        const seen = stands && !stands.deleted ? stands.rev : 0;
        if (ifRev !== undefined && ifRev != seen) {
          const { value: winner, by: who, at: when } = stands ?? {};
          throw failure('conflict', { key, rev: seen, ...seen && { value: winner, by: who, at: when } });
        }
        if (op == 'delete' && !seen) continue;
        const item = { key, rev, ...op == 'set' ? { value } : { deleted: true }, by, at };
        t.put(itemAt(key), item);
        items.push({ ...item, opId });
      }
      if ((await t.list(itemAt(''), undefined, LIMITS.keys + 1)).length > LIMITS.keys) {
        throw failure('quota', { limit: LIMITS.keys });
      }
      t.put(revAt, rev);
      t.put(opAt(opId), { rev, at });
      if (rev % 100 == 0) await tidy(t, now.getTime());
      return { rev, items };
    },

    /**
     * @param {Transaction} t
     * @param {string} prefix
     * @param {number} since
     * @returns {Promise<{ rev: number, items: Change[], reset?: boolean }>}
     */
    since: async (t, prefix, since) => {
      if (!PREFIX.test(prefix)) throw invalid('/prefix', 'up to 128 of a-z 0-9 . _ / -');
      const rev = await revOf(t);
      const reset = since > rev || since > 0 && since < ((await t.get(clearedAt)) ?? 0);
      const all = (await t.list(itemAt(prefix))).map(([, item]) => item);
      const items = all
        .filter((item) => (reset || !since ? !item.deleted : item.rev > since))
        .sort((a, b) => a.rev - b.rev);
      return { rev, items, ...reset && { reset } };
    },
  };
};
