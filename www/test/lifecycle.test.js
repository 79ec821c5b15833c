// From the first fetch to the last listener: deadlines, cards, retry, context, states, closing, destroying.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { mount } from '../sdk/greffon-host.js';
import { countTimers } from './support/counted-timers.js';
import { openPage } from './support/fake-page.js';
import { fakeBackend, MANIFEST, settle, until } from './support/fake-widget.js';
import { HELLO, mounted, ready, serveManifest } from './support/mounted.js';

test('no hello within ten seconds is a card, and retry starts anew', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const world = await mounted(t);
  await world.frame();
  t.mock.timers.tick(9_900);
  assert.equal(world.handle.state, 'loading');
  t.mock.timers.tick(200);
  assert.equal(world.handle.state, 'error');
  t.mock.timers.reset();
  await until(() => world.card() === 'files');
  assert.equal(world.page.frames.length, 0, 'the frame is gone');
  world.place.find('button').click();
  await world.frame();
  const widget = await world.hello();
  await widget.ask('session.init', { nonce: HELLO.nonce, sdk: 'test' });
  widget.note('session.ready');
  await world.handle.ready;
  assert.equal(world.card(), undefined, 'the card is gone');
});

test('no ready within thirty seconds of hello is another card', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const world = await mounted(t);
  const frame = await world.frame();
  frame.say(HELLO);
  t.mock.timers.tick(29_000);
  assert.equal(world.handle.state, 'loading');
  t.mock.timers.tick(1_100);
  assert.equal(world.handle.state, 'error');
  t.mock.timers.reset();
  await until(() => world.card() === 'slow');
});

test('a manifest that does not come is a card', async (t) => {
  const world = await mounted(t, { manifest: new TypeError('network') });
  await until(() => world.card() === 'files');
});

test('each trouble of the back end has its card', async (t) => {
  for (const [kind, card] of [['offline', 'offline'], ['session_expired', 'session_expired'], ['denied', 'denied'],
    ['not_found', 'not_found'], ['backend', 'backend'], ['quota', 'quota']]) {
    const world = await mounted(t, { backend: fakeBackend({ open: async () => { throw { kind, message: 'x' }; } }) });
    assert.equal(await until(() => world.card()), card);
    const [title] = [...world.place.all()].filter((element) => element.tagName === 'h2');
    assert.ok(title.textContent.length > 10);
    world.handle.destroy();
    world.page.close();
    world.served.stop();
  }
});

test('a crash shows its card, keeps what the host is writing, and reloads', async (t) => {
  let finish;
  const writes = [];
  const backend = fakeBackend({
    request: (method, params) => new Promise((resolve) => {
      writes.push(params.opId);
      finish = () => resolve({ rev: 1 });
    }),
  });
  const world = await ready(t, { backend });
  world.widget.ask('storage.write', { scope: 'shared', opId: 'o1', ops: [] }).catch(() => {});
  await until(() => writes.length);
  world.widget.note('log', { level: 'fatal', code: 'panic', data: 'index out of bounds' });
  await until(() => world.card() === 'crashed');
  assert.deepEqual(world.logs.map(({ level, code }) => `${level} ${code}`), ['fatal panic', 'error crashed']);
  assert.equal(backend.closed, 0, 'the back end lives on');
  finish();
  world.place.find('button').click();
  const widget = await world.hello();
  assert.equal((await widget.ask('session.init', { nonce: HELLO.nonce, sdk: 'test' })).v, 1);
});

test('cards speak the language of the page', async (t) => {
  const world = await mounted(t, { backend: fakeBackend({ open: async () => { throw { kind: 'offline' }; } }), context: { locale: 'en-GB' } });
  await until(() => world.card());
  assert.equal(world.place.find('h2').textContent, 'No connection');
  assert.equal(world.place.find('button').textContent, 'Try again');
});

