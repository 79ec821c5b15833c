// The widget as a custom element, in its own document or in a page: style, module, and the port handed to it.

const base = new URL('.', import.meta.url);

/** The name of the element; its major keeps two versions apart in one page. */
export const tag = 'greffon-{{id}}-{{major}}';

/**
 * The wasm module behind a glue file, started once however many elements use it.
 * @param {string} name of the glue file, relative to this file's folder
 * @param {number} attempt counts the modules that a crash has spoiled: a browser loads one address only once
 */
const load = async (name, attempt) => {
  const url = new URL(name, base);
  if (attempt) url.searchParams.set('attempt', `${attempt}`);
  const glue = await import(url.href);
  // Kept on the function that all importers of this file share.
  await (glue.default.started ??= glue.default());
  return glue;
};

/** What is loaded when a screen first shows it, by name: a module, and its style sheet where it has one. @type {Record<string, string[]>} */
const parts = JSON.parse('{{parts}}');

/** How often a part could not be had. @type {Record<string, number>} */
const failures = {};

/** A widget without its style still works. @param {string} name @returns {Promise<CSSStyleSheet | undefined>} */
const dress = async (name) => {
  const response = await fetch(new URL(name, base));
  if (!response.ok) return undefined;
  return new CSSStyleSheet({ baseURL: base.href }).replace(await response.text());
};

class GreffonElement extends HTMLElement {
  /** @type {MessagePort | undefined} */
  port;
  /** Of the widget's own document. @type {any} */
  nonce = undefined;
  /** Whether the page shows several widgets that share one module. */
  bundle = false;
  attempt = 0;
  /** @type {(() => void) | undefined} */
  #unmount;
  /** Parts whose style is on. @type {Set<string>} */
  #dressed = new Set();

  async connectedCallback() {
    const { port, nonce, bundle, attempt } = this;
    if (!port) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const style = dress('style.css').catch(() => undefined);
    const start = async (/** @type {string} */ name) => {
      const [glue, sheet] = await Promise.all([load(name, attempt), style]);
      if (!this.isConnected || this.port !== port) return;
      if (sheet) root.adoptedStyleSheets = [sheet];
      const handle = glue.mount('{{id}}', root, port, nonce);
      if (!handle) throw new Error(`${name} does not hold {{id}}`);
      this.#unmount = () => glue.unmount(handle);
      if (!sheet) tell(port, 'error', 'style');
    };
    try {
      const own = () => start('{{id}}.js');
      await (bundle ? start('../bundle/bundle.js').catch(own) : own());
    } catch (error) {
      tell(port, 'fatal', 'start', `${error}`);
    }
  }

  /**
   * A part of the widget: its module, started, with its style on. The widget asks for it by this method.
   * @param {string} name
   */
  async part(name) {
    const [glue, css] = parts[name];
    try {
      const [module, sheet] = await Promise.all([
        load(glue, this.attempt + (failures[name] ?? 0)),
        css && !this.#dressed.has(name) ? dress(css).catch(() => undefined) : undefined,
      ]);
      if (sheet) {
        this.#dressed.add(name);
        this.shadowRoot?.adoptedStyleSheets.push(sheet);
      }
      return module;
    } catch (error) {
      failures[name] = (failures[name] ?? 0) + 1;
      throw error;
    }
  }

  disconnectedCallback() {
    const unmount = this.#unmount;
    this.#unmount = undefined;
    try {
      unmount?.();
    } catch {
      // A module that has crashed cannot tidy up, and there is nothing left to tidy.
    }
  }

  /** A move within the page changes nothing. */
  connectedMoveCallback() {}
}

/**
 * A line in the page's log; the page shows a card after a fatal one.
 * @param {MessagePort} port
 * @param {string} level
 * @param {string} code
 * @param {string} [data]
 */
const tell = (port, level, code, data) =>
  port.postMessage(JSON.stringify({ jsonrpc: '2.0', method: 'log', params: { level, code, data } }));

if (!customElements.get(tag)) customElements.define(tag, GreffonElement);
