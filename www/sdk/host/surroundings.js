// What the page knows of how a widget is shown (section 4), and when that changes.

/**
 * @param {HTMLElement} shell the element that holds the widget
 * @param {AbortSignal} signal ends the listening
 * @param {() => void} changed called when something here may have changed
 * @param {() => void} near called when the widget comes near the visible part of the page
 */
export const watchSurroundings = (shell, signal, changed, near) => {
  let seen = false;
  const [dark, contrast, calm, touch] = [
    'prefers-color-scheme:dark', 'prefers-contrast:more', 'prefers-reduced-motion:reduce', 'pointer:coarse',
  ].map((feature) => {
    const query = matchMedia(`(${feature})`);
    query.addEventListener('change', changed, { signal });
    return query;
  });
  document.addEventListener('visibilitychange', changed, { signal });
  const size = new ResizeObserver(changed);
  const sight = new IntersectionObserver((entries) => {
    for (const entry of entries) seen = entry.isIntersecting;
    if (seen) near();
    changed();
  });
  size.observe(shell);
  sight.observe(shell);
  signal.addEventListener('abort', () => {
    near();
    size.disconnect();
    sight.disconnect();
  });

  /**
   * @param {number} [height] where it is fixed
   * @returns {import('../greffon.js').Context}
   */
  return (height) => {
    const style = getComputedStyle(document.documentElement);
    return {
      theme: dark.matches ? 'dark' : 'light',
      contrast: contrast.matches ? 'more' : 'normal',
      motion: calm.matches ? 'reduced' : 'full',
      touch: touch.matches,
      locale: /** @type {HTMLElement | null} */ (shell.closest('[lang]'))?.lang || navigator.language,
      dir: /** @type {'ltr' | 'rtl'} */ (style.direction),
      fontScale: parseFloat(style.fontSize) / 16,
      visible: seen && !document.hidden,
      container: { width: shell.clientWidth, height },
    };
  };
};
