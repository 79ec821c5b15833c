// Requests and notifications once the widget is welcome: grants, limits, order, cancelling (sections 3, 4, 7, 9).

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createPeer } from '../sdk/host/peer.js';
import { fakeBackend, GRANTED, settle, speak, until } from './support/fake-widget.js';
import { ready } from './support/mounted.js';

const kindOf = (promise) => promise.then(() => 'answered', (error) => error.data.kind);

/** A back end whose requests wait until the test lets them go. */
const heldBackend = () => {
  const held = [];
  const backend = fakeBackend({
    request: (method, params, call) => new Promise((resolve, reject) => held.push({ method, params, call, resolve, reject })),
  });
  return Object.assign(backend, { held });
};

test('a granted call reaches the back end, another does not', async (t) => {
  const { widget, backend } = await ready(t);
  assert.deepEqual(await widget.ask('storage.read', { scope: 'shared', prefix: 'a/' }), { rev: 1 });
  assert.equal(await kindOf(widget.ask('storage.read', { scope: 'widget', prefix: '' })), 'not_granted');
  assert.equal(await kindOf(widget.ask('storage.read', { scope: '__proto__', prefix: '' })), 'not_granted');
  assert.equal(await kindOf(widget.ask('service.call', { name: 'mail' })), 'not_granted');
  await widget.ask('service.call', { name: 'tally', args: { a: 1 } });
  assert.deepEqual(backend.calls.map(({ method, params }) => [method, params.scope ?? params.name]),
    [['storage.read', 'shared'], ['service.call', 'tally']]);
});

test('a revoked capability answers not_granted at once, and the widget is told', async (t) => {
  const { widget, handle } = await ready(t);
  await handle.revoke(['storage:shared', 'unheard:of']);
  assert.equal(await kindOf(widget.ask('storage.read', { scope: 'shared', prefix: '' })), 'not_granted');
  const told = await widget.next('capability.changed');
  assert.deepEqual(told.revoked, ['storage:shared']);
  assert.ok(!told.granted.includes('storage:shared'));
  await handle.grant(['storage:shared', 'unheard:of']);
  assert.deepEqual((await widget.next('capability.changed')).granted.toSorted?.() ?? GRANTED.toSorted(), [...GRANTED].sort());
  assert.equal(await kindOf(widget.ask('storage.read', { scope: 'shared', prefix: '' })), 'answered');
});

test('changes of a revoked scope are not told any more', async (t) => {
  const { widget, handle, backend } = await ready(t);
  await widget.ask('storage.watch', { scope: 'shared', prefix: '' });
  const change = (rev) => ({ from: rev - 1, to: rev, items: [{ key: 'a', rev, value: rev }] });
  backend.watches[0].onChange(change(1));
  assert.equal((await widget.next('storage.changed')).to, 1);
  await handle.revoke(['storage:shared']);
  backend.watches[0].onChange(change(2));
  await settle();
  assert.equal(widget.notes.filter(({ method }) => method === 'storage.changed').length, 1);
});

test('what the back end revokes counts too', async (t) => {
  const { widget, backend } = await ready(t);
  await until(() => backend.tell);
  backend.tell('capability.changed', { granted: ['storage:shared'], revoked: ['event'] });
  const told = await widget.next('capability.changed');
  assert.deepEqual(told.granted, ['storage:shared']);
  assert.equal(await kindOf(widget.ask('storage.read', { scope: 'user', prefix: '' })), 'not_granted');
});

test('an unknown method is unsupported; methods of objects are no methods', async (t) => {
  const { widget } = await ready(t);
  for (const method of ['storage.fly', 'nonsense', 'toString', '__proto__', 'constructor', 'hasOwnProperty']) {
    const kind = await kindOf(widget.ask(method, { scope: 'shared' }));
    // The back end decides about storage; this one answers everything.
    assert.equal(kind, method === 'storage.fly' ? 'answered' : 'unsupported', method);
  }
});

test('a host of a lower level knows fewer methods', async (t) => {
  const backend = fakeBackend();
  backend.described.level = 2;
  const { widget } = await ready(t, { backend });
  assert.equal(await kindOf(widget.ask('service.call', { name: 'tally' })), 'unsupported');
});

