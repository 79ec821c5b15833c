// The page mode (protocol, section 2): an element with a port, modules shared and replaced.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { mount } from '../sdk/greffon-host.js';
import { openPage } from './support/fake-page.js';
import { fakeBackend, MANIFEST, settle, speak, until } from './support/fake-widget.js';

const ELEMENT = new URL('./support/element-fixture.js', import.meta.url).href;

/** Several widgets in one page; `manifests` by address. */
const open = (t, manifests) => {
  const page = openPage();
  const before = globalThis.fetch;
  globalThis.fetch = async (url) => ({ url: `http://ent.test${url}`, json: async () => manifests[url] });
  const handles = [];
  t.after(async () => {
    handles.forEach((handle) => handle.destroy());
    await settle(3);
    globalThis.fetch = before;
    page.close();
  });
  const logs = [];
  return {
    page, logs,
    show: (manifest, options) => {
      const place = page.place();
      const handle = mount(place, {
        manifest, instance: manifest, backend: fakeBackend(), mode: 'page', onLog: (line) => logs.push(line), ...options,
      });
      handles.push(handle);
      const element = () => [...place.all()].find(({ tagName }) => tagName === 'greffon-probe-0');
      return { place, handle, element: () => until(element) };
    },
  };
};

const manifest = (id, more) => ({ ...MANIFEST, id, element: `${ELEMENT}?${id}`, bundle: true, ...more });

test('the element has its port before it is put in, and the session needs no nonce', async (t) => {
  const { show } = open(t, { '/a': manifest('solo') });
  const { handle, element } = show('/a');
  const found = await element();
  assert.equal(found.bundle, false, 'one widget keeps its own module');
  const widget = speak(found.port);
  const init = await widget.ask('session.init', { sdk: 'test' });
  assert.equal(init.context.mode, 'page');
  widget.note('session.ready');
  await handle.ready;
  handle.destroy();
  assert.equal(found.isConnected, false);
  widget.port.close();
});

test('two different widgets of the bundle share its module; two of one kind, or outside it, do not', async (t) => {
  const world = open(t, {
    '/a': manifest('one'), '/b': manifest('two'), '/c': manifest('one'), '/d': manifest('three', { bundle: false }),
  });
  const same = [world.show('/a'), world.show('/c'), world.show('/d')];
  for (const { element } of same) assert.equal((await element()).bundle, false);
  same.forEach(({ handle }) => handle.destroy());
  const both = [world.show('/a'), world.show('/b')];
  for (const { element } of both) assert.equal((await element()).bundle, true);
  both[1].handle.destroy();
  assert.equal((await world.show('/c').element()).bundle, false, 'the other is gone');
});

test('after a crash the module is loaded anew, the same for all who shared it', async (t) => {
  const world = open(t, { '/a': manifest('crasher'), '/b': manifest('crasher') });
  const both = [world.show('/a'), world.show('/b')];
  const found = await Promise.all(both.map(({ element }) => element()));
  assert.deepEqual(found.map(({ attempt }) => attempt), [0, 0]);
  const loads = globalThis.elementLoads;
  for (const [i, { port }] of found.entries()) {
    speak(port).note('log', { level: 'fatal', code: 'panic' });
    await until(() => both[i].handle.state === 'error');
    port.close();
  }
  for (const { place } of both) (await until(() => place.find('button'))).click();
  const again = await Promise.all(both.map(({ element }) => element()));
  assert.deepEqual(again.map(({ attempt }) => attempt), [1, 1]);
  assert.equal(globalThis.elementLoads, loads + 1);
});

test('an element that does not load is a card, and retry asks for another address', async (t) => {
  const world = open(t, { '/a': { ...MANIFEST, id: 'lost', element: `${ELEMENT}.missing` } });
  const { handle, place } = world.show('/a');
  await until(() => handle.state === 'error');
  assert.equal(world.logs.at(-1).code, 'files');
  (await until(() => place.find('button'))).click();
  await until(() => world.logs.length === 2);
  const [first, second] = world.logs.map(({ data }) => data.url);
  assert.doesNotMatch(first, /attempt=/);
  assert.match(second, /attempt=1$/);
});
