// Says hello before anything else is loaded, and keeps the port until the widget is there (protocol, section 2).
(() => {
  const { id, version } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-');
  /** @type {Boot} */
  const boot = (window.greffonBoot = { nonce, port: null, onport: null });
  const hello = () => parent.postMessage({ greffon: 'hello', v: [1], id, version, nonce }, '*');

  addEventListener('message', ({ source, data, ports }) => {
    if (source !== parent) return;
    if (data?.greffon === 'probe') hello();
    if (data?.greffon === 'welcome' && ports[0]) {
      boot.port = ports[0];
      boot.onport?.();
    }
  });
  hello();
})();
