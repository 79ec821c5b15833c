// The page mode: the widget as a custom element in the page, with the same port as a property (section 2).

/** @typedef {import('../host/host.js').Host} Host */
/** @typedef {import('../greffon.js').Manifest} Manifest */

/**
 * The manifests of the widgets that stand in the page, so that several of them can share one module.
 * @type {Set<Promise<Manifest>>}
 */
const present = new Set();

/**
 * How often the module at an address had to be thrown away: a browser never loads one address twice.
 * @type {Map<string, number>}
 */
const attempts = new Map();

/** Which of them a widget runs. @type {WeakMap<Host, { href: string, attempt: number }>} */
const running = new WeakMap();

/**
 * Tells that a widget is, or will be, in the page.
 * @param {Host} host
 * @param {Promise<Manifest>} manifest
 */
export const register = (host, manifest) => {
  present.add(manifest);
  host.attempt.signal.addEventListener('abort', () => present.delete(manifest));
};

/** Whether two different widgets of the page are in the bundle. */
const isShared = async () => {
  const ids = new Set();
  for (const found of await Promise.allSettled(present)) {
    if (found.status == 'fulfilled' && found.value.bundle) ids.add(found.value.id);
  }
  return ids.size > 1;
};

/**
 * The module that a widget runs must not be used again: it crashed, or it never came.
 * Widgets that shared it agree on its successor.
 * @param {Host} host
 */
export const retire = (host) => {
  const used = running.get(host);
  if (used) attempts.set(used.href, used.attempt + 1);
};

/** @param {Host} host */
export const openElement = async (host) => {
  const { signal } = host.attempt;
  const url = new URL(host.manifest.element, host.base);
  const { href } = url;
  const attempt = attempts.get(href) ?? 0;
  running.set(host, { href, attempt });
  if (attempt) url.searchParams.set('attempt', `${attempt}`);
  const [{ tag }, bundle] = await Promise.all([import(/* @vite-ignore */ url.href), isShared()]);
  signal.throwIfAborted();
  const { port1, port2 } = new MessageChannel();
  host.connect(port1);
  host.stage.append(Object.assign(document.createElement(tag), { port: port2, bundle, attempt }));
};
