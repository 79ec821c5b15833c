// The scripts around a widget's module: the cage and the first script of its document.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';

const source = (name) => readFileSync(new URL(`../widget/${name}`, import.meta.url), 'utf8');

/** A window whose messages are written down. */
const windowOf = () => {
  const target = new EventTarget();
  const sent = [];
  const own = {
    sent,
    postMessage: (data, origin, ports = []) => sent.push({ data: structuredClone(data), ports: [...ports] }),
    addEventListener: target.addEventListener.bind(target),
    /** Delivers a message. */
    hear: (source, data, ports = []) => target.dispatchEvent(Object.assign(new Event('message'), { source, data, ports })),
  };
  return own;
};

const runBoot = () => {
  const parent = windowOf();
  const own = windowOf();
  const window = {};
  runInNewContext(source('boot.js'), {
    parent, window, crypto, Uint32Array,
    addEventListener: own.addEventListener,
    document: { currentScript: { dataset: { id: 'probe', version: '1.2.3' } } },
  });
  return { parent, own, boot: window.greffonBoot };
};

test('the first script says hello at once, and nothing about the person', () => {
  const { parent, boot } = runBoot();
  assert.equal(parent.sent.length, 1);
  const { nonce, ...hello } = parent.sent[0].data;
  assert.deepEqual(hello, { greffon: 'hello', v: [1], id: 'probe', version: '1.2.3' });
  assert.equal(nonce, boot.nonce);
  assert.ok(nonce.length >= 16);
  assert.notEqual(runBoot().boot.nonce, nonce, 'each document has its own');
});

test('a probe makes it repeat the same hello; strangers are not heard', () => {
  const { parent, own, boot } = runBoot();
  own.hear(parent, { greffon: 'probe' });
  assert.deepEqual(parent.sent[1], parent.sent[0]);
  own.hear(windowOf(), { greffon: 'probe' });
  own.hear(windowOf(), { greffon: 'welcome', v: 1 }, ['port']);
  own.hear(parent, null);
  own.hear(parent, 'welcome', ['port']);
  own.hear(parent, { greffon: 'welcome', v: 1 });
  assert.equal(parent.sent.length, 2);
  assert.equal(boot.port, null);
});

test('the port is kept until somebody wants it, and each later one is told', () => {
  const { parent, own, boot } = runBoot();
  own.hear(parent, { greffon: 'welcome', v: 1 }, ['first']);
  assert.equal(boot.port, 'first');
  let told = 0;
  boot.onport = () => { told++; };
  own.hear(parent, { greffon: 'welcome', v: 1 }, ['second']);
  assert.deepEqual([boot.port, told], ['second', 1]);
});

test('the first script is small', () => {
  assert.ok(gzipSync(source('boot.js'), { level: 9 }).length <= 600);
});

const runCage = (hash) => {
  const parent = windowOf();
  const own = windowOf();
  const frames = [];
  runInNewContext(source('cage.js'), {
    parent, location: { hash },
    addEventListener: own.addEventListener,
    CSSStyleSheet: class { replaceSync() {} },
    document: {
      createElement: () => {
        const frame = { attributes: {}, contentWindow: windowOf(), setAttribute: (name, value) => { frame.attributes[name] = value; } };
        return frame;
      },
      body: { append: (frame) => frames.push(frame) },
    },
  });
  return { parent, own, frame: frames[0] };
};

test('the cage shows a widget of its own folder and nothing else', () => {
  const { frame } = runCage('#probe-2/index.html');
  assert.equal(frame.src, 'probe-2/index.html');
  assert.equal(frame.attributes.sandbox, 'allow-scripts');
  for (const hash of ['', '#', '#https://evil.test/index.html', '#//evil.test/index.html', '#../index.html', '#probe/other.html',
    '#probe/index.html?x', '#probe/../x/index.html', '#javascript:alert(1)//index.html', '#Probe/index.html', '#probe/index.html#x',
    '#probe/index.html\n']) {
    assert.equal(runCage(hash).frame, undefined, hash);
  }
});

test('the cage passes on hello, probe and welcome with its port, rebuilt, and nothing else', () => {
  const { parent, own, frame } = runCage('#probe/index.html');
  const inner = frame.contentWindow;
  const hello = { greffon: 'hello', v: [1], id: 'probe', version: '1', nonce: 'n' };
  own.hear(inner, { ...hello, secret: 'data' });
  own.hear(parent, { greffon: 'probe', secret: 1 });
  own.hear(parent, { greffon: 'welcome', v: 1, secret: 1 }, ['port']);
  assert.deepEqual(parent.sent, [{ data: hello, ports: [] }]);
  assert.deepEqual(inner.sent, [{ data: { greffon: 'probe' }, ports: [] }, { data: { greffon: 'welcome', v: 1 }, ports: ['port'] }]);
  for (const [from, data] of [[inner, { greffon: 'welcome', v: 1 }], [inner, { greffon: 'leak' }], [inner, 'x'], [inner, null],
    [parent, hello], [parent, { greffon: 'other' }], [windowOf(), hello], [windowOf(), { greffon: 'welcome', v: 1 }]]) {
    own.hear(from, data, ['p']);
  }
  assert.deepEqual([parent.sent.length, inner.sent.length], [1, 2]);
});
