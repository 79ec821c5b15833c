// The back end without a server: the same semantics as the contract (protocol, section 8).

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createScope } from '../sdk/local/scope.js';
import { openMemory } from '../sdk/local/store.js';
import { localBackend } from '../sdk/local-backend.js';
import { settle, until } from './support/fake-widget.js';

const MANIFEST = {
  greffon: 1, id: 'probe', version: '0.1.0', major: 0, title: { fr: 'Sonde', en: 'Probe' }, entry: '', element: '',
  required: [{ name: 'storage:shared', purpose: {} }, { name: 'user:id', purpose: {} }],
  optional: [{ name: 'service:tally', purpose: {} }, { name: 'event', purpose: {} }],
  roles: [{ name: 'pupil', profiles: ['National_ELV'] }, { name: 'teacher', profiles: ['National_ENS'] }],
};

const opened = async (t, options) => {
  const backend = localBackend({ memory: true, ...options });
  t.after(() => backend.close());
  const described = await backend.open('1', MANIFEST);
  return { backend, described };
};
const write = (backend, opId, ops, scope = 'shared') => backend.request('storage.write', { scope, opId, ops });
const set = (key, value, ifRev) => ({ op: 'set', key, value, ifRev });
const read = (backend, params = {}, scope = 'shared') => backend.request('storage.read', { scope, prefix: '', ...params });
const failureOf = (promise) => promise.then(() => assert.fail('it worked'), (error) => error);

test('describes one person with the roles of their profile', async (t) => {
  const { described } = await opened(t);
  assert.deepEqual(described.granted, ['storage:shared', 'user:id']);
  assert.deepEqual(described.denied, [{ name: 'service:tally', reason: 'host' }, { name: 'event', reason: 'host' }]);
  assert.deepEqual(described.user.roles, ['pupil']);
  assert.match(described.user.id, /^p[a-z0-9]+$/);
  const teacher = await opened(t, { user: { profile: ['National_ENS'] }, services: { tally: () => ({}) } });
  assert.deepEqual(teacher.described.user.roles, ['teacher']);
  assert.ok(teacher.described.granted.includes('service:tally'));
});

test('each batch takes the next number; an item has the number of the batch that changed it', async (t) => {
  const { backend } = await opened(t);
  assert.deepEqual(await write(backend, 'a', [set('x', 1, 0), set('y', 1, 0)]), { rev: 1 });
  assert.deepEqual(await write(backend, 'b', [set('y', 2, 1)]), { rev: 2 });
  const { rev, items } = await read(backend);
  assert.equal(rev, 2);
  assert.deepEqual(items.map((item) => [item.key, item.rev, item.value]), [['x', 1, 1], ['y', 2, 2]]);
  assert.match(items[0].at, /^\d{4}-\d\d-\d\dT.*\.\d{3}Z$/);
});

test('a conflict stops the whole batch and carries the winner', async (t) => {
  const { backend } = await opened(t);
  await write(backend, 'a', [set('x', 'first', 0)]);
  const { kind, key, rev, value } = await failureOf(write(backend, 'b', [set('new', 1, 0), set('x', 'second', 0)]));
  assert.deepEqual({ kind, key, rev, value }, { kind: 'conflict', key: 'x', rev: 1, value: 'first' });
  assert.deepEqual((await read(backend)).items.map((item) => item.key), ['x']);
  assert.equal((await failureOf(write(backend, 'c', [set('none', 1, 4)]))).rev, 0);
});

test('fifty racing writes have one winner', async (t) => {
  const { backend } = await opened(t);
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, (_, i) => write(backend, `op-${i}`, [set('k', i, 0)])));
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.ok(outcomes.every(({ reason }) => !reason || reason.kind === 'conflict'));
});

test('the same opId returns the first result and changes nothing', async (t) => {
  const { backend } = await opened(t);
  const first = await write(backend, 'a', [set('x', 1, 0)]);
  await write(backend, 'b', [set('x', 2, 1)]);
  assert.deepEqual(await write(backend, 'a', [set('x', 1, 0)]), first);
  assert.equal((await read(backend)).items[0].value, 2);
});

