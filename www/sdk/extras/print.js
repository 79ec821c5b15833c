// Printing: the widget gives a static form of itself, which is shown in a frame without scripts and printed (section 4).

import { failure } from '../host/errors.js';
import { need } from './capabilities.js';

/** @typedef {import('../host/host.js').Host} Host */
/** @typedef {import('./answer.js').Call} Call */

/** A4 between margins of 15 mm, at 96 px an inch. */
const PAGE_PX = 680;
const PREPARE_MS = 30_000;
const PRINTED_MS = 60_000;

/** Nothing of these may reach the printed document: it must not load, send or navigate. */
const FORBIDDEN = 'script,link,meta,base,iframe,frame,frameset,object,embed,template,portal,form,input,button,audio,video,source';

/** Without any network: what is printed must not tell anybody that it was. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/**
 * `ui.print`.
 * @param {Host} host
 * @param {unknown} _params
 * @param {Call} call
 */
export const print = async (host, _params, { progress }) => {
  need(host, 'ui:print');
  const patience = setInterval(progress, 5_000);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let late;
  try {
    const { html, svg } = await Promise.race([
      host.session?.ask('print.prepare', { widthPx: PAGE_PX }),
      new Promise((_, reject) => { late = setTimeout(reject, PREPARE_MS, failure('timeout')); }),
    ]) ?? {};
    if (typeof (html ?? svg) != 'string') throw failure('invalid', { message: 'print.prepare: html or svg' });
    await show(host, html ?? svg);
  } finally {
    clearInterval(patience);
    clearTimeout(late);
  }
};

/**
 * @param {Host} host
 * @param {string} markup
 */
const show = async (host, markup) => {
  // The page's own policy reaches this frame and may forbid its style sheets; constructed ones it does not.
  const named = markup.replace(/<(\/?)style\b/gi, '<$1greffon-style');
  const parsed = new DOMParser().parseFromString(named, 'text/html');
  parsed.querySelectorAll(FORBIDDEN).forEach((element) => element.remove());
  const styles = [...parsed.querySelectorAll('greffon-style')].map((style) => {
    style.remove();
    return style.textContent ?? '';
  });
  const meta = parsed.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = POLICY;
  parsed.head.prepend(meta);
  parsed.title = host.title;

  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.srcdoc = `<!doctype html>${parsed.documentElement.outerHTML}`;
  frame.ariaHidden = 'true';
  frame.tabIndex = -1;
  frame.style.position = 'fixed';
  frame.style.insetInlineStart = '-10000px';
  frame.style.width = `${PAGE_PX}px`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  host.shell.shadowRoot?.append(frame);
  await loaded;
  const view = /** @type {Window & typeof globalThis} */ (frame.contentWindow);
  view.document.adoptedStyleSheets = styles.map((text) => {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  const end = () => {
    clearTimeout(timer);
    frame.remove();
  };
  const timer = setTimeout(end, PRINTED_MS);
  host.attempt.signal.addEventListener('abort', end);
  view.addEventListener('afterprint', end);
  view.focus();
  view.print();
};
