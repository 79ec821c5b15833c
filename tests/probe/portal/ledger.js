// Runs before everything else in the portal page and keeps count of what a widget could leave behind: listeners on
// things that outlive it, timers, observers, open ports. Also makes long timers short when the address asks for it
// (?hurry=20), so that a deadline of 30 s is seen to pass in 1.5 s.
(() => {
  const kept = { listeners: new Map(), timers: new Set(), observers: new Map(), ports: new Set(), sent: [] };
  const lasting = (target) =>
    target === window || target === document || target === window.visualViewport || target === navigator ||
    target instanceof MediaQueryList || target === document.documentElement || target === document.body;

  // A page that is busy hears messages late: a test can make it as late as it needs.
  const held = new WeakMap();
  let late = null;
  window.holdMessages = () => (late = []);
  window.releaseMessages = () => {
    const waiting = late;
    late = null;
    for (const [listener, event] of waiting) listener.call(window, event);
  };
  const holdable = (listener) => {
    if (!held.has(listener)) held.set(listener, (event) => (late ? late.push([listener, event]) : listener.call(window, event)));
    return held.get(listener);
  };

  const label = (target) => target.constructor.name;
  const add = EventTarget.prototype.addEventListener;
  const remove = EventTarget.prototype.removeEventListener;
  const capture = (options) => (typeof options === 'object' ? !!options?.capture : !!options);
  const keyOf = (target, type, listener, options) =>
    [...kept.listeners.keys()].find((key) => key.target === target && key.type === type && key.listener === listener && key.capture === capture(options));
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = this ?? window;
    if (listener && lasting(target) && !options?.signal?.aborted && !keyOf(target, type, listener, options)) {
      const key = { target, type, listener, capture: capture(options) };
      kept.listeners.set(key, `${label(target)} ${type}`);
      if (options?.signal) add.call(options.signal, 'abort', () => kept.listeners.delete(key));
    }
    return add.call(target, type, type === 'message' && target === window ? holdable(listener) : listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const target = this ?? window;
    kept.listeners.delete(keyOf(target, type, listener, options));
    return remove.call(target, type, held.get(listener) ?? listener, options);
  };

  const hurry = Number(new URLSearchParams(location.search).get('hurry') ?? 1);
  const { setTimeout: later, clearTimeout: never, setInterval: often } = window;
  window.setTimeout = (action, ms = 0, ...rest) => {
    const id = later((...args) => {
      kept.timers.delete(id);
      action(...args);
    }, ms >= 5000 ? ms / hurry : ms, ...rest);
    kept.timers.add(id);
    return id;
  };
  window.setInterval = (...args) => {
    const id = often(...args);
    kept.timers.add(id);
    return id;
  };
  window.clearTimeout = window.clearInterval = (id) => {
    kept.timers.delete(id);
    never(id);
  };

  for (const name of ['ResizeObserver', 'IntersectionObserver', 'MutationObserver']) {
    const Original = window[name];
    window[name] = class extends Original {
      observe(...args) {
        kept.observers.set(this, name);
        return super.observe(...args);
      }
      disconnect() {
        kept.observers.delete(this);
        return super.disconnect();
      }
    };
  }

  const Channel = window.MessageChannel;
  window.MessageChannel = class extends Channel {
    constructor() {
      super();
      // Only the page's own end: the other one goes to the widget.
      const port = this.port1;
      const post = port.postMessage.bind(port);
      port.postMessage = (message, ...rest) => {
        kept.sent.push(String(message));
        post(message, ...rest);
      };
      kept.ports.add(port);
      const close = port.close.bind(port);
      port.close = () => {
        kept.ports.delete(port);
        close();
      };
    }
  };

  /** Every message that the page put into a port. */
  window.sentByPorts = () => kept.sent;
  window.ledger = () => ({
    listeners: [...kept.listeners.values()].sort(),
    timers: kept.timers.size,
    observers: [...kept.observers.values()].sort(),
    ports: kept.ports.size,
    frames: document.querySelectorAll('iframe').length,
  });
})();