test('ifRev is mandatory where several could write, and not in the person\'s own scope', async (t) => {
  const { backend } = await opened(t);
  const { kind, pointer } = await failureOf(write(backend, 'a', [set('x', 1)]));
  assert.deepEqual([kind, pointer], ['invalid', '/ops/0/ifRev']);
  await write(backend, 'b', [set('x', 1)], 'user');
  await write(backend, 'c', [set('x', 2)], 'device');
  assert.deepEqual((await read(backend, {}, 'user')).items.map(({ value }) => value), [1], 'scopes are apart');
});

test('bad writes say what is wrong and where', async (t) => {
  const { backend } = await opened(t);
  const cases = [
    [[set('Énorme', 1, 0)], 'invalid', '/ops/0/key'],
    [[set('a'.repeat(129), 1, 0)], 'invalid', '/ops/0/key'],
    [[set('', 1, 0)], 'invalid', '/ops/0/key'],
    [[{ op: 'move', key: 'a', ifRev: 0 }], 'invalid', '/ops/0/op'],
    [[{ op: 'set', key: 'a', ifRev: 0 }], 'invalid', '/ops/0/value'],
    [[set('a', 1, 0), set('a', 2, 0)], 'invalid', '/ops'],
    [[], 'invalid', '/ops'],
    [Array.from({ length: 51 }, (_, i) => set(`k${i}`, 1, 0)), 'too_large', undefined],
    [[set('a', 'é'.repeat(40_000), 0)], 'too_large', undefined],
  ];
  for (const [ops, kind, pointer] of cases) {
    const error = await failureOf(write(backend, 'op', ops));
    assert.deepEqual([error.kind, error.pointer], [kind, pointer]);
  }
  assert.equal((await failureOf(write(backend, 'spaces in it', [set('a', 1, 0)]))).pointer, '/opId');
  assert.equal((await failureOf(read(backend, {}, 'elsewhere'))).kind, 'invalid');
  assert.equal((await failureOf(read(backend, { prefix: 'É' }))).pointer, '/prefix');
  assert.equal((await read(backend)).rev, 0);
});

test('pages are in order of keys and complete, also among the deleted', async (t) => {
  const { backend } = await opened(t);
  for (let i = 0; i < 60; i++) await write(backend, `op-${i}`, [set(`k/${String(i).padStart(2, '0')}`, i, 0)]);
  for (let i = 0; i < 60; i += 2) {
    await write(backend, `del-${i}`, [{ op: 'delete', key: `k/${String(i).padStart(2, '0')}`, ifRev: i + 1 }]);
  }
  const seen = [];
  let after;
  do {
    const page = await read(backend, { prefix: 'k/', limit: 7, after });
    assert.ok(page.items.length <= 7);
    seen.push(...page.items.map(({ value }) => value));
    after = page.next;
  } while (after);
  assert.deepEqual(seen, Array.from({ length: 30 }, (_, i) => 2 * i + 1));
});

test('a watch answers with what changed since, tombstones too, then tells every change without a gap', async (t) => {
  const { backend } = await opened(t);
  await write(backend, 'a', [set('p/1', 1, 0)]);
  await write(backend, 'b', [set('p/2', 1, 0)]);
  await write(backend, 'c', [{ op: 'delete', key: 'p/1', ifRev: 1 }]);
  const whole = await backend.watch({ scope: 'shared', prefix: '' }, () => {});
  assert.deepEqual(whole.items.map(({ key }) => key), ['p/2'], 'from the start, the deleted are not there');
  const told = [];
  const watch = await backend.watch({ scope: 'shared', prefix: 'p/', since: 1 }, (changes) => told.push(changes));
  assert.deepEqual([watch.rev, watch.items.map(({ key, deleted }) => [key, !!deleted])], [3, [['p/2', false], ['p/1', true]]]);
  await write(backend, 'd', [set('q/1', 1, 0)]);
  for (let i = 0; i < 30; i++) await write(backend, `e${i}`, [set('p/9', i, i && 4 + i)]);
  await until(() => told.at(-1)?.to === 34);
  let at = 3;
  for (const { from, to, items } of told) {
    assert.equal(from, at);
    assert.ok(items.every(({ key }) => key.startsWith('p/')));
    at = to;
  }
  assert.ok(told.length <= 6, `${told.length} events for 31 writes at once`);
  assert.equal(told.at(-1).items.at(-1).value, 29);
  assert.equal(told.at(-1).items.at(-1).opId, 'e29', 'the echo has its opId');
  watch.stop();
  const count = told.length;
  await write(backend, 'f', [set('p/10', 1, 0)]);
  await new Promise((resolve) => setTimeout(resolve, 250));
  assert.equal(told.length, count);
});

