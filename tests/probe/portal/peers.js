// The page's half of the comparison with comlink and penpal: one frame, sandboxed as a widget's is.
import * as Comlink from '/peers/comlink.mjs';
import { WindowMessenger, connect } from '/peers/penpal.mjs';

/** @param {string} widgets origin of the frame */
export const openPeers = async (widgets) => {
  const methods = { ping: () => ({}) };
  const frame = document.createElement('iframe');
  frame.id = 'peers';
  frame.title = 'Comparaison';
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.src = `${widgets}/widgets/peers/index.html`;
  document.body.append(frame);
  const penpal = connect({ messenger: new WindowMessenger({ remoteWindow: frame.contentWindow, allowedOrigins: ['*'] }), methods });
  await penpal.promise;
  const { port1, port2 } = new MessageChannel();
  Comlink.expose(methods, port1);
  frame.contentWindow.postMessage('comlink', '*', [port2]);
};
