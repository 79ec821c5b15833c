// The first thing that runs in a probe's document: says hello and keeps what comes. The name of the document's folder
// says how it behaves; most probes are told what to do by the test that drives them.
(() => {
  const id = location.pathname.split('/').at(-2);
  const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const boot = {
    id,
    nonce,
    /** Everything that came by the window from the parent. */
    heard: [],
    /** How many messages came from somebody else. */
    foreign: 0,
    /** Ports that came by the window. */
    ports: [],
    onport: null,
    /** @param {object} changes over the right hello */
    hello: (changes = {}) =>
      parent.postMessage({ greffon: 'hello', v: [1], id, version: '0.1.0', nonce: boot.nonce, ...changes }, '*'),
  };
  /** What this folder's document says of itself. */
  const said = { ancient: { v: [99] }, stranger: { id: 'somebody-else' } }[id];
  addEventListener('message', (event) => {
    if (event.source !== parent) {
      boot.foreign += 1;
      return;
    }
    boot.heard.push(event.data);
    if (event.data?.greffon === 'probe' && id !== 'silent') boot.hello(said);
    if (event.data?.greffon === 'welcome' && event.ports[0]) {
      boot.ports.push(event.ports[0]);
      boot.onport?.(event.ports[0]);
    }
  });
  window.boot = boot;
  if (id === 'silent') return;
  boot.hello(said);
  // Says hello and goes: a welcome that comes late meets whoever took the place.
  if (id === 'restless') location.replace('thief.html');
})();
