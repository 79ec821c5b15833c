// What the page knows of how a widget is shown (section 4), and when that changes.

/**
 * @param {import('./host.js').Host} host
 * @param {() => void} near called when the widget comes near the visible part of the page
 */
export const watchSurroundings = (host, near) => {
  let seen = false;
  const [dark, contrast, calm] = [
    'prefers-color-scheme:dark', 'prefers-contrast:more', 'prefers-reduced-motion:reduce',
  ].map((feature) => {
    const query = matchMedia(`(${feature})`);
    query.addEventListener('change', host.refresh, host.attempt);
    return query;
  });
  document.addEventListener('visibilitychange', host.refresh, host.attempt);
  for (const Observer of [ResizeObserver, IntersectionObserver]) {
    const observer = new Observer((/** @type {any[]} */ entries) => {
      for (const { isIntersecting = seen } of entries) seen = isIntersecting;
      if (seen) near();
      host.refresh();
    });
    observer.observe(host.shell);
    host.attempt.signal.addEventListener('abort', () => {
      observer.disconnect();
      near();
    });
  }

  /** @returns {import('../greffon.js').Context} */
  return () => {
    const style = getComputedStyle(document.documentElement);
    return {
      theme: dark.matches ? 'dark' : 'light',
      contrast: contrast.matches ? 'more' : 'normal',
      motion: calm.matches ? 'reduced' : 'full',
      locale: /** @type {HTMLElement | null} */ (host.shell.closest('[lang]'))?.lang || navigator.language,
      dir: /** @type {'ltr' | 'rtl'} */ (style.direction),
      // What the page enlarges beyond the browser's own size, which the widget has anyway.
      fontScale: Math.max(1, parseFloat(style.fontSize) / parseFloat(getComputedStyle(host.shell).fontSize)),
      visible: seen && !document.hidden,
      container: { width: host.shell.clientWidth, height: host.height },
    };
  };
};
