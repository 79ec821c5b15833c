// The few parts of a page that the SDK touches, for tests without a browser. Everything that is attached is counted,
// so that a test can see that nothing is left.

import { setMaxListeners } from 'node:events';

/** An event target that knows how many listeners it has. */
class CountedTarget extends EventTarget {
  constructor() {
    super();
    setMaxListeners(0, this);
  }

  listeners = 0;
  #entries = new Map();

  addEventListener(type, listener, options = {}) {
    if (options.signal?.aborted) return;
    super.addEventListener(type, listener, options);
    this.listeners++;
    this.#entries.set(listener, type);
    const { signal } = typeof options === 'object' ? options : {};
    if (signal) setMaxListeners(0, signal);
    const gone = () => { if (this.#entries.delete(listener)) this.listeners--; };
    signal?.addEventListener('abort', gone);
    if (options.once) super.addEventListener(type, gone, { once: true });
  }

  removeEventListener(type, listener, options) {
    super.removeEventListener(type, listener, options);
    if (this.#entries.delete(listener)) this.listeners--;
  }
}

class FakeElement extends CountedTarget {
  children = [];
  parent = null;
  style = {};
  dataset = {};
  className = '';
  attributes = new Map();
  clientWidth = 640;
  lang = '';
  #text = '';

  constructor(tagName, page) {
    super();
    this.tagName = tagName;
    this.page = page;
  }

  get isConnected() { return this === this.page.body || !!this.parent?.isConnected; }
  get firstElementChild() { return this.children[0] ?? null; }
  get textContent() { return this.#text + this.children.map((child) => child.textContent ?? child).join(''); }
  set textContent(text) {
    this.replaceChildren();
    this.#text = text;
  }

  setAttribute(name, value) { this.attributes.set(name, value); }
  getAttribute(name) { return this.attributes.get(name) ?? null; }
  closest() { return this.page.documentElement; }
  attachShadow() {
    this.shadowRoot = new FakeElement('#shadow', this.page);
    this.shadowRoot.parent = this;
    this.shadowRoot.adoptedStyleSheets = [];
    return this.shadowRoot;
  }
  append(...nodes) {
    for (const node of nodes) {
      node.remove?.();
      if (node instanceof FakeElement) node.parent = this;
      this.children.push(node);
      node.inserted?.();
    }
  }
  remove() {
    if (!this.parent) return;
    this.parent.children = this.parent.children.filter((child) => child !== this);
    this.parent = null;
    this.removed?.();
  }
  replaceChildren(...nodes) {
    for (const child of [...this.children]) child.remove?.();
    this.children = [];
    this.#text = '';
    this.append(...nodes);
  }
  focus() { this.page.focused = this; }
  click() { this.dispatchEvent(new Event('click')); }
  set onclick(listener) { super.addEventListener('click', listener); }
  /** Every element below, also in shadow roots. */
  *all() {
    for (const child of [...this.children, ...this.shadowRoot ? [this.shadowRoot] : []]) {
      if (!(child instanceof FakeElement)) continue;
      yield child;
      yield* child.all();
    }
  }
  find(tagName) { return [...this.all()].find((element) => element.tagName === tagName); }
}

/** A frame whose document is played by the test. */
class FakeFrame extends FakeElement {
  heard = [];
  constructor(page) {
    super('iframe', page);
    this.contentWindow = {
      postMessage: (data, _target, transfer = []) => {
        this.heard.push({ data, ports: transfer });
        this.page.onFrameMessage?.(this, data, transfer);
      },
    };
  }
  inserted() { this.page.frames.push(this); }
  removed() { this.page.frames = this.page.frames.filter((frame) => frame !== this); }
  /** A window message of the frame's document. */
  say(data, source = this.contentWindow) {
    const event = new Event('message');
    Object.assign(event, { data, source, ports: [] });
    this.page.window.dispatchEvent(event);
  }
}

/**
 * Puts a fake page into the globals.
 * @param {{ visible?: boolean }} [options]
 */
export const openPage = ({ visible = true } = {}) => {
  const before = new Map();
  const page = { frames: [], observers: new Set(), media: [], visible, matching: new Set() };
  const window = new CountedTarget();
  page.window = window;
  page.documentElement = new FakeElement('html', page);
  page.documentElement.lang = 'fr';
  page.body = new FakeElement('body', page);
  const document = Object.assign(new CountedTarget(), {
    documentElement: page.documentElement,
    baseURI: 'http://ent.test/page',
    hidden: false,
    cookie: 'XSRF-TOKEN=abc',
    createElement: (tagName) => (tagName === 'iframe' ? new FakeFrame(page) : new FakeElement(tagName, page)),
    createElementNS: (_space, tagName) => new FakeElement(tagName, page),
  });
  page.document = document;

  class Observer {
    constructor(changed) { this.changed = changed; }
    observe(target) {
      this.target = target;
      page.observers.add(this);
      queueMicrotask(() => page.observers.has(this) && this.changed(this.entries()));
    }
    disconnect() { page.observers.delete(this); }
  }
  class Sight extends Observer {
    entries() { return [{ target: this.target, isIntersecting: page.visible }]; }
  }
  class Size extends Observer {
    entries() { return [{ target: this.target }]; }
  }
  /** Tells all observers that something changed. */
  page.layOut = () => { for (const observer of page.observers) observer.changed(observer.entries()); };
  page.listeners = () => window.listeners + document.listeners + page.media.reduce((sum, list) => sum + list.listeners, 0);

  const globals = {
    window, document,
    addEventListener: window.addEventListener.bind(window),
    removeEventListener: window.removeEventListener.bind(window),
    matchMedia: (media) => {
      const list = Object.assign(new CountedTarget(), { media });
      Object.defineProperty(list, 'matches', { get: () => page.matching.has(media) });
      page.media.push(list);
      return list;
    },
    getComputedStyle: () => ({ direction: 'ltr', fontSize: '16px' }),
    IntersectionObserver: Sight,
    ResizeObserver: Size,
    CSSStyleSheet: class { replaceSync(text) { this.text = text; } },
  };
  for (const [name, value] of Object.entries(globals)) {
    before.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  if (!globalThis.navigator) {
    before.set('navigator', undefined);
    Object.defineProperty(globalThis, 'navigator', { value: { language: 'fr' }, configurable: true });
  }
  page.close = () => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete globalThis[name];
    }
  };
  page.place = () => {
    const place = new FakeElement('div', page);
    page.body.append(place);
    return place;
  };
  return page;
};
