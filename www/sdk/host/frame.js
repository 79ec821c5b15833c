// The frame mode: the cage, the widget's document inside it, and the handshake (section 2).

/**
 * @param {import('./host.js').Host} host
 * @param {AbortSignal} signal ends the listening
 * @param {(port: MessagePort, nonce?: string) => void} connect called at each right hello
 */
export const openFrame = ({ manifest, base, stage, title, granted, fail }, signal, connect) => {
  const frame = document.createElement('iframe');
  let heard = false;

  /**
   * @param {object} message
   * @param {Transferable[]} [ports]
   */
  const post = (message, ports) => frame.contentWindow?.postMessage(message, '*', ports);

  addEventListener('message', ({ source, data }) => {
    if (source != frame.contentWindow || data?.greffon != 'hello' || data.id != manifest.id) return;
    if (![data.v].flat().includes(1)) return fail('version');
    const { port1, port2 } = new MessageChannel();
    heard = true;
    connect(port1, `${data.nonce}`);
    post({ greffon: 'welcome', v: 1 }, [port2]);
  }, { signal });
  // A hello may have been said before anybody listened.
  frame.onload = () => heard || post({ greffon: 'probe' });

  /** @type {any} */ (frame).sandbox = 'allow-scripts';
  if (granted.has('ui:clipboard')) frame.allow = 'clipboard-write *';
  frame.title = title;
  frame.src = new URL(`../cage.html#${manifest.id}/${manifest.entry}`, base).href;
  stage.append(frame);
  return frame;
};