test('the error of the back end arrives with its details, others without', async (t) => {
  const { widget, backend } = await ready(t);
  backend.request = async () => { throw { kind: 'conflict', message: 'déjà pris', key: 'a', rev: 4, value: { n: 1 } }; };
  const conflict = await widget.ask('storage.write', { scope: 'shared', ops: [] }).catch((error) => error);
  assert.deepEqual(conflict, {
    code: 4090, message: 'déjà pris', data: { kind: 'conflict', retryable: false, key: 'a', rev: 4, value: { n: 1 } },
  });
  backend.request = async () => { throw new Error('secret: password at /etc'); };
  const internal = await widget.ask('storage.write', { scope: 'shared', ops: [] }).catch((error) => error);
  assert.deepEqual(internal, { code: -32603, message: 'internal', data: { kind: 'internal', retryable: true } });
});

test('over the burst, requests are told when to come again; notifications are dropped', async (t) => {
  const { widget, backend } = await ready(t);
  const answers = await Promise.all(Array.from({ length: 100 }, () =>
    widget.ask('storage.read', { scope: 'shared', prefix: '' }).then(() => 'answered', (error) => error.data)));
  const limited = answers.filter((answer) => answer.kind === 'rate_limited');
  assert.ok(limited.length >= 38 && limited.length <= 42, `${limited.length} of 100 over a burst of 60`);
  assert.ok(limited.every(({ retryAfterMs, retryable }) => retryAfterMs > 0 && retryable));
  assert.ok(backend.calls.length >= 58);
});

test('a flood of ten seconds pauses the widget behind a card; a short one does not', async (t) => {
  const world = await ready(t);
  const real = performance.now.bind(performance);
  let ahead = 0;
  t.mock.method(performance, 'now', () => real() + ahead);
  const burst = async () => {
    for (let i = 0; i < 90; i++) world.widget.note('log', { level: 'debug', code: 'x' });
    await settle(2);
  };
  for (let second = 0; second < 5; second++) {
    await burst();
    ahead += 900;
  }
  assert.equal(world.handle.state, 'ready');
  ahead += 5_000;
  for (let second = 0; second < 13; second++) {
    await burst();
    ahead += 900;
  }
  assert.equal(world.handle.state, 'error');
  await until(() => world.card() === 'paused');
});

test('at most 32 requests are in flight', async (t) => {
  const backend = heldBackend();
  const { widget } = await ready(t, { backend });
  const answers = Array.from({ length: 40 }, () => kindOf(widget.ask('storage.read', { scope: 'shared', prefix: '' })));
  await until(() => backend.held.length === 32);
  await settle();
  assert.equal(backend.held.length, 32);
  backend.held.forEach(({ resolve }) => resolve({ items: [] }));
  const kinds = await Promise.all(answers);
  assert.equal(kinds.filter((kind) => kind === 'rate_limited').length, 8);
  assert.equal(await kindOf(Promise.race([widget.ask('$ping')])), 'answered', 'room again');
});

test('an id in flight cannot be used again', async (t) => {
  const backend = heldBackend();
  const { widget } = await ready(t, { backend });
  widget.ask('storage.read', { scope: 'shared', prefix: 'first' }, 900).catch(() => {});
  await until(() => backend.held.length === 1);
  assert.equal(await kindOf(widget.ask('storage.read', { scope: 'shared', prefix: 'second' }, 900)), 'invalid');
  assert.equal(backend.held.length, 1);
});

test('a cancelled request is aborted and never answered', async (t) => {
  const backend = heldBackend();
  const { widget } = await ready(t, { backend });
  let answered = false;
  widget.ask('storage.read', { scope: 'shared', prefix: '' }, 77).then(() => { answered = true; }, () => { answered = true; });
  const [held] = await until(() => backend.held.length && backend.held);
  widget.note('$cancel', { id: 77 });
  await until(() => held.call.signal.aborted);
  held.resolve({ items: [] });
  await settle();
  assert.equal(answered, false);
  widget.note('$cancel', { id: 77 });
  widget.note('$cancel', { id: 'x' });
  assert.deepEqual(await widget.ask('$ping'), {});
});

test('progress of the host goes out under the number of the request', async () => {
  const { port1, port2 } = new MessageChannel();
  const limits = { message: 1 << 18, inFlight: 32, rate: 20, burst: 60 };
  createPeer(port1, { limits, fail: assert.fail, more: () => assert.fail }, async (_params, { progress }) => {
    progress();
    return {};
  });
  const widget = speak(port2);
  await widget.ask('slow', {}, 5);
  assert.deepEqual(await widget.next('$progress'), { id: 5 });
  port2.close();
});

