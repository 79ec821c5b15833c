// The back end over HTTP against a real server that fails in every way it can (protocol, section 8).

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { httpBackend } from '../sdk/http-backend.js';
import { startContract } from './support/contract-server.js';
import { until } from './support/fake-widget.js';

const opened = async (t, { server: serverOptions, ...options } = {}) => {
  const server = await startContract(serverOptions);
  globalThis.document = { cookie: 'a=1; XSRF-TOKEN=secret-token; b=2' };
  const backend = httpBackend(server.base, options);
  const states = [];
  backend.onState((state) => states.push(state));
  t.after(async () => {
    backend.close();
    delete globalThis.document;
    await server.stop();
  });
  const described = await backend.open('7', { id: 'probe' });
  return { server, backend, states, described };
};

const write = (backend, opId, key, value, ifRev = 0) =>
  backend.request('storage.write', { scope: 'shared', opId, ops: [{ op: 'set', key, value, ifRev }] });
const failureOf = (promise) => promise.then(() => assert.fail('it worked'), (error) => error);
const isWrite = ({ method, path }) => method === 'POST' && path === '/i/7/shared';

test('describes, writes, reads by prefix and by keys, in pages', async (t) => {
  const { backend, described, server } = await opened(t);
  assert.equal(described.title, 'Essai');
  for (const n of [1, 2, 3]) await write(backend, `op-${n}`, `a/${n}`, { n });
  const page = await backend.request('storage.read', { scope: 'shared', prefix: 'a/', limit: 2 });
  assert.deepEqual([page.rev, page.items.map(({ key }) => key), page.next], [3, ['a/1', 'a/2'], 'a/2']);
  const rest = await backend.request('storage.read', { scope: 'shared', prefix: 'a/', after: page.next });
  assert.deepEqual(rest.items.map(({ value }) => value), [{ n: 3 }]);
  const some = await backend.request('storage.read', { scope: 'shared', keys: ['a/3', 'a/1', 'none'] });
  assert.deepEqual(some.items.map(({ key }) => key), ['a/1', 'a/3']);
  const [first] = server.seen.filter(isWrite);
  assert.equal(first.headers['idempotency-key'], 'op-1');
  assert.equal(first.headers['x-xsrf-token'], 'secret-token');
  assert.deepEqual(JSON.parse(first.bytes), { ops: [{ op: 'set', key: 'a/1', value: { n: 1 }, ifRev: 0 }] });
});

test('a retry under the same opId returns the first result', async (t) => {
  const { backend } = await opened(t);
  assert.deepEqual(await write(backend, 'same', 'a', 1), { rev: 1 });
  assert.deepEqual(await write(backend, 'same', 'a', 1), { rev: 1 });
});

test('a conflict carries the winner', async (t) => {
  const { backend } = await opened(t);
  await write(backend, 'one', 'a', 'first');
  const { kind, key, rev, value, by, at } = await failureOf(write(backend, 'two', 'a', 'second'));
  assert.deepEqual({ kind, key, rev, value, by, at },
    { kind: 'conflict', key: 'a', rev: 1, value: 'first', by: 'somebody', at: '2026-11-23T10:00:00.000Z' });
});

test('statuses become kinds, also without a body of ours', async (t) => {
  const { backend, server } = await opened(t);
  const kinds = {
    400: 'invalid', 401: 'session_expired', 403: 'denied', 404: 'not_found', 409: 'conflict', 413: 'too_large',
    418: 'backend', 423: 'read_only', 429: 'rate_limited', 500: 'backend', 502: 'backend', 503: 'backend', 507: 'quota',
  };
  for (const [status, kind] of Object.entries(kinds)) {
    server.fault(isWrite, (_request, response) => {
      response.writeHead(Number(status), { 'content-type': 'text/html' });
      response.end('<h1>proxy</h1>');
    }, 1);
    const error = await failureOf(write(backend, `s${status}`, 'a', 1));
    assert.deepEqual([error.kind, error.status], [kind, Number(status)]);
  }
  server.fault(isWrite, (_request, response) => server.send(response, 429, {
    error: { kind: 'rate_limited', message: 'Doucement', retryAfterMs: 700 },
  }), 1);
  const { kind, message, retryAfterMs } = await failureOf(write(backend, 'slow', 'a', 1));
  assert.deepEqual({ kind, message, retryAfterMs }, { kind: 'rate_limited', message: 'Doucement', retryAfterMs: 700 });
});

test('an answer that is no JSON is no answer', async (t) => {
  const { backend, server } = await opened(t);
  server.fault(isWrite, (_request, response) => response.end('<html>sign in</html>'), 1);
  assert.equal((await failureOf(write(backend, 'x', 'a', 1))).kind, 'backend');
});

