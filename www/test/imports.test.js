// What may happen when a module is loaded: nothing.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const sdk = new URL('../sdk/', import.meta.url);
const modules = readdirSync(sdk, { recursive: true }).filter((name) => name.endsWith('.js'));

test('every module loads where there is no page, and leaves no global behind', async () => {
  const before = Object.getOwnPropertyNames(globalThis);
  const resources = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  for (const name of modules) await import(new URL(name, sdk).href);
  assert.ok(modules.length > 20);
  assert.deepEqual(Object.getOwnPropertyNames(globalThis), before);
  assert.equal(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length, resources);
});

test('nothing is imported from elsewhere', () => {
  for (const name of modules) {
    const text = readFileSync(new URL(name, sdk), 'utf8');
    for (const [, from] of text.matchAll(/^(?:import|export)[^;]*? from '([^']+)'/gm)) {
      assert.match(from, /^\.{1,2}\//, `${name} imports ${from}`);
    }
  }
});

test('no style attribute, no inline script, no code from text', () => {
  const files = [...modules.map((name) => new URL(name, sdk)),
    ...readdirSync(new URL('../widget/', import.meta.url)).map((name) => new URL(`../widget/${name}`, import.meta.url))];
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    assert.doesNotMatch(text, /innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\('style'/, file.pathname);
    if (file.pathname.endsWith('.html')) assert.doesNotMatch(text, /\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)/, file.pathname);
  }
});

test('what a person reads is in both languages, in French typography', async () => {
  for (const name of ['cards', 'dialog', 'files']) {
    const text = readFileSync(new URL(`extras/${name}.js`, sdk), 'utf8');
    assert.equal(text.match(/\bfr: \{/g)?.length, text.match(/\ben: \{/g)?.length, name);
    const french = [...text.matchAll(/fr: \{([^}]*)\}/g)].map(([, words]) => words).join('\n');
    assert.doesNotMatch(french, /[a-zé]'[a-zé]| [:;?!]/i, `${name}: apostrophe or space before a sign`);
  }
});
