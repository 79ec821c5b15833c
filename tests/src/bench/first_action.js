// Runs first in every document of a timed load. Notes, on the clock that all documents share:
// origin   when the navigation of this document began
// shown    (in the page) when the place of a widget is laid out and visible
// control  when a first enabled control of a widget is painted
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const seen = (window.firstAction = { origin: performance.timeOrigin });
  const inPage = window === top;
  const deep = (root, found) => {
    for (const element of root.querySelectorAll('*')) {
      if (found(element)) return element;
      const inner = element.shadowRoot && deep(element.shadowRoot, found);
      if (inner) return inner;
    }
    return null;
  };
  const visible = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility === 'visible';
  };
  const isPlace = (element) => /^greffon-.*-\d+$/iu.test(element.tagName) || element.tagName === 'IFRAME';
  const isControl = (element) => element.matches('button:enabled, a[href], input:enabled, select:enabled') && visible(element);
  const look = () => {
    if (inPage && !seen.shown) {
      const place = deep(document, isPlace);
      if (place && visible(place)) requestAnimationFrame(() => (seen.shown ??= now()));
    }
    if (!seen.control) {
      const place = inPage ? deep(document, (element) => /^greffon-.*-\d+$/iu.test(element.tagName)) : document;
      const root = place?.shadowRoot ?? (inPage ? null : document);
      // One frame later it is on the screen.
      if (root && deep(root, isControl)) requestAnimationFrame(() => (seen.control ??= now()));
    }
    if (!seen.control || (inPage && !seen.shown)) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