test('the context is told live, and only when it changes', async (t) => {
  const { widget, handle, page } = await ready(t, { context: { uai: '0340001X' } });
  handle.update({ theme: 'dark' });
  assert.equal((await widget.next('context.changed')).theme, 'dark');
  handle.update({ theme: 'dark' });
  page.layOut();
  await settle();
  assert.equal(widget.notes.filter(({ method }) => method === 'context.changed').length, 1);
  handle.update({ theme: undefined });
  assert.equal((await widget.next('context.changed')).theme, 'light', 'the browser decides again');
  page.matching.add('(prefers-reduced-motion)');
  page.media.at(-2).dispatchEvent(new Event('change'));
  assert.equal((await widget.next('context.changed')).motion, 'reduced');
  page.document.hidden = true;
  page.document.dispatchEvent(new Event('visibilitychange'));
  assert.equal((await widget.next('context.changed')).visible, false);
});

test('read only: told, in the context, and enforced', async (t) => {
  const states = [];
  const { widget, handle, backend } = await ready(t, { onState: (state) => states.push(state) });
  const write = () => widget.ask('storage.write', { scope: 'shared', opId: 'o', ops: [] }).then(() => 'written', (error) => error.data.kind);
  assert.equal((await widget.next('session.state')).state, 'online');
  handle.setState('readonly');
  assert.equal((await widget.next('session.state')).state, 'readonly');
  assert.equal((await widget.next('context.changed')).readOnly, true);
  assert.equal(await write(), 'read_only');
  assert.equal(await widget.ask('storage.read', { scope: 'shared', prefix: '' }).then(() => 'read'), 'read');
  backend.say('offline');
  assert.equal((await widget.next('session.state')).state, 'offline');
  backend.say('online');
  assert.equal((await widget.next('session.state')).state, 'readonly', 'the page has not said otherwise');
  handle.setState('online');
  assert.equal((await widget.next('session.state')).state, 'online');
  assert.equal(await write(), 'written');
  assert.deepEqual(states, ['readonly', 'offline', 'readonly', 'online']);
});

test('an instance that is read only says so from the start', async (t) => {
  const backend = fakeBackend();
  backend.described.readOnly = true;
  const { widget, init } = await ready(t, { backend });
  assert.equal(init.context.readOnly, true);
  assert.equal((await widget.next('session.state')).state, 'readonly');
});

test('closing lets the widget save, but not for ever', async (t) => {
  const { widget, handle, backend } = await ready(t);
  const order = [];
  widget.answers['session.close'] = async (params) => {
    order.push(params);
    await widget.ask('storage.write', { scope: 'shared', opId: 'last', ops: [] });
    return {};
  };
  await handle.close('signout');
  assert.deepEqual(order, [{ reason: 'signout', deadlineMs: 1500 }]);
  assert.equal(backend.calls.at(-1).params.opId, 'last');
  assert.equal(handle.state, 'closed');
});

test('a widget that does not answer is closed after its deadline', async (t) => {
  const { handle, widget } = await ready(t);
  const began = performance.now();
  const closing = handle.close();
  // Asking for more time does not help.
  await settle();
  widget.note('$progress', { id: 1 });
  await closing;
  const took = performance.now() - began;
  assert.ok(took > 1_400 && took < 2_500, `${took} ms`);
  assert.equal(handle.state, 'closed');
});

test('destroy leaves no listener, no timer, no observer, no pending promise', async (t) => {
  const page = openPage();
  const served = serveManifest();
  t.after(() => { served.stop(); page.close(); });
  await import('../sdk/greffon-extras.js');
  const timers = countTimers(t);
  const before = { listeners: page.listeners() };
  let held;
  const backend = fakeBackend({ request: (_method, _params, call) => new Promise(() => { held = call; }) });
  const handle = mount(page.place(), { manifest: '/widgets/probe/widget.json', instance: '1', backend });
  const frame = await until(() => page.frames[0]);
  frame.say(HELLO);
  const { speak } = await import('./support/fake-widget.js');
  const widget = speak(frame.heard[0].ports[0]);
  await widget.ask('session.init', { nonce: HELLO.nonce, sdk: 'test' });
  widget.note('session.ready');
  await handle.ready;
  widget.note('ui.dirty', { dirty: true });
  widget.note('ui.announce', { text: 'Bonjour' });
  widget.note('ui.resize', { height: 300 });
  await widget.ask('storage.watch', { scope: 'shared', prefix: '' });
  widget.ask('storage.read', { scope: 'shared', prefix: '' }).catch(() => {});
  await until(() => held && [...page.body.all()].some((element) => element.className === 'say'));
  assert.ok(page.listeners() > before.listeners);

  const closing = handle.close();
  handle.destroy();
  await closing;
  await settle();
  assert.equal(page.listeners(), before.listeners, 'listeners');
  assert.equal(page.observers.size, 0, 'observers');
  assert.deepEqual(timers(), [], 'timers');
  assert.equal(held.signal.aborted, true, 'what was being answered is aborted');
  assert.equal(backend.watches[0].stopped, 1);
  assert.ok(backend.closed >= 1);
  assert.equal(page.frames.length, 0);
  assert.equal(page.body.children[0].children.length, 0, 'nothing is left in the element');
  widget.port.close();
});

