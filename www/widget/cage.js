// The cage: a static page between a portal and a widget. Its own policy (`frame-src`) keeps the widget's frame from
// going elsewhere with what it knows. It passes on the handshake, and nothing else (protocol, section 2).
(() => {
  const path = location.hash.slice(1);
  if (!/^[a-z0-9-]+\/index\.html$/.test(path)) return;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync('html,body,iframe{display:block;width:100%;height:100%;margin:0;border:0;background:transparent}');
  document.adoptedStyleSheets = [sheet];

  const inner = document.createElement('iframe');
  inner.setAttribute('sandbox', 'allow-scripts');
  inner.allow = 'clipboard-write *';
  inner.title = path.split('/')[0];
  inner.src = path;

  addEventListener('message', ({ source, data, ports }) => {
    const kind = data?.greffon;
    if (source === inner.contentWindow && kind === 'hello') {
      const { v, id, version, nonce } = data;
      parent.postMessage({ greffon: kind, v, id, version, nonce }, '*');
    } else if (source === parent && kind === 'probe') {
      inner.contentWindow?.postMessage({ greffon: kind }, '*');
    } else if (source === parent && kind === 'welcome') {
      inner.contentWindow?.postMessage({ greffon: kind, v: data.v }, '*', [...ports]);
    }
  });
  document.body.append(inner);
})();