test('a cut connection is offline, and the next answer is online again', async (t) => {
  const { backend, server, states } = await opened(t);
  server.fault(isWrite, (request) => request.socket.destroy(), 1);
  assert.equal((await failureOf(write(backend, 'cut', 'a', 1))).kind, 'offline');
  assert.deepEqual(await write(backend, 'cut', 'a', 1), { rev: 1 });
  assert.deepEqual(states, ['online', 'offline', 'online']);
});

test('an answer cut in the middle is offline too', async (t) => {
  const { backend, server } = await opened(t);
  server.fault(isWrite, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"rev":');
    setTimeout(() => response.destroy(), 20);
  }, 1);
  assert.equal((await failureOf(write(backend, 'half', 'a', 1))).kind, 'offline');
});

test('a back end that hangs is given up before the widget gives up', async (t) => {
  const { backend, server, states } = await opened(t);
  server.fault(isWrite, () => {}, 1);
  const deadlines = [];
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  t.mock.method(AbortSignal, 'timeout', (ms) => timeout(deadlines.push(ms) && 50));
  assert.equal((await failureOf(write(backend, 'hang', 'a', 1))).kind, 'backend');
  assert.deepEqual(deadlines, [12_000], 'a widget waits for 15 s');
  assert.deepEqual(states, ['online'], 'slow is not offline');
});

test('a 401 renews the session once and replays the same write', async (t) => {
  let renewals = 0;
  let refused = 0;
  let signedIn = false;
  const { backend, server, states } = await opened(t, {
    renew: async () => {
      renewals++;
      // A sign-in takes longer than the refusals take to come, on a busy machine too.
      while (refused < 3) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, 100));
      signedIn = true;
      return true;
    },
  });
  server.fault(({ path }) => path === '/i/7/shared' && !signedIn, (_request, response) => {
    refused++;
    server.refuse(response, 'session_expired');
  });
  const results = await Promise.all([1, 2, 3].map((n) => write(backend, `op-${n}`, `k${n}`, n)));
  assert.deepEqual(results.map(({ rev }) => rev).sort(), [1, 2, 3]);
  assert.equal(renewals, 1, 'one renewal for all');
  const keys = server.seen.filter(isWrite).map(({ headers }) => headers['idempotency-key']);
  assert.deepEqual([...keys].sort(), ['op-1', 'op-1', 'op-2', 'op-2', 'op-3', 'op-3']);
  assert.deepEqual(states, ['online']);
});

test('a renewal that fails, or helps nothing, is expired; without a loop', async (t) => {
  let renewals = 0;
  let opens = false;
  const { backend, server, states } = await opened(t, { renew: async () => { renewals++; return opens; } });
  server.fault(isWrite, (_request, response) => server.refuse(response, 'session_expired'));
  assert.equal((await failureOf(write(backend, 'a', 'a', 1))).kind, 'session_expired');
  opens = true;
  assert.equal((await failureOf(write(backend, 'b', 'b', 1))).kind, 'session_expired');
  assert.equal(renewals, 2);
  assert.equal(server.seen.filter(isWrite).length, 3);
  assert.deepEqual(states, ['online', 'expired']);
});

test('services, live messages and files', async (t) => {
  const { backend, server } = await opened(t);
  const answer = await backend.request('service.call', { name: 'tally', args: { group: 'g' }, opId: 'op' });
  assert.deepEqual(answer, { data: { name: 'tally', args: { group: 'g' } } });
  assert.equal(server.seen.at(-1).headers['idempotency-key'], 'op');
  await backend.request('live.send', { topic: 'cursor', data: [1] });
  assert.deepEqual(JSON.parse(server.seen.at(-1).bytes), { topic: 'cursor', data: [1] });
  const trace = { id: 'a', verb: 'https://example.org/did', object: { id: 'https://example.org/x' } };
  assert.deepEqual(await backend.request('event.emit', trace), { id: 'a' });
  assert.deepEqual([server.seen.at(-1).path, JSON.parse(server.seen.at(-1).bytes)], ['/i/7/event', trace]);
  const bytes = new TextEncoder().encode('photo').buffer;
  const kept = await backend.request('file.put', { mime: 'image/png', bytes });
  assert.equal(kept.size, 5);
  assert.match(server.seen.at(-1).path, /^\/i\/7\/file\/[a-z0-9-]+$/);
  const back = await backend.request('file.get', { file: kept.file });
  assert.deepEqual([back.mime, new TextDecoder().decode(back.bytes)], ['image/png', 'photo']);
  assert.equal((await failureOf(backend.request('file.get', { file: 'none' }))).kind, 'not_found');
  assert.deepEqual(await backend.request('file.delete', { file: kept.file }), {});
  assert.equal((await failureOf(backend.request('file.get', { file: kept.file }))).kind, 'not_found');
  assert.equal((await failureOf(backend.request('storage.fly', { scope: 'shared' }))).kind, 'unsupported');
});