test('destroying at any moment fails ready with closed and leaves nothing', async (t) => {
  const timers = countTimers(t);
  for (let moment = 0; moment < 12; moment++) {
    const page = openPage();
    const served = serveManifest();
    const before = page.listeners();
    const backend = fakeBackend();
    const handle = mount(page.place(), { manifest: '/widgets/probe/widget.json', instance: '1', backend });
    for (let i = 0; i < moment; i++) await Promise.resolve();
    handle.destroy();
    assert.equal(await handle.ready.then(() => 'ready', ({ kind }) => kind), 'closed');
    await settle();
    assert.equal(page.listeners(), before, `listeners at moment ${moment}`);
    assert.deepEqual(timers(), [], `timers at moment ${moment}`);
    assert.equal(page.observers.size, 0);
    assert.equal(page.frames.length, 0);
    assert.equal(handle.state, 'closed');
    served.stop();
    page.close();
  }
  t.diagnostic('12 moments');
});

test('several instances and versions do not disturb each other', async (t) => {
  const page = openPage();
  const served = serveManifest();
  const handles = [];
  t.after(() => { handles.forEach((handle) => handle.destroy()); served.stop(); page.close(); });
  const { speak } = await import('./support/fake-widget.js');
  const worlds = [];
  for (let i = 0; i < 20; i++) {
    const backend = fakeBackend();
    const handle = mount(page.place(), { manifest: '/widgets/probe/widget.json', instance: `${i}`, backend });
    handles.push(handle);
    const frame = await until(() => page.frames[i]);
    worlds.push({ backend, handle, frame });
  }
  // All say hello at once, in the reverse order.
  for (const { frame } of worlds.toReversed?.() ?? [...worlds].reverse()) frame.say({ ...HELLO, nonce: 'same' });
  for (const [i, { frame, handle, backend }] of worlds.entries()) {
    const widget = speak(frame.heard[0].ports[0]);
    const { instance } = await widget.ask('session.init', { nonce: 'same', sdk: 'test' });
    assert.equal(instance, `${i}`);
    widget.note('session.ready');
    await handle.ready;
    await widget.ask('storage.read', { scope: 'shared', prefix: `${i}` });
    assert.deepEqual(backend.calls.map(({ params }) => params.prefix), [`${i}`]);
    widget.port.close();
  }
});

test('the height follows the widget, ten times a second, ±2 px ignored', async (t) => {
  const { widget, page } = await ready(t);
  const { style } = page.frames[0];
  widget.note('ui.resize', { height: 300 });
  await until(() => style.height === '300px');
  widget.note('ui.resize', { height: 301.5 });
  await new Promise((resolve) => setTimeout(resolve, 150));
  assert.equal(style.height, '300px');
  for (const height of [100, -5, 1e9, NaN, 'x', null]) widget.note('ui.resize', { height });
  widget.note('ui.resize', { height: 250 });
  await until(() => style.height === '250px');
});

test('nine growths within a second freeze the height and tell so', async (t) => {
  const { widget, page, logs } = await ready(t);
  let height = 100;
  const growing = setInterval(() => widget.note('ui.resize', { height: (height += 20) }), 30);
  try {
    const { container } = await widget.next('context.changed');
    assert.equal(`${container.height}px`, page.frames[0].style.height);
    assert.equal(logs.at(-1).code, 'resize_loop');
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(`${container.height}px`, page.frames[0].style.height, 'it stays');
  } finally {
    clearInterval(growing);
  }
});

