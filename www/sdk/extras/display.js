// More room for a widget: the whole column, or the whole screen.

import { need } from './capabilities.js';

/** @typedef {import('../host/host.js').Host} Host */

const STYLE = ':host(:fullscreen){overflow:auto;background:Canvas}';

/** @type {WeakSet<HTMLElement>} */
const styled = new WeakSet();

/**
 * `ui.display`: answers with the way that was set.
 * @param {Host} host
 * @param {{ mode: 'inline' | 'wide' | 'fullscreen' }} params
 */
export const display = async (host, { mode }) => {
  const { shell, options } = host;
  if (mode == 'fullscreen') {
    need(host, 'ui:fullscreen');
    if (!styled.has(shell)) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      shell.shadowRoot?.adoptedStyleSheets.push(sheet);
      styled.add(shell);
    }
    try {
      await shell.requestFullscreen();
    } catch {
      return { mode: host.context().display ?? 'inline' };
    }
    const over = new AbortController();
    document.addEventListener('fullscreenchange', () => {
      if (document.fullscreenElement == shell) return;
      over.abort();
      host.update({ display: 'inline' });
    }, { signal: AbortSignal.any([over.signal, host.attempt.signal]) });
  } else {
    if (document.fullscreenElement == shell) await document.exitFullscreen();
    mode = options.onDisplay?.(mode) ?? 'inline';
  }
  host.update({ display: mode });
  return { mode };
};
