// The frame mode: the cage, the widget's document inside it, and the handshake (section 2).

/**
 * @param {import('./host.js').Host} host
 */
export const openFrame = (host) => {
  const frame = document.createElement('iframe');

  /**
   * @param {object} message
   * @param {Transferable[]} [ports]
   */
  const post = (message, ports) => frame.contentWindow?.postMessage(message, '*', ports);

  addEventListener('message', ({ source, data }) => {
    if (source != frame.contentWindow || data?.greffon != 'hello' || data.id != host.manifest.id) return;
    if (![data.v].flat().includes(1)) return host.fail('version');
    const { port1, port2 } = new MessageChannel();
    frame.onload = null;
    host.connect(port1, '' + data.nonce);
    post({ greffon: 'welcome', v: 1 }, [port2]);
  }, host.attempt);
  // A hello may have been said before anybody listened.
  frame.onload = () => post({ greffon: 'probe' });

  /** @type {any} */ (frame).sandbox = 'allow-scripts';
  if (host.granted.has('ui:clipboard')) frame.allow = 'clipboard-write *';
  frame.title = host.title;
  /** @type {any} */ (frame).src = new URL(`../cage.html#${host.manifest.id}/${host.manifest.entry}`, host.base);
  host.stage.append(frame);
  return frame;
};
