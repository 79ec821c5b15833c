// The frame's half of the comparison: calls its page through comlink and through penpal, as a widget calls its host.
import * as Comlink from './comlink.mjs';
import { WindowMessenger, connect } from './penpal.mjs';

const comlink = new Promise((resolve) => {
  addEventListener('message', ({ data, ports }) => {
    if (data === 'comlink') resolve(Comlink.wrap(ports[0]));
  });
});
const penpal = connect({ messenger: new WindowMessenger({ remoteWindow: parent, allowedOrigins: ['*'] }), methods: {} }).promise;

/** @returns {Promise<number[]>} what each of `count` calls took, one after the other, in ms */
const timed = async (count, call) => {
  const took = [];
  for (let done = 0; done < count; done += 1) {
    const start = performance.now();
    await call();
    took.push(performance.now() - start);
  }
  return took;
};

window.peers = {
  comlink: async (count) => {
    const page = await comlink;
    return timed(count, () => page.ping());
  },
  penpal: async (count) => {
    const page = await penpal;
    return timed(count, () => page.ping());
  },
};
