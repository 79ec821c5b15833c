// What the page sees of the computer by itself.

import { ask, limit, median, t } from './kit.js';

/** @typedef {import('./kit.js').State} State */

/** @type {(is: State, saw: string) => { is: State, saw: string }} */
const found = (is, saw) => ({ is, saw });

/** Name and version of the browser. */
export const browserName = () => {
  const agent = navigator.userAgent;
  for (const [name, pattern] of /** @type {[string, RegExp][]} */ ([
    ['Edge', /Edg\/(\d+)/], ['Firefox', /Firefox\/(\d+)/], ['Chrome', /Chrome\/(\d+)/], ['Safari', /Version\/(\d+).*Safari/],
  ])) {
    const match = pattern.exec(agent);
    if (match) return { name, version: Number(match[1]) };
  }
  return { name: agent.slice(0, 60), version: 0 };
};

const system = () => (/\(([^;)]+;[^;)]+)/.exec(navigator.userAgent) || [])[1] || '';

const browser = () => {
  const { name, version } = browserName();
  const least = limit('browser', name);
  const saw = t('saw.browser', { name, version: version || '?', system: system() });
  if (!least || !version) return found('note', saw);
  return found(version >= least ? 'fine' : 'bad', saw);
};

const screenSize = () => {
  const { width, height } = window.screen;
  const saw = t('saw.screen', { width, height, zoom: Math.round((window.devicePixelRatio || 1) * 100) });
  const fits = width >= limit('screen', 'width') && height >= limit('screen', 'height');
  return found(fits ? 'fine' : 'bad', saw);
};

const memory = () => {
  const gigabytes = /** @type {any} */ (navigator).deviceMemory;
  const cores = navigator.hardwareConcurrency || 0;
  if (!gigabytes) return found('skipped', t('saw.memory-unknown', { cores }));
  const enough = gigabytes >= limit('memory', 'gigabytes');
  return found(enough ? 'fine' : 'note', t('saw.memory', { gigabytes, cores }));
};

const clock = async () => {
  let best = { way: Infinity, gap: 0 };
  for (let turn = 0; turn < 3; turn += 1) {
    const before = Date.now();
    const answer = await ask('now');
    const { now } = await answer.json();
    const after = Date.now();
    if (after - before < best.way) best = { way: after - before, gap: (before + after) / 2 - now };
  }
  const seconds = Math.round(Math.abs(best.gap) / 1000);
  const saw = t(seconds < 2 ? 'saw.clock-right' : best.gap > 0 ? 'saw.clock-ahead' : 'saw.clock-behind', { seconds });
  return found(seconds > limit('clock', 'seconds') ? 'bad' : seconds > 60 ? 'note' : 'fine', saw);
};

/** @returns {Promise<boolean>} */
const database = () => new Promise((done) => {
  const opening = indexedDB.open('greffon-diagnostic', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('word');
  opening.onerror = () => done(false);
  opening.onsuccess = () => {
    const turn = opening.result.transaction('word', 'readwrite');
    turn.objectStore('word').put('é', 1);
    turn.oncomplete = () => {
      opening.result.close();
      indexedDB.deleteDatabase('greffon-diagnostic');
      done(true);
    };
    turn.onerror = () => done(false);
  };
});

const storage = async () => {
  localStorage.setItem('greffon-diagnostic', 'é');
  const kept = localStorage.getItem('greffon-diagnostic') === 'é';
  localStorage.removeItem('greffon-diagnostic');
  const fine = kept && await database();
  return found(fine ? 'fine' : 'bad', t(fine ? 'saw.storage' : 'saw.storage-none'));
};

const webgl = () => {
  const canvas = document.createElement('canvas');
  const drawing = /** @type {WebGLRenderingContext | null} */ (canvas.getContext('webgl2') || canvas.getContext('webgl'));
  if (!drawing) return found('note', t('saw.webgl-none'));
  const names = drawing.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(drawing.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : drawing.RENDERER)).replace(/^(.{60}).+$/, '$1…');
  const soft = /swiftshader|llvmpipe|software|basic render/i.test(renderer);
  return found(soft ? 'note' : 'fine', t(soft ? 'saw.webgl-soft' : 'saw.webgl', { renderer }));
};

/** Latency and throughput to the host, below 1 MB and 6 s together. */
const throughput = async () => {
  const ways = [];
  for (let turn = 0; turn < 10; turn += 1) {
    const start = performance.now();
    await (await ask('now')).text();
    // The first one also opens the connection.
    if (turn) ways.push(performance.now() - start);
  }
  const way = median(ways);
  const down = await rate(async (size, signal) => {
    const reader = /** @type {ReadableStream<Uint8Array>} */ ((await ask(`bytes?n=${size}`, { signal })).body).getReader();
    let got = 0;
    try {
      for (;;) {
        const part = await reader.read();
        if (part.done) return got;
        got += part.value.length;
      }
    } catch {
      return got;
    }
  });
  const up = await rate(async (size, signal) => {
    const body = crypto.getRandomValues(new Uint8Array(size < 65536 ? size : 65536));
    const whole = new Blob(Array(Math.ceil(size / body.length)).fill(body));
    try {
      return (await ask('bytes', { method: 'POST', body: whole, signal })).ok ? size : 0;
    } catch {
      return 0;
    }
  });
  const fine = down >= limit('throughput', 'megabits') && way <= limit('throughput', 'milliseconds');
  return { is: fine ? /** @type {const} */ ('fine') : /** @type {const} */ ('bad'), down, up, way };
};

/**
 * Mbit/s: a block that doubles until it lasts long enough to tell, within 3 s and 480 KB.
 * @param {(size: number, signal: AbortSignal) => Promise<number>} move
 */
const rate = async (move) => {
  const begin = performance.now();
  let best = 0;
  for (let size = 32768; size <= 262144; size *= 2) {
    const left = 3000 - (performance.now() - begin);
    if (left < 200) break;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), left);
    const start = performance.now();
    let moved = 0;
    try {
      moved = await move(size, stop.signal);
    } catch { /* cut by the timer before the first byte */ }
    clearTimeout(timer);
    const ms = Math.max(performance.now() - start, 1);
    if (moved) best = moved * 8 / ms / 1000;
    if (ms > 1000 || moved < size) break;
  }
  return best;
};

/** @type {Record<string, () => Promise<{ is: State, saw: string }> | { is: State, saw: string }>} */
export const checks = {
  browser, screen: screenSize, memory, clock, storage, webgl,
};

/** @type {Record<string, State>} */
const FALLBACK = { storage: 'bad', webgl: 'note' };

/** Runs a check; one that cannot be made says so. @param {string} id */
export const run = async (id) => {
  try {
    return await checks[id]();
  } catch (error) {
    return found(FALLBACK[id] || 'skipped', t('saw.impossible', { reason: String(error).slice(0, 80) }));
  }
};

export { throughput };
