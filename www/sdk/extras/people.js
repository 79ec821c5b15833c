// What concerns the person in front of the page: screen readers, focus, keys, unsaved work.

/** @typedef {import('../host/host.js').Host} Host */

const FOCUSABLE = 'a[href],button,input,select,textarea,iframe,summary,audio[controls],video[controls],'
  + '[contenteditable],[tabindex]';

/** Screen readers need a moment to notice a new live region. */
const NOTICE_MS = 150;

/** @type {WeakMap<HTMLElement, Record<'polite' | 'assertive', HTMLElement>>} */
const regions = new WeakMap();

/** @type {WeakMap<Host, AbortController>} */
const warned = new WeakMap();

/** @param {HTMLElement} shell */
const liveRegions = (shell) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.say{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}');
  const root = /** @type {ShadowRoot} */ (shell.shadowRoot);
  root.adoptedStyleSheets.push(sheet);
  const region = (/** @type {'polite' | 'assertive'} */ manner) => {
    const box = document.createElement('div');
    box.className = 'say';
    box.setAttribute('aria-live', manner);
    root.append(box);
    return box;
  };
  return { polite: region('polite'), assertive: region('assertive') };
};

/**
 * Has screen readers say something.
 * @param {Host} host
 * @param {string} text
 * @param {boolean} [assertive] interrupts what is being said
 */
export const announce = (host, text, assertive) => {
  if (host.state == 'closed') return;
  const known = regions.get(host.shell);
  const both = known ?? liveRegions(host.shell);
  regions.set(host.shell, both);
  const say = () => {
    const box = both[assertive ? 'assertive' : 'polite'];
    // The same words twice are only heard if the text differs.
    box.textContent = box.textContent == text ? `${text}\u00a0` : text;
  };
  if (known) return say();
  const timer = setTimeout(say, NOTICE_MS);
  host.attempt.signal.addEventListener('abort', () => clearTimeout(timer));
};

/**
 * Brings focus into the widget.
 * @param {Host} host
 * @param {'first' | 'last' | 'restore'} [enter]
 */
export const focus = (host, enter = 'first') => {
  /** @type {HTMLElement | null} */ (host.stage.firstElementChild)?.focus();
  host.session?.note('ui.focus', { enter });
};

/**
 * Focus leaves the widget: to the next control of the page, or the one before.
 * @param {Host} host
 * @param {'forward' | 'backward'} exit
 */
export const leave = ({ shell }, exit) => {
  const side = exit == 'backward' ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const controls = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(FOCUSABLE))].filter((control) =>
    control.tabIndex >= 0 && !control.matches(':disabled') && control.checkVisibility({ checkVisibilityCSS: true })
    && shell.compareDocumentPosition(control) & side && !control.contains(shell));
  const next = exit == 'backward' ? controls.at(-1) : controls[0];
  if (next) next.focus();
  else /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
};

/**
 * A key that the page asked for comes out as if it had been pressed on the widget's place.
 * @param {Host} host
 * @param {{ key: string, mods?: string[] }} press
 */
export const pressKey = ({ shell, options }, { key, mods = [] }) => {
  if (!options.keys?.includes(key)) return;
  shell.dispatchEvent(new KeyboardEvent('keydown', {
    key,
    bubbles: true,
    cancelable: true,
    altKey: mods.includes('alt'),
    ctrlKey: mods.includes('ctrl'),
    metaKey: mods.includes('meta'),
    shiftKey: mods.includes('shift'),
  }));
};

/**
 * Unsaved work: the browser asks before the page is left.
 * @param {Host} host
 * @param {boolean} dirty
 */
export const setDirty = (host, dirty) => {
  warned.get(host)?.abort();
  warned.delete(host);
  if (!dirty) return;
  const mine = new AbortController();
  warned.set(host, mine);
  addEventListener('beforeunload', (event) => {
    event.preventDefault();
    // WebKit asks only where this is set.
    event.returnValue = true;
  }, { signal: AbortSignal.any([mine.signal, host.attempt.signal]) });
};
