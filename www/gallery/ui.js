// Starts the gallery of controls inside a shadow root, as a widget is started.

import init, { mount } from './ui/gallery.js';

const STYLE = new URL('./ui/style.css', import.meta.url);
const WASM = new URL('./ui/gallery_bg.wasm', import.meta.url);

/** What the address asks for, or else what the browser prefers: `?theme=dark&lang=en&scale=2&contrast=more&motion=reduced&reading=true`. */
function settings() {
  const asked = new URLSearchParams(location.search);
  const prefer = (/** @type {string} */ name, /** @type {string} */ query, /** @type {string} */ value) => {
    if (!asked.has(name) && matchMedia(query).matches) asked.set(name, value);
  };
  prefer('theme', '(prefers-color-scheme: dark)', 'dark');
  prefer('contrast', '(prefers-contrast: more)', 'more');
  prefer('motion', '(prefers-reduced-motion: reduce)', 'reduced');
  if (!asked.has('lang')) asked.set('lang', navigator.language);
  return asked.toString();
}

async function sheet() {
  const answer = await fetch(STYLE);
  if (!answer.ok) throw new Error(`${STYLE.pathname}: ${answer.status}`);
  return new CSSStyleSheet().replace(await answer.text());
}

const place = /** @type {HTMLElement} */ (document.getElementById('gallery'));
try {
  const [style] = await Promise.all([sheet(), init({ module_or_path: WASM })]);
  const shadow = place.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [style];
  mount(shadow, settings());
} catch (error) {
  const said = document.createElement('p');
  said.setAttribute('role', 'alert');
  said.textContent = `La galerie n’a pas pu démarrer. / The gallery could not start. (${/** @type {Error} */ (error).message})`;
  place.replaceWith(said);
}
