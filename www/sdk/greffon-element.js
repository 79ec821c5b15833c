// <greffon-widget manifest="…" instance="…">: the SDK as an element, with the HTTP back end and the outbox.
// Unlike the other modules this one acts when it is loaded: it defines the element.

import { mount } from './host/mount.js';
import { httpBackend } from './http-backend.js';
import { outbox } from './outbox.js';

export { failure } from './host/errors.js';
export { httpBackend, mount, outbox };
export { wipeOutbox } from './outbox.js';

const Base = globalThis.HTMLElement ?? Object;

/**
 * Attributes: `manifest`, `instance`, `backend` (address, `/i` by default), `mode` (`frame` or `page`), `theme`,
 * `locale`, `readonly`, `label` (name for screen readers). `theme`, `locale` and `readonly` may change at any time.
 * Properties to set before it is put into a page: `backend` (an adapter of one's own), `options` (what `mount` takes).
 * Events, which bubble: `greffon-ready`, `greffon-state`, `greffon-log`, `greffon-done`.
 */
export class GreffonWidget extends Base {
  static observedAttributes = ['theme', 'locale', 'readonly'];

  /** @type {import('./greffon.js').Handle | undefined} */
  handle;
  /** @type {import('./greffon.js').Backend | undefined} */
  backend;
  /** @type {Partial<import('./greffon.js').MountOptions>} */
  options = {};

  connectedCallback() {
    // Moved by `appendChild`: taken out and put in again within one task.
    if (this.handle) return;
    const read = (/** @type {string} */ name) => this.getAttribute(name) ?? undefined;
    const tell = (/** @type {string} */ name) => (/** @type {unknown} */ detail) => {
      this.dispatchEvent(new CustomEvent(`greffon-${name}`, { detail, bubbles: true }));
    };
    this.handle = mount(this, {
      manifest: read('manifest') ?? '',
      instance: read('instance') ?? '',
      backend: this.backend ?? outbox(httpBackend(read('backend') ?? '/i')),
      mode: read('mode') == 'page' ? 'page' : 'frame',
      title: read('label'),
      onLog: tell('log'),
      onState: tell('state'),
      onDone: tell('done'),
      ...this.options,
      context: { ...this.#context(), ...this.options.context },
    });
    this.handle.ready.then(tell('ready'), () => {});
    if (this.hasAttribute('readonly')) this.handle.setState('readonly');
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.handle?.destroy();
      this.handle = undefined;
    });
  }

  /** A move by `moveBefore` changes nothing. */
  connectedMoveCallback() {}

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    if (before === now || !this.handle) return;
    if (name == 'readonly') this.handle.setState(now === null ? 'online' : 'readonly');
    else this.handle.update(this.#context());
  }

  /** What the attributes say of the context. @returns {import('./greffon.js').Context} */
  #context() {
    const theme = this.getAttribute('theme');
    return {
      theme: theme == 'light' || theme == 'dark' ? theme : undefined,
      locale: this.getAttribute('locale') ?? undefined,
    };
  }
}

/** Defines the element, unless the page did already. */
export const define = (name = 'greffon-widget') => {
  if (globalThis.customElements && !customElements.get(name)) customElements.define(name, /** @type {any} */ (GreffonWidget));
};

define();
