// The widget's own document: puts the widget's element into it as soon as the port is there.
// A second welcome means that the page began anew: so does the widget.

import { tag } from './element.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync('html,body{margin:0;background:transparent}');
document.adoptedStyleSheets = [sheet];

const { greffonBoot: boot } = window;
boot.onport = () => {
  const element = Object.assign(document.createElement(tag), { port: boot.port, nonce: boot.nonce });
  const main = document.createElement('main');
  main.append(element);
  document.body.replaceChildren(main);
};
if (boot.port) boot.onport();
