// The handshake (protocol, section 2): any order, one document, the right nonce, nothing before it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fakeBackend, MANIFEST, settle, speak, until } from './support/fake-widget.js';
import { HELLO, mounted, ready } from './support/mounted.js';

const init = (widget, nonce = HELLO.nonce) => widget.ask('session.init', { nonce, sdk: 'test' });
const kindOf = (promise) => promise.then(() => 'answered', (error) => error.data.kind);

test('the frame is caged, without any right but scripts', async (t) => {
  const { frame } = await mounted(t, { title: 'Compétences' });
  const found = await frame();
  assert.equal(found.sandbox, 'allow-scripts');
  assert.equal(found.allow, undefined);
  assert.equal(found.title, 'Compétences');
  assert.equal(`${found.src}`, 'http://ent.test/widgets/cage.html#probe/index.html');
});

test('hello, welcome with a port and nothing else, init, ready', async (t) => {
  const world = await mounted(t);
  const widget = await world.hello();
  const [welcome] = world.page.frames[0].heard;
  assert.deepEqual(welcome.data, { greffon: 'welcome', v: 1 });
  assert.equal(welcome.ports.length, 1);
  const answer = await init(widget);
  assert.equal(answer.v, 1);
  assert.equal(answer.instance, '1');
  assert.deepEqual(answer.user, { id: 'p1' });
  assert.ok(answer.granted.includes('storage:shared'));
  assert.equal(answer.context.mode, 'frame');
  assert.equal(answer.limits.message, 262144);
  assert.equal(world.handle.state, 'loading');
  widget.note('session.ready');
  await world.handle.ready;
  assert.equal(world.handle.state, 'ready');
});

test('a hello that was lost comes again by the probe', async (t) => {
  const world = await mounted(t);
  const frame = await world.frame();
  frame.onload();
  assert.deepEqual(frame.heard[0].data, { greffon: 'probe' });
  const widget = await world.hello();
  assert.equal((await init(widget)).v, 1);
  frame.onload?.();
  assert.equal(frame.heard.filter(({ data }) => data.greffon === 'probe').length, 1, 'no probe after a hello');
});

test('a hello from elsewhere, or of another widget, is not heard', async (t) => {
  const world = await mounted(t);
  const frame = await world.frame();
  frame.say(HELLO, { postMessage: () => {} });
  frame.say({ ...HELLO, id: 'other' });
  frame.say({ ...HELLO, greffon: 'hi' });
  frame.say(null);
  frame.say('hello');
  await settle();
  assert.deepEqual(frame.heard, []);
});

test('no common major is told by a card', async (t) => {
  const world = await mounted(t);
  (await world.frame()).say({ ...HELLO, v: [2, 3] });
  await until(() => world.card() === 'version');
  assert.equal(world.handle.state, 'error');
});

test('everything before init is invalid, and carries nothing out', async (t) => {
  const backend = fakeBackend();
  const world = await mounted(t, { backend });
  const widget = await world.hello();
  for (const method of ['storage.read', 'storage.write', 'storage.watch', 'service.call', '$ping', 'ui.open', 'nonsense']) {
    assert.equal(await kindOf(widget.ask(method, { scope: 'shared', ops: [] })), 'invalid', method);
  }
  widget.note('session.ready');
  await settle();
  assert.equal(world.handle.state, 'loading');
  assert.deepEqual(backend.calls, []);
  assert.equal((await init(widget)).v, 1, 'and init still works');
});

test('a wrong nonce closes the port and gives nothing', async (t) => {
  const world = await mounted(t);
  const widget = await world.hello();
  let answered = false;
  init(widget, 'guess').then(() => { answered = true; }, () => { answered = true; });
  await until(() => world.handle.state === 'error');
  widget.ask('session.init', { nonce: HELLO.nonce, sdk: 'test' }).then(() => { answered = true; }, () => {});
  await settle();
  assert.equal(answered, false);
  assert.deepEqual(widget.texts, []);
  await until(() => world.card() === 'nonce');
});

test('a missing nonce is a wrong one', async (t) => {
  const world = await mounted(t);
  const widget = await world.hello();
  widget.ask('session.init', { sdk: 'test' }).catch(() => {});
  await until(() => world.handle.state === 'error');
  assert.deepEqual(widget.texts, []);
});

