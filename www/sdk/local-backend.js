// The storage of section 8 in this browser, for one person and without a server: the gallery, and the scope `device`.
// Tabs of the same browser tell each other what changed.

import { failure } from './host/errors.js';
import { paced } from './local/pace.js';
import { createScope, LIMITS } from './local/scope.js';
import { openIndexedDb, openMemory } from './local/store.js';

/** @typedef {import('./greffon.js').Changes} Changes */
/** @typedef {{ scope: string, changes: Changes } | { note: any }} News */

/**
 * What only this back end can do.
 * @typedef {object} LocalExtras
 * @property {() => Promise<Record<string, unknown>>} exportAll everything of the instance, as the export of a back end
 * @property {() => Promise<() => Promise<void>>} erase forgets everything of the instance; answers with how to undo it
 */

/**
 * @param {object} [options]
 * @param {string} [options.database] name of the database
 * @param {boolean} [options.memory] keep nothing beyond this page
 * @param {import('./greffon.js').User} [options.user] who this is; a random id by default, kept in the database
 * @param {string} [options.title] of the instance
 * @param {Record<string, (args: any) => any>} [options.services] by name
 * @returns {import('./greffon.js').Backend & LocalExtras}
 */
export const localBackend = ({ database = 'greffon', memory = false, user, title, services = {} } = {}) => {
  /** @type {Promise<import('./local/store.js').Store> | undefined} */
  let opening;
  /** @type {BroadcastChannel | undefined} */
  let channel;
  /** @type {((method: string, params: any) => void) | undefined} */
  let onNote;
  let place = '';
  /** @type {string | undefined} */
  let person;
  /** @type {Set<{ scope: string, take: (changes: Changes) => void }>} */
  const watches = new Set();

  const store = () => (opening ??= memory || !globalThis.indexedDB
    ? Promise.resolve(openMemory())
    // Some browsers refuse it in private windows.
    : openIndexedDb(database).catch(openMemory));

  /**
   * @template T
   * @param {(t: import('./local/store.js').Transaction) => Promise<T>} run
   */
  const transact = async (run) => (await store()).transact(run);

  /** @param {string} scope */
  const scopeOf = (scope) => {
    if (!['user', 'shared', 'widget', 'device'].includes(scope)) throw failure('invalid', { pointer: '/scope' });
    return createScope(`${place}${scope}/`, scope == 'shared' || scope == 'widget', person);
  };

  /** @param {News} news */
  const hear = (news) => {
    if ('note' in news) onNote?.('live.message', news.note);
    else for (const { scope, take } of watches) if (scope == news.scope) take(news.changes);
  };

  /** @param {News} news */
  const tellAll = (news) => {
    channel?.postMessage(news);
    if ('changes' in news) hear(news);
  };

  /** Who this is: given, or made up once and kept. */
  const identify = async () => user?.id ?? transact(async (t) => {
    const known = await t.get('person');
    if (known) return known;
    const made = `p${[...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('')}`;
    t.put('person', made);
    return made;
  });

  /** @type {Record<string, (params: any) => any>} */
  const methods = {
    'storage.read': (params) => transact((t) => scopeOf(params.scope).read(t, params)),
    'storage.write': async ({ scope, ...params }) => {
      const { rev, items, repeated } = await transact((t) => scopeOf(scope).write(t, params, new Date()));
      if (!repeated) tellAll({ scope, changes: { from: rev - 1, to: rev, items } });
      return { rev };
    },
    'service.call': async ({ name, args }) => {
      if (!Object.hasOwn(services, name)) throw failure('not_found', { message: name });
      return { data: await services[name](args) };
    },
    'live.send': ({ topic, data }) => tellAll({ note: { topic, from: person, data } }),
    'file.put': ({ mime, bytes }) => transact(async (t) => {
      const file = crypto.getRandomValues(new Uint32Array(4)).join('-');
      t.put(`${place}file/${file}`, { mime, bytes });
      return { file, size: bytes.byteLength, mime };
    }),
    'file.get': ({ file }) => transact(async (t) => {
      const found = await t.get(`${place}file/${file}`);
      if (!found) throw failure('not_found', { message: file });
      return found;
    }),
    'file.delete': ({ file }) => transact(async (t) => {
      t.remove(`${place}file/${file}`);
      return {};
    }),
  };

  /**
   * Whether this back end can give a capability.
   * @param {string} name
   */
  const offers = (name) =>
    name.startsWith('service:') ? Object.hasOwn(services, name.slice('service:'.length)) : name != 'event';

  return {
    open: async (instance, manifest) => {
      place = `${encodeURIComponent(instance)}/`;
      person = await identify();
      channel ??= new BroadcastChannel(`greffon:${database}/${place}`);
      channel.onmessage = ({ data }) => hear(data);
      const wishes = [...manifest.required ?? [], ...manifest.optional ?? []].map(({ name }) => name);
      const { profile = ['National_ELV'] } = user ?? {};
      const roles = /** @type {{ name: string, profiles?: string[] }[]} */ (manifest.roles ?? [])
        .filter(({ profiles = [] }) => profiles.some((one) => profile.includes(one)))
        .map(({ name }) => name);
      return {
        instance,
        title: title ?? manifest.title.fr,
        widget: manifest.id,
        level: 3,
        granted: wishes.filter(offers),
        denied: wishes.filter((name) => !offers(name)).map((name) => ({ name, reason: 'host' })),
        user: { roles, ...user, profile, id: person },
        context: { instanceTitle: title ?? manifest.title.fr },
        limits: LIMITS,
      };
    },

    request: async (method, params) => {
      if (!Object.hasOwn(methods, method)) throw failure('unsupported', { message: method });
      return methods[method](params);
    },

    watch: async ({ scope, prefix, since = 0 }, onChange) => {
      /** @type {Changes[]} */
      const early = [];
      /** @type {ReturnType<typeof paced> | undefined} */
      let pace;
      let known = 0;
      const watch = {
        scope,
        /** @param {Changes} changes */
        take: (changes) => {
          if (!pace) return void early.push(changes);
          if (changes.to <= known) return;
          pace.push({
            from: Math.max(changes.from, known),
            to: changes.to,
            items: changes.items.filter((item) => item.rev > known && item.key.startsWith(prefix)),
          });
          known = changes.to;
        },
      };
      watches.add(watch);
      const start = await transact((t) => scopeOf(scope).since(t, prefix, since));
      known = start.rev;
      pace = paced(onChange);
      early.forEach(watch.take);
      return {
        ...start,
        stop: () => {
          pace?.stop();
          watches.delete(watch);
        },
      };
    },

    onNote: (listener) => { onNote = listener; },

    close: () => {
      channel?.close();
      channel = undefined;
      watches.clear();
      opening?.then((opened) => opened.close());
      opening = undefined;
    },

    exportAll: () => transact(async (t) => {
      const all = await t.list(place);
      return Object.fromEntries(all
        .filter(([key, value]) => key.startsWith('i/', key.indexOf('/', place.length) + 1) && !value.deleted)
        .map(([key, value]) => [key.slice(place.length), value]));
    }),

    erase: async () => {
      const gone = await transact(async (t) => {
        const all = await t.list(place);
        for (const [key] of all) t.remove(key);
        return all;
      });
      return () => transact(async (t) => {
        for (const [key] of await t.list(place)) t.remove(key);
        for (const [key, value] of gone) t.put(key, value);
      });
    },
  };
};
