// The frame mode: the cage, the widget's document inside it, and the handshake (section 2).

/**
 * @param {import('./host.js').Host} host
 */
export const openFrame = (host) => {
  const frame = document.createElement('iframe');
  let heard = false;

  /**
   * @param {object} message
   * @param {Transferable[]} [ports]
   */
  const post = (message, ports) => frame.contentWindow?.postMessage(message, '*', ports);

  addEventListener('message', ({ source, data }) => {
    if (source != frame.contentWindow || data?.greffon != 'hello' || data.id != host.manifest.id) return;
    if (![data.v].flat().includes(1)) return host.fail('version');
    const { port1, port2 } = new MessageChannel();
    heard = true;
    host.connect(port1, `${data.nonce}`);
    post({ greffon: 'welcome', v: 1 }, [port2]);
  }, host.attempt);
  // A hello may have been said before anybody listened.
  frame.onload = () => heard || post({ greffon: 'probe' });

  /** @type {any} */ (frame).sandbox = 'allow-scripts';
  if (host.granted.has('ui:clipboard')) frame.allow = 'clipboard-write *';
  frame.title = host.title;
  frame.src = new URL(`../cage.html#${host.manifest.id}/${host.manifest.entry}`, host.base).href;
  host.stage.append(frame);
  return frame;
};