test('garbage is answered, and everything after it still works', async (t) => {
  const { widget } = await ready(t);
  widget.raw('no json');
  widget.raw('[]');
  widget.raw({ method: 'session.init' });
  widget.raw(`{"jsonrpc":"2.0","method":"log","params":${'['.repeat(40)}${']'.repeat(40)}}`);
  widget.raw('x'.repeat(300_000));
  widget.raw('{"jsonrpc":"2.0","id":999,"result":{}}');
  widget.raw('{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"m"}}');
  assert.deepEqual(await widget.ask('$ping'), {});
  const kinds = widget.complaints.map(({ data }) => data.kind);
  assert.deepEqual(kinds, ['parse', 'invalid', 'parse', 'invalid', 'too_large']);
  assert.equal(widget.complaints.at(-1).data.limit, 262144);
});

test('a read that is too long for one message comes in pages', async (t) => {
  const items = Array.from({ length: 40 }, (_, i) => ({ key: `k${String(i).padStart(2, '0')}`, rev: 1, value: 'x'.repeat(20_000), at: '' }));
  const backend = fakeBackend({
    request: async (_method, { after = '' }) => ({ rev: 1, items: items.filter(({ key }) => key > after) }),
  });
  const { widget } = await ready(t, { backend });
  const found = [];
  let after;
  let pages = 0;
  do {
    const page = await widget.ask('storage.read', { scope: 'shared', prefix: '', after });
    found.push(...page.items.map(({ key }) => key));
    after = page.next;
    pages++;
  } while (after);
  assert.deepEqual(found, items.map(({ key }) => key));
  assert.ok(pages > 2 && widget.texts.every((text) => text.length <= 262_144));
  assert.equal(await kindOf(widget.ask('storage.read', { scope: 'shared', keys: found })), 'too_large');
});

test('changes that are too long for one message come in steps without a gap', async (t) => {
  const items = Array.from({ length: 40 }, (_, i) => ({ key: `k${i}`, rev: i + 1, value: 'x'.repeat(20_000) }));
  const { widget, backend } = await ready(t);
  await widget.ask('storage.watch', { scope: 'shared', prefix: '' });
  backend.watches[0].onChange({ from: 0, to: 40, items });
  let known = 0;
  const seen = [];
  while (known < 40) {
    const change = await widget.next('storage.changed');
    assert.equal(change.from, known, 'no gap');
    known = change.to;
    seen.push(...change.items.map(({ key }) => key));
  }
  assert.deepEqual(seen, items.map(({ key }) => key));
});

test('a watch that begins with more than a message tells the rest as changes', async (t) => {
  const items = Array.from({ length: 40 }, (_, i) => ({ key: `k${i}`, rev: i + 1, value: 'x'.repeat(20_000) }));
  const backend = fakeBackend({ watch: async () => ({ rev: 40, items, stop: () => {} }) });
  const { widget } = await ready(t, { backend });
  const start = await widget.ask('storage.watch', { scope: 'shared', prefix: '', since: 0 });
  assert.deepEqual([start.rev, start.items], [0, []]);
  const seen = [];
  for (let known = 0; known < 40;) {
    const change = await widget.next('storage.changed');
    assert.equal(change.from, known);
    known = change.to;
    seen.push(...change.items);
  }
  assert.equal(seen.length, 40);
});

