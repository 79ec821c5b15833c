// The page that the conformance tests drive: it mounts probes by name and shows all that the host SDK says.
import { mount } from '/sdk/greffon-host.js';
import { createMemory } from './memory.js';

const widgets = new URLSearchParams(location.search).get('widgets');
const places = {};
const errors = [];
addEventListener('error', (event) => {
  // Nobody threw this one: WebKit says so when a scrollbar comes while sizes are told; it tells the rest in the next frame.
  if (event.message.startsWith('ResizeObserver loop')) return;
  errors.push(String(event.error?.stack ?? event.message));
});
addEventListener('unhandledrejection', (event) => errors.push(String(event.reason?.stack ?? event.reason)));

// Many places in one window: a host may wait with those that are far from it.
const sheet = new CSSStyleSheet();
sheet.replaceSync('main { display: grid; grid-template-columns: repeat(6, 1fr); } h1 { grid-column: 1 / -1; }');
document.adoptedStyleSheets = [sheet];

window.portal = {
  places,
  /** Everything that went wrong in the page itself. */
  errors,
  /**
   * Mounts a probe in an element of its own.
   * @param {string} name of the place; the element's id
   * @param {object} options of `mount`, and `widget` (the probe's folder), `describe` (what the back end says)
   */
  mount(name, { widget = 'probe', describe, ...options } = {}) {
    const el = document.createElement('section');
    el.id = name;
    document.querySelector('main').append(el);
    const memory = createMemory(describe);
    const place = { el, memory, log: [], states: [], ready: 'pending', done: [] };
    places[name] = place;
    place.handle = mount(el, {
      manifest: `${widgets}/widgets/${widget}/widget.json`,
      instance: name,
      backend: memory.backend,
      title: 'Sonde',
      // As text where it is an error, which is no JSON.
      onLog: (line) => place.log.push({ ...line, ...(line.data instanceof Error && { data: String(line.data.stack) }) }),
      onState: (state) => place.states.push(state),
      onDone: (reason) => place.done.push(reason),
      ...options,
    });
    place.handle.ready.then(() => (place.ready = 'ready'), (error) => (place.ready = `failed: ${error?.kind ?? error}`));
  },
  /** What a test wants to know of a place. */
  look(name) {
    const { handle, log, ready, memory, states } = places[name];
    return {
      state: handle.state, log, ready, states, errors,
      calls: memory.calls, pending: memory.pending, watches: memory.watches(), closed: memory.closed,
      listening: memory.states.size,
    };
  },
};
/** For the report on a journey that failed. */
window.autopsy = () => Object.fromEntries(Object.keys(places).map((name) => [name, window.portal.look(name)]));
document.documentElement.dataset.portal = 'ready';
