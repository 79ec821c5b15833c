// The outbox (protocol, section 8): order, persons, losers, and what is built on what.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { outbox, wipeOutbox } from '../sdk/outbox.js';
import { countTimers } from './support/counted-timers.js';
import { fakeIndexedDb } from './support/fake-indexed-db.js';
import { fakeBackend, settle, until } from './support/fake-widget.js';

/** A server with revisions and opIds that can be cut off. */
const createServer = () => {
  const items = new Map();
  const done = new Map();
  const server = {
    items, done,
    online: true,
    rev: 0,
    arrived: [],
    request: async (method, { opId, ops }) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (!server.online) throw { kind: 'offline', message: 'offline' };
      server.arrived.push(opId);
      if (done.has(opId)) return { rev: done.get(opId) };
      for (const { key, ifRev } of ops) {
        const rev = items.get(key)?.rev ?? 0;
        if (ifRev !== rev) throw { kind: 'conflict', message: 'conflict', key, rev, value: items.get(key)?.value };
      }
      server.rev++;
      for (const { op, key, value } of ops) {
        if (op === 'delete') items.delete(key);
        else items.set(key, { rev: server.rev, value });
      }
      done.set(opId, server.rev);
      return { rev: server.rev };
    },
  };
  return server;
};

const set = (opId, key, value, ifRev = 0, scope = 'shared') =>
  ({ scope, opId, queue: true, ops: [{ op: 'set', key, value, ifRev }] });

const opened = async (t, { server = createServer(), disk = new Map(), person = 'p1', shared = false } = {}) => {
  globalThis.indexedDB = fakeIndexedDb(disk);
  const inner = fakeBackend({ request: server.request });
  inner.described = { ...inner.described, user: { id: person }, sharedComputer: shared };
  const backend = outbox(inner);
  const notes = [];
  backend.onState(() => {});
  backend.onNote((method, params) => notes.push({ method, params }));
  const described = await backend.open('7', {});
  t.after(() => {
    backend.close();
    delete globalThis.indexedDB;
  });
  const entries = () => [...disk.get('greffon-outbox')?.values() ?? []];
  return {
    server, disk, inner, backend, notes, described, entries,
    write: (params) => backend.request('storage.write', params),
    online: () => {
      server.online = true;
      inner.say('online');
    },
  };
};

test('with a link, a write goes at once', async (t) => {
  const { write, entries, described } = await opened(t);
  assert.deepEqual(await write(set('a', 'k', 1)), { rev: 1 });
  assert.deepEqual(entries(), []);
  assert.ok(described.features.includes('outbox'));
});

test('without a link, writes wait on disk and go in order when it is back', async (t) => {
  const { server, write, online, entries } = await opened(t);
  server.online = false;
  for (const n of [1, 2, 3]) {
    assert.deepEqual(await write(set(`o${n}`, `k${n}`, n)), { rev: 0, queued: true });
  }
  assert.equal(entries().length, 3);
  online();
  await until(() => !entries().length);
  assert.deepEqual(server.arrived, ['o1', 'o2', 'o3']);
});

test('what was done in a session that has ended waits on disk until the person is back', async (t) => {
  const { server, write, inner, entries, online } = await opened(t);
  const { request } = server;
  let expired = true;
  server.request = (...call) => (expired ? Promise.reject({ kind: 'session_expired', message: 'expired' }) : request(...call));
  inner.request = (...call) => server.request(...call);
  assert.deepEqual(await write(set('o1', 'k1', 1)), { rev: 0, queued: true });
  assert.equal(entries().length, 1);
  expired = false;
  online();
  await until(() => !entries().length);
  assert.deepEqual(server.arrived, ['o1']);
});

test('none overtakes: while some wait, the next one waits too', async (t) => {
  const { server, write, online } = await opened(t);
  server.online = false;
  await write(set('o1', 'k1', 1));
  server.online = true;
  assert.equal((await write(set('o2', 'k2', 2))).queued, true);
  online();
  await until(() => server.arrived.length === 2);
  assert.deepEqual(server.arrived, ['o1', 'o2']);
});

test('writes made at the same moment keep their order', async (t) => {
  const { server, write, online } = await opened(t);
  server.online = false;
  const names = Array.from({ length: 10 }, (_, i) => `o${i}`);
  const answers = names.map((name) => write(set(name, name, 1)));
  await Promise.all(answers);
  online();
  await until(() => server.arrived.length === 10);
  assert.deepEqual(server.arrived, names);
});

test('a write that was built on a waiting one follows its revision', async (t) => {
  const { server, write, online, notes } = await opened(t);
  await write(set('first', 'k', 'start'));
  server.online = false;
  await write(set('o1', 'k', 'one', 1));
  await write(set('o2', 'k', 'two', 1));
  await write({ ...set('o3'), ops: [{ op: 'delete', key: 'k', ifRev: 1 }] });
  await write(set('o4', 'k', 'again', 1));
  await write(set('o5', 'k', 'elsewhere', 1, 'user'));
  online();
  await until(() => server.arrived.includes('o5'));
  await settle();
  assert.deepEqual(server.items.get('k'), { rev: 5, value: 'again' });
  assert.deepEqual(notes.map(({ params }) => params.rejected[0].opId), ['o5'], 'another scope is another item');
});