test('opening again does not nest the addresses', async (t) => {
  const { backend, server } = await opened(t);
  await backend.open('7', { id: 'probe' });
  assert.equal(server.seen.at(-1).path, '/i/7');
});

/** Lets 200 ms stand for the 20 s of silence, and little for the wait before a poll. */
const hurry = (t) => {
  const set = globalThis.setTimeout;
  t.mock.method(Math, 'random', () => 0);
  t.mock.method(globalThis, 'setTimeout', (run, ms, ...rest) => set(run, { 20_000: 200, 2_500: 25 }[ms] ?? ms, ...rest));
};

/** A watch with everything that it was told. */
const follow = async (backend, params) => {
  const told = [];
  const watch = await backend.watch({ scope: 'shared', prefix: '', ...params }, (changes) => told.push(changes));
  return { told, watch, known: () => told.at(-1)?.to ?? watch.rev };
};

test('changes are pushed, in order, without a gap, to each watch by its prefix', async (t) => {
  const { backend, server } = await opened(t);
  await write(backend, 'before', 'a/0', 0);
  const all = await follow(backend);
  const some = await follow(backend, { prefix: 'b/' });
  assert.deepEqual([all.watch.rev, all.watch.items.map(({ key }) => key)], [1, ['a/0']]);
  assert.deepEqual([some.watch.rev, some.watch.items], [1, []]);
  await until(() => server.place('7/shared').streams.size);
  const began = performance.now();
  await write(backend, 'o1', 'a/1', 1);
  await write(backend, 'o2', 'b/1', 1);
  await until(() => all.known() === 3 && some.known() === 3);
  assert.ok(performance.now() - began < 500);
  let at = 1;
  for (const { from, to } of all.told) {
    assert.equal(from, at);
    at = to;
  }
  assert.deepEqual(some.told.map(({ items }) => items.map(({ key, opId }) => [key, opId])), [[], [['b/1', 'o2']]]);
  assert.equal(server.seen.filter(({ path }) => path.endsWith('/events')).length, 1, 'one stream for both');
});

test('a watch resumes from the revision it knows', async (t) => {
  const { backend } = await opened(t);
  for (const n of [1, 2, 3]) await write(backend, `o${n}`, `k${n}`, n);
  const { watch } = await follow(backend, { since: 2 });
  assert.deepEqual([watch.rev, watch.items.map(({ key }) => key)], [3, ['k3']]);
});

test('a cut stream resumes where it was, and nothing is lost or told twice', async (t) => {
  const { backend, server } = await opened(t);
  const { told, known } = await follow(backend);
  const scope = server.place('7/shared');
  await until(() => scope.streams.size);
  const seen = [];
  for (let n = 1; n <= 12; n++) {
    await write(backend, `o${n}`, `k${n}`, n);
    if (n % 4 === 0) for (const stream of scope.streams) stream.destroy();
  }
  await until(() => known() === 12, 8_000);
  let at = 0;
  for (const { from, to, items } of told) {
    assert.equal(from, at);
    at = to;
    seen.push(...items.map(({ key }) => key));
  }
  assert.deepEqual(seen, Array.from({ length: 12 }, (_, i) => `k${i + 1}`));
  const resumed = server.seen.filter(({ path }) => path.endsWith('/events')).map(({ query }) => Number(query.get('since')));
  assert.ok(resumed.length > 1 && resumed.every((since, i) => i === 0 || since >= resumed[i - 1]), `${resumed}`);
});

test('a stream that is refused is polled instead', async (t) => {
  t.mock.method(Math, 'random', () => 0);
  const { backend, server } = await opened(t);
  server.fault(({ path }) => path.endsWith('/events'), (_request, response) => server.refuse(response, 'not_found'));
  const { known } = await follow(backend);
  await until(() => server.seen.some(({ path }) => path.endsWith('/events')));
  await write(backend, 'o1', 'k', 1);
  await until(() => known() === 1, 9_000);
});

test('a stream that a proxy gathers is given up after its silence, and polled instead', async (t) => {
  hurry(t);
  const { backend, server } = await opened(t);
  const gathered = [];
  server.fault(({ path }) => path.endsWith('/events'), (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    gathered.push(response);
  });
  const { known } = await follow(backend);
  await until(() => gathered.length);
  await write(backend, 'o1', 'k', 1);
  const began = performance.now();
  await until(() => known() === 1);
  const took = performance.now() - began;
  assert.ok(took > 150, `only after the silence, not after ${Math.round(took)} ms`);
  assert.equal(gathered.length, 1);
});