test('nothing is told before the watch was answered', async (t) => {
  const { backend } = await opened(t);
  const order = [];
  const watching = backend.watch({ scope: 'shared', prefix: '' }, () => order.push('told')).then(() => order.push('answered'));
  await write(backend, 'a', [set('x', 1, 0)]);
  await watching;
  await write(backend, 'b', [set('y', 1, 0)]);
  await until(() => order.includes('told'));
  assert.equal(order[0], 'answered');
});

test('two tabs see each other\'s writes', async (t) => {
  const one = await opened(t, { database: 'tabs' });
  const two = await opened(t, { database: 'tabs' });
  const told = [];
  await two.backend.watch({ scope: 'shared', prefix: '' }, (changes) => told.push(changes));
  await write(one.backend, 'a', [set('x', 1, 0)]);
  await until(() => told.length);
  assert.deepEqual(told[0].items.map(({ key, value }) => [key, value]), [['x', 1]]);
  const heard = [];
  two.backend.onNote((method, params) => heard.push([method, params.topic, params.data]));
  await one.backend.request('live.send', { topic: 'cursor', data: [1, 2] });
  await until(() => heard.length);
  assert.deepEqual(heard, [['live.message', 'cursor', [1, 2]]]);
});

test('old tombstones and old opIds are tidied, and a watch from before is told to begin anew', async () => {
  const store = openMemory();
  const scope = createScope('t/', true, 'me');
  const day = (n) => new Date(Date.UTC(2026, 0, 1 + n));
  const put = (n, ops, at) => store.transact((t) => scope.write(t, { opId: `op-${n}`, ops }, at));
  await put(0, [set('gone', 1, 0)], day(0));
  await put(1, [{ op: 'delete', key: 'gone', ifRev: 1 }], day(0));
  for (let n = 2; n < 100; n++) await put(n, [set('k', n, n === 2 ? 0 : n)], day(40));
  const late = await store.transact((t) => scope.since(t, '', 1));
  assert.deepEqual([late.reset, late.items.map(({ key }) => key)], [true, ['k']]);
  const recent = await store.transact((t) => scope.since(t, '', 50));
  assert.equal(recent.reset, undefined);
  assert.deepEqual(await store.transact((t) => scope.write(t, { opId: 'op-1', ops: [set('new', 1, 0)] }, day(40))).then(({ repeated }) => !!repeated), false, 'a day later the opId is free');
});

test('a counter that went back begins anew', async (t) => {
  const { backend } = await opened(t);
  await write(backend, 'a', [set('x', 1, 0)]);
  const { reset, rev } = await backend.watch({ scope: 'shared', prefix: '', since: 99 }, () => {});
  assert.deepEqual([reset, rev], [true, 1]);
});

test('services, files, export and erasure', async (t) => {
  const { backend } = await opened(t, { services: { tally: ({ group }) => ({ group, cells: [] }) } });
  assert.deepEqual(await backend.request('service.call', { name: 'tally', args: { group: 'g' } }), { data: { group: 'g', cells: [] } });
  assert.equal((await failureOf(backend.request('service.call', { name: 'toString' }))).kind, 'not_found');
  const bytes = new TextEncoder().encode('photo').buffer;
  const { file } = await backend.request('file.put', { mime: 'image/png', bytes });
  const found = await backend.request('file.get', { file });
  assert.equal(new TextDecoder().decode(found.bytes), 'photo');
  assert.deepEqual(await backend.request('file.delete', { file }), {});
  assert.equal((await failureOf(backend.request('file.get', { file }))).kind, 'not_found');
  assert.equal((await failureOf(backend.request('nonsense', {}))).kind, 'unsupported');
  await write(backend, 'a', [set('x', 1, 0), set('y', 2, 0)]);
  await write(backend, 'b', [{ op: 'delete', key: 'y', ifRev: 1 }]);
  await write(backend, 'c', [set('z', 3)], 'user');
  assert.deepEqual(Object.keys(await backend.exportAll()).sort(), ['shared/i/x', 'user/i/z']);
  const undo = await backend.erase();
  assert.deepEqual((await read(backend)), { rev: 0, items: [] });
  await write(backend, 'd', [set('other', 1, 0)]);
  await undo();
  assert.deepEqual((await read(backend)).items.map(({ key }) => key), ['x']);
  await settle();
});