test('the loser is told with the winner, the others go on', async (t) => {
  const { server, write, online, notes, entries } = await opened(t);
  server.online = false;
  await write(set('mine', 'k', 'mine'));
  await write(set('other', 'j', 'free'));
  server.items.set('k', { rev: 9, value: 'theirs' });
  online();
  await until(() => !entries().length);
  assert.deepEqual(notes.map(({ method }) => method), ['storage.changed']);
  const { watch, items, rejected } = notes[0].params;
  assert.deepEqual([watch, items], [0, []]);
  assert.equal(rejected[0].opId, 'mine');
  assert.deepEqual(rejected[0].error, { kind: 'conflict', message: 'conflict', key: 'k', rev: 9, value: 'theirs' });
  assert.equal(server.items.get('j').value, 'free');
});

test('what may still succeed stays, what cannot is told', async (t) => {
  for (const [kind, stays] of [['offline', true], ['backend', true], ['rate_limited', true], ['session_expired', true],
    ['internal', true], ['conflict', false], ['denied', false], ['read_only', false], ['quota', false], ['invalid', false],
    ['not_granted', false]]) {
    const first = await opened(t);
    first.server.online = false;
    await first.write(set('o1', 'k', 1));
    first.backend.close();
    const again = await openedWith(t, first.entries, kind);
    await until(() => again.tried());
    await settle();
    assert.equal(again.entries().length, stays ? 1 : 0, kind);
    assert.deepEqual(again.notes.map(({ params }) => params.rejected[0].error.kind), stays ? [] : [kind]);
  }
});

/** An outbox over what another left on the disk, with a back end that fails in one way. */
const openedWith = async (t, left, kind) => {
  const disk = new Map([['greffon-outbox', new Map(left().map((entry) => [entry.n, entry]))]]);
  let tries = 0;
  const server = { request: async () => { tries++; throw { kind, message: kind }; } };
  return { ...await opened(t, { server, disk }), tried: () => tries > 0 };
};

test('what waits belongs to its person', async (t) => {
  const disk = new Map();
  const first = await opened(t, { disk, person: 'p1' });
  first.server.online = false;
  await first.write(set('o1', 'k', 'mine'));
  first.backend.close();

  const other = await opened(t, { disk, person: 'p2' });
  other.online();
  await settle();
  assert.deepEqual(other.server.arrived, []);
  assert.equal(other.entries().length, 1, 'it waits for its person');
  other.backend.close();

  const back = await opened(t, { disk, person: 'p1' });
  await until(() => !back.entries().length);
  assert.deepEqual(back.server.arrived, ['o1']);
});

test('after a reload, what was sent already is not done twice', async (t) => {
  const disk = new Map();
  const server = createServer();
  const first = await opened(t, { disk, server });
  server.online = false;
  await first.write(set('o1', 'k', 1));
  await first.write(set('o2', 'k', 2));
  const left = structuredClone(disk.get('greffon-outbox'));
  first.online();
  await until(() => !first.entries().length);
  first.backend.close();
  // The page died before the disk knew.
  disk.set('greffon-outbox', left);
  const back = await opened(t, { disk, server });
  await until(() => !back.entries().length);
  assert.deepEqual(server.items.get('k'), { rev: 2, value: 2 });
  assert.deepEqual(back.notes, []);
});

test('on a shared computer, and without an id, nothing reaches the disk', async (t) => {
  for (const options of [{ shared: true }, { person: null }]) {
    const disk = new Map();
    const { server, write, online } = await opened(t, { disk, ...options });
    server.online = false;
    assert.equal((await write(set('o1', 'k', 1))).queued, true);
    assert.equal(disk.size, 0);
    online();
    await until(() => server.arrived.length === 1);
  }
});

test('signing out forgets what waits', async (t) => {
  const disk = new Map();
  const { server, write, entries } = await opened(t, { disk });
  server.online = false;
  await write(set('o1', 'k', 1));
  assert.equal(entries().length, 1);
  wipeOutbox();
  assert.equal(disk.size, 0);
});

test('without queue, a write is not kept; and only a missing link queues', async (t) => {
  const { server, write, inner, entries } = await opened(t);
  server.online = false;
  const kind = await write({ ...set('o1', 'k', 1), queue: undefined }).catch((error) => error.kind);
  assert.equal(kind, 'offline');
  server.online = true;
  server.items.set('k', { rev: 3, value: 'x' });
  assert.equal(await write(set('o2', 'k', 1)).catch((error) => error.kind), 'conflict');
  assert.deepEqual(entries(), []);
  assert.ok(inner);
});

test('closing leaves no timer', async (t) => {
  const timers = countTimers(t);
  const { server, write, backend } = await opened(t);
  server.online = false;
  for (const n of [1, 2, 3]) await write(set(`o${n}`, `k${n}`, n));
  assert.equal(timers().length, 1);
  backend.close();
  await settle();
  assert.deepEqual(timers(), []);
});