test('a heartbeat keeps a quiet stream', async (t) => {
  hurry(t);
  const { backend, server } = await opened(t, { server: { heartbeat: 60 } });
  await follow(backend);
  await until(() => server.place('7/shared').streams.size);
  await new Promise((resolve) => setTimeout(resolve, 900));
  assert.equal(server.seen.filter(({ path }) => path.endsWith('/events')).length, 1);
  assert.equal(server.place('7/shared').streams.size, 1);
});

test('a back end that is away is tried again with patience, and found again', async (t) => {
  const { backend, server, states } = await opened(t);
  const { known } = await follow(backend);
  await until(() => server.place('7/shared').streams.size);
  let away = true;
  server.fault(() => away, (request) => request.socket.destroy());
  for (const stream of server.place('7/shared').streams) stream.destroy();
  await until(() => states.at(-1) === 'offline');
  const tries = () => server.seen.filter(({ path }) => path.endsWith('/events')).length;
  const before = tries();
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  assert.ok(tries() - before <= 5, `${tries() - before} tries in 2.5 s`);
  away = false;
  server.place('7/shared').rev = 0;
  await write(backend, 'o1', 'k', 1);
  await until(() => known() === 1, 12_000);
  assert.equal(states.at(-1), 'online');
});

test('a reset makes the widget watch again, and then tells everything', async (t) => {
  const { backend, server } = await opened(t);
  const scope = server.place('7/shared');
  await write(backend, 'o1', 'k1', 1);
  const { told, watch } = await follow(backend);
  await until(() => scope.streams.size);
  for (const stream of scope.streams) {
    stream.write(`event: reset\ndata: ${JSON.stringify({ from: 0, to: 1, items: [], reset: true })}\n\n`);
  }
  await until(() => told.length);
  assert.notEqual(told[0].from, watch.rev, 'a gap');
  const again = await follow(backend, { since: 1 });
  // The revision that the reset reached is known from then on.
  assert.equal(again.watch.rev, 1);
  await write(backend, 'o2', 'k2', 2);
  const older = await follow(backend, { since: 0 });
  assert.deepEqual(older.watch.items.map(({ key }) => key), ['k1', 'k2']);
});

test('what the server says by itself is passed on', async (t) => {
  const { backend, server } = await opened(t);
  const notes = [];
  backend.onNote((method, params) => notes.push([method, params]));
  await follow(backend);
  const { streams } = server.place('7/shared');
  await until(() => streams.size);
  for (const stream of streams) {
    stream.write('event: live\r\ndata: {"topic":"t","data":1}\r\n\r\nevent: state\ndata: {"state":"readonly"}\n\n');
    stream.write('data: {"granted":["storage:shared"],');
    stream.write('"revoked":[]}\nevent: capability\n\nevent: bye\ndata: {"reason":"stopping"}\n\nevent: future\ndata: 1\n\n');
  }
  await until(() => notes.length === 3);
  assert.deepEqual(notes, [
    ['live.message', { topic: 't', data: 1 }],
    ['session.state', { state: 'readonly' }],
    ['capability.changed', { granted: ['storage:shared'], revoked: [] }],
  ]);
});

test('a watch that was stopped is told nothing, and close ends the stream', async (t) => {
  const { backend, server } = await opened(t);
  const one = await follow(backend);
  const two = await follow(backend);
  await until(() => server.place('7/shared').streams.size);
  one.watch.stop();
  one.watch.stop();
  await write(backend, 'o1', 'k', 1);
  await until(() => two.known() === 1);
  assert.deepEqual(one.told, []);
  backend.close();
  backend.close();
  await until(() => server.place('7/shared').streams.size === 0);
  const tries = server.seen.length;
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  assert.equal(server.seen.length, tries, 'nothing is tried any more');
});

test('streams are shared among pages; who finds none left polls', async (t) => {
  const { server } = await opened(t);
  const held = new Set();
  const locks = {
    request: async (name, { ifAvailable }, run) => {
      assert.ok(ifAvailable);
      if (held.has(name)) return run(null);
      held.add(name);
      try {
        return await run({ name });
      } finally {
        held.delete(name);
      }
    },
  };
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
  const backends = [1, 2, 3].map(() => httpBackend(server.base, { streams: 2 }));
  t.after(() => {
    backends.forEach((backend) => backend.close());
    if (before) Object.defineProperty(globalThis, 'navigator', before);
    else delete globalThis.navigator;
  });
  const watches = [];
  for (const backend of backends) {
    await backend.open('7', { id: 'probe' });
    watches.push(await follow(backend));
  }
  await until(() => server.place('7/shared').streams.size === 2);
  await write(backends[0], 'o1', 'k', 1);
  await until(() => watches.every(({ known }) => known() === 1), 9_000);
  assert.equal(server.place('7/shared').streams.size, 2);
  assert.equal(held.size, 2);
});
