// The text vectors that Rust reads too, and what they leave open.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { readMessage } from '../sdk/host/message.js';

const LONGEST = 262_144;
const vectors = JSON.parse(readFileSync(new URL('../../widgets/protocol/vectors/messages.json', import.meta.url), 'utf8'));

const textOf = ({ text, repeat, pad, with: filler = 'a' }) => {
  if (text !== undefined) return text;
  if (repeat) {
    const [before, open, times, close, after] = repeat;
    return before + open.repeat(times) + close.repeat(times) + after;
  }
  const [head, tail] = ['{"jsonrpc":"2.0","method":"log","params":{"level":"info","code":"', '"}}'];
  return head + filler.repeat(Math.ceil((pad - head.length - tail.length) / filler.length)).slice(0, pad - head.length - tail.length) + tail;
};

const kindOf = ([problem, { method, id }]) => problem || (method ? (id ? 'request' : 'notification') : 'response');

for (const vector of vectors) {
  test(`vector: ${vector.name}`, () => {
    const text = textOf(vector);
    if (vector.pad) assert.equal(text.length, vector.pad);
    assert.equal(kindOf(readMessage(text, LONGEST)), vector.expect);
  });
}

test('there are vectors', () => assert.ok(vectors.length > 30));

test('what is no text is not JSON', () => {
  for (const data of [undefined, {}, new ArrayBuffer(2)]) assert.equal(readMessage(data, LONGEST)[0], 'parse');
});

test('a bad message keeps its number, so that the sender hears of it', () => {
  assert.deepEqual(readMessage('{"jsonrpc":"2.0","id":7,"method":5}', LONGEST), ['invalid', { id: 7 }]);
  assert.deepEqual(readMessage('{"jsonrpc":"2.0","id":-7,"method":5}', LONGEST), ['invalid', {}]);
});

test('a prototype cannot be reached through a message', () => {
  const [problem] = readMessage('{"jsonrpc":"2.0","method":"log","params":{"a":{"__proto__":{"evil":1}}}}', LONGEST);
  assert.equal(problem, 'invalid');
  assert.equal({}.evil, undefined);
});