test('a second init is invalid and harms nothing', async (t) => {
  const { widget } = await ready(t);
  assert.equal(await kindOf(init(widget)), 'unsupported');
  assert.deepEqual(await widget.ask('$ping'), {});
});

test('a second hello closes the old port and starts afresh', async (t) => {
  const world = await ready(t);
  const { backend, widget, page } = world;
  await widget.ask('storage.watch', { scope: 'shared', prefix: '' });
  const second = await world.hello({ ...HELLO, nonce: 'n-2' });
  assert.equal(backend.watches[0].stopped, 1, 'its watches end');
  assert.equal(world.handle.state, 'loading');
  let late = false;
  widget.ask('$ping').then(() => { late = true; }, () => { late = true; });
  assert.equal((await init(second, 'n-2')).v, 1);
  second.note('session.ready');
  await until(() => world.handle.state === 'ready');
  assert.equal(late, false, 'the old port is deaf');
  assert.equal(page.frames.length, 1);
});

test('a document that took the place of the one that said hello gets nothing', async (t) => {
  const world = await mounted(t);
  const frame = await world.frame();
  frame.say(HELLO);
  const { ports } = await until(() => frame.heard[0]);
  const stranger = speak(ports[0]);
  assert.equal(await kindOf(stranger.ask('storage.read', { scope: 'shared', prefix: '' })), 'invalid');
  stranger.ask('session.init', { nonce: 'guess', sdk: 'x' }).catch(() => {});
  await until(() => world.handle.state === 'error');
  assert.equal(stranger.texts.length, 1);
});

test('capabilities are checked before anything of the widget is loaded', async (t) => {
  const backend = fakeBackend();
  backend.described = { ...backend.described, granted: ['storage:user'] };
  const world = await mounted(t, { backend });
  await until(() => world.card() === 'capability');
  assert.deepEqual(world.served.fetched, ['/widgets/probe/widget.json']);
  assert.equal(world.page.frames.length, 0);
  const told = [...world.place.all()].map((element) => element.textContent).join(' ');
  assert.match(told, /garder le travail/);
});

test('what the manifest does not ask for is never granted', async (t) => {
  const backend = fakeBackend();
  backend.described = { ...backend.described, granted: [...backend.described.granted, 'storage:widget', 'user:name'] };
  const { init: answer } = await ready(t, { backend });
  assert.ok(!answer.granted.includes('storage:widget'));
  assert.ok(!answer.granted.includes('user:name'));
});

test('of the person a widget is told what is granted, whatever the back end says, and as it is granted then', async (t) => {
  const wish = (name) => ({ name, purpose: { fr: name, en: name } });
  const manifest = { ...MANIFEST, required: [wish('user:id')], optional: [wish('user:role'), wish('user:name')] };
  const person = { id: 'p1', profile: ['National_ELV'], roles: ['pupil'], name: 'Zoé', groups: [], mail: 'z@ent.test' };
  const backend = fakeBackend();
  backend.described = { ...backend.described, granted: ['user:id', 'user:role', 'user:mail'], user: person };
  const world = await mounted(t, { backend, manifest });
  const { user } = await init(await world.hello());
  assert.deepEqual(user, { id: 'p1', profile: ['National_ELV'], roles: ['pupil'] });
  await world.handle.grant(['user:name']);
  await world.handle.revoke(['user:role']);
  const { user: later } = await init(await world.hello({ ...HELLO, nonce: 'n-2' }), 'n-2');
  assert.deepEqual(later, { id: 'p1', name: 'Zoé' });
});

test('nothing but the manifest is fetched while the widget is out of sight', async (t) => {
  const world = await mounted(t, { pageOptions: { visible: false } });
  await settle();
  assert.equal(world.page.frames.length, 0);
  world.page.visible = true;
  world.page.layOut();
  await world.frame();
});

test('a document that cannot start says so, before it can say anything else', async (t) => {
  const world = await mounted(t);
  const widget = await world.hello();
  widget.note('log', { level: 'fatal', code: 'start', data: 'CompileError' });
  await until(() => world.card() === 'crashed');
  assert.equal(world.logs[0].code, 'start');
});