test('a burst of changes is told at most ten times a second, the latest value of each key', async (t) => {
  const { widget, backend } = await ready(t);
  await widget.ask('storage.watch', { scope: 'shared', prefix: '' });
  const { onChange } = backend.watches[0];
  for (let rev = 1; rev <= 30; rev++) {
    onChange({ from: rev - 1, to: rev, items: [{ key: rev % 3 ? 'a' : 'b', rev, value: rev }] });
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const told = [];
  for (let known = 0; known < 30;) {
    const change = await widget.next('storage.changed');
    assert.equal(change.from, known, 'no gap');
    known = change.to;
    told.push(change);
  }
  assert.ok(told.length <= 6, `${told.length} messages in 0.3 s`);
  assert.equal(told[0].to, 1, 'the first goes at once');
  assert.ok(told.some(({ from, to }) => to - from > 3), 'the others are gathered');
  for (const { to, items } of told) {
    const latest = { a: to % 3 ? to : to - 1, b: to - to % 3 };
    assert.equal(new Set(items.map(({ key }) => key)).size, items.length, 'a key comes once');
    for (const { key, rev } of items) assert.equal(rev, latest[key], `the latest of ${key} up to ${to}`);
  }
});

test('a gap within a burst stays a gap', async (t) => {
  const { widget, backend } = await ready(t);
  await widget.ask('storage.watch', { scope: 'shared', prefix: '' });
  const { onChange } = backend.watches[0];
  onChange({ from: 0, to: 1, items: [] });
  onChange({ from: 1, to: 2, items: [] });
  onChange({ from: 5, to: 6, items: [] });
  assert.equal((await widget.next('storage.changed')).to, 1);
  assert.notEqual((await widget.next('storage.changed')).from, 1);
});

test('unwatch stops the watch of the back end', async (t) => {
  const { widget, backend } = await ready(t);
  const { watch } = await widget.ask('storage.watch', { scope: 'shared', prefix: 'a/' });
  await widget.ask('storage.unwatch', { watch });
  assert.equal(backend.watches[0].stopped, 1);
  await widget.ask('storage.unwatch', { watch: 99 });
});

test('a trace goes to the back end where the page does not take it, and is answered', async (t) => {
  const { widget, backend } = await ready(t);
  const trace = { id: 'a', verb: 'did', object: { id: 'x' } };
  await widget.ask('event.emit', trace);
  assert.deepEqual(backend.calls.find(({ method }) => method === 'event.emit').params, trace);
});

test('live messages, rejected writes and events pass where they may', async (t) => {
  const events = [];
  const { widget, backend, handle } = await ready(t, { onEvent: (event) => events.push(event) });
  widget.note('event.emit', { verb: 'did', object: { id: 'x' } });
  await until(() => events.length);
  assert.deepEqual(events, [{ verb: 'did', object: { id: 'x' } }]);
  widget.note('live.send', { topic: 'cursor', data: { x: 1 } });
  await until(() => backend.calls.some(({ method }) => method === 'live.send'));
  widget.note('live.send', { topic: 'cursor', data: 'x'.repeat(5_000) });
  await settle();
  assert.equal(backend.calls.filter(({ method }) => method === 'live.send').length, 1, 'too large for live');
  backend.tell('live.message', { topic: 'cursor', data: 1 });
  assert.deepEqual(await widget.next('live.message'), { topic: 'cursor', data: 1 });
  backend.tell('storage.changed', { watch: 0, from: 0, to: 0, items: [], rejected: [{ opId: 'o', error: { kind: 'denied', message: 'non' } }] });
  const { rejected } = await widget.next('storage.changed');
  assert.deepEqual(rejected, [{ opId: 'o', error: { code: 4031, message: 'non', data: { kind: 'denied', retryable: false } } }]);
  await handle.revoke(['live', 'event']);
  backend.tell('live.message', { topic: 'cursor', data: 2 });
  widget.note('event.emit', { verb: 'did' });
  await settle();
  assert.equal(events.length, 1);
  assert.equal(widget.notes.filter(({ method }) => method === 'live.message').length, 1);
});

test('bytes ride beside the text, both ways', async (t) => {
  const kept = new Map();
  const backend = fakeBackend({
    request: async (method, { file, bytes, mime }) => {
      if (method === 'file.put') {
        kept.set('f1', { bytes, mime });
        return { file: 'f1', size: bytes.byteLength, mime };
      }
      return { mime: kept.get(file).mime, bytes: kept.get(file).bytes };
    },
  });
  const { widget } = await ready(t, { backend });
  const bytes = new TextEncoder().encode('photo').buffer;
  const answers = [];
  widget.port.addEventListener('message', ({ data }) => /"id":50\d/.test([data].flat()[0]) && answers.push(data));
  const text = JSON.stringify({ jsonrpc: '2.0', id: 501, method: 'file.put', params: { mime: 'image/png', bytes: { $bytes: 0 } } });
  widget.raw([text, bytes], [bytes]);
  await until(() => answers.length);
  assert.deepEqual(JSON.parse(answers[0]).result, { file: 'f1', size: 5, mime: 'image/png' });
  widget.send({ id: 502, method: 'file.get', params: { file: 'f1' } });
  await until(() => answers.length > 1);
  const [answer, buffer] = answers[1];
  assert.deepEqual(JSON.parse(answer).result, { mime: 'image/png', bytes: { $bytes: 0 } });
  assert.equal(new TextDecoder().decode(buffer), 'photo');
  assert.equal(await kindOf(widget.ask('file.put', { mime: 'image/png' })), 'invalid');
});
