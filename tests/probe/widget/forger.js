// A frame beside a widget's: pretends to be the widget to the page, and to be the page to the widget.
window.loot = [];
addEventListener('message', ({ data, ports }) => window.loot.push({ data, ports: ports.length }));
window.tried = 0;
const forge = () => {
  window.tried += 1;
  parent.postMessage({ greffon: 'hello', v: [1], id: 'probe', version: '0.1.0', nonce: 'forged' }, '*');
  for (let index = 0; index < parent.length; index += 1) {
    const frame = parent[index];
    if (frame === window) continue;
    for (const target of [frame, frame.length ? frame[0] : null]) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => window.loot.push({ data, stolen: true });
      target?.postMessage({ greffon: 'welcome', v: 1 }, '*', [port2]);
    }
  }
};
forge();
setInterval(forge, 50);
