// A widget mounted in a fake page, in its frame, up to the point that a test wants.

import { mount } from '../../sdk/greffon-host.js';
import { openPage } from './fake-page.js';
import { fakeBackend, MANIFEST, settle, speak, until } from './fake-widget.js';

export const HELLO = { greffon: 'hello', v: [1], id: 'probe', version: '0.1.0', nonce: 'n-1' };

/** Answers the fetch of the manifest. */
export const serveManifest = (manifest = MANIFEST) => {
  const before = globalThis.fetch;
  const fetched = [];
  globalThis.fetch = async (url) => {
    fetched.push(String(url));
    if (manifest instanceof Error) throw manifest;
    return { ok: true, url: new URL(url, 'http://ent.test/page').href, json: async () => manifest };
  };
  return { fetched, stop: () => { globalThis.fetch = before; } };
};

/**
 * @param {import('node:test').TestContext} t
 * @param {object} [options] of `mount`, and `backend`, `manifest`, `page`
 */
export const mounted = async (t, { manifest, pageOptions, backend = fakeBackend(), ...options } = {}) => {
  const page = openPage(pageOptions);
  const served = serveManifest(manifest);
  const logs = [];
  const place = page.place();
  const handle = mount(place, {
    manifest: '/widgets/probe/widget.json', instance: '1', backend, onLog: (line) => logs.push(line), ...options,
  });
  t.after(async () => {
    handle.destroy();
    await settle(3);
    served.stop();
    page.close();
  });
  const frame = () => until(() => page.frames[0]);
  return {
    page, place, handle, backend, logs, served, frame,
    /** Says hello and takes the port. */
    hello: async (hello = HELLO) => {
      const found = await frame();
      const before = found.heard.length;
      found.say(hello);
      const { ports } = await until(() => found.heard.slice(before).find(({ data }) => data.greffon === 'welcome'));
      return speak(ports[0]);
    },
    card: () => [...place.all()].find((element) => element.dataset.card)?.dataset.card,
  };
};

/** Mounted, welcomed and ready. */
export const ready = async (t, options) => {
  const world = await mounted(t, options);
  const widget = await world.hello();
  const init = await widget.ask('session.init', { nonce: HELLO.nonce, sdk: 'test', want: [], optional: [] });
  widget.note('session.ready');
  await world.handle.ready;
  return { ...world, widget, init };
};
