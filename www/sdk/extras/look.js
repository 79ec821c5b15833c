// The look of what the SDK shows itself: cards and dialogs, by the design tokens.

/** @typedef {import('../host/host.js').Host} Host */

const STYLE = `
.gf {
  --bg: var(--gf-surface, #FFFFFF); --text: var(--gf-text, #1E2329); --muted: var(--gf-muted, #5A6270);
  --line: var(--gf-line, #838892); --accent: var(--gf-accent, #2F5D50); --on: var(--gf-on-accent, #FFFFFF);
  --focus: var(--gf-focus, #1D4ED8);
  color-scheme: light; color: var(--text);
  font: 400 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
}
.gf[data-theme=dark] {
  --bg: var(--gf-surface, #1D2126); --text: var(--gf-text, #ECEEF0); --muted: var(--gf-muted, #A9B0BA);
  --line: var(--gf-line, #767D88); --accent: var(--gf-accent, #8CCBB5); --on: var(--gf-on-accent, #10231D);
  --focus: var(--gf-focus, #9DB8FF);
  color-scheme: dark;
}
.gf.panel { background: var(--bg); border: 1px solid var(--line); border-radius: 8px; box-sizing: border-box; }
.gf.card { display: grid; grid-template-columns: 24px minmax(0, 1fr); gap: 4px 12px; padding: 24px; max-width: 40rem; }
.gf svg { width: 24px; height: 24px; margin-top: 2px; fill: none; stroke: var(--muted); stroke-width: 1.75;
  stroke-linecap: round; stroke-linejoin: round; }
.gf :is(h2, p, ul) { margin: 0; grid-column: 2; overflow-wrap: anywhere; }
.gf h2 { font-size: 1.125rem; font-weight: 600; line-height: 1.5; text-wrap: balance; }
.gf p, .gf li { color: var(--muted); }
.gf ul { padding-inline-start: 1.25rem; }
.gf code { display: block; color: var(--text); font: 500 .875rem/1.5 ui-monospace, Menlo, Consolas, monospace;
  overflow-wrap: anywhere; }
.gf .acts { grid-column: 2; display: flex; flex-wrap: wrap; gap: 8px; margin-top: 12px; }
.gf button { font: inherit; font-weight: 600; min-height: 44px; padding: 8px 16px; border-radius: 8px; cursor: pointer;
  color: var(--text); background: transparent; border: 1px solid var(--line); }
.gf button.first { color: var(--on); background: var(--accent); border-color: var(--accent); }
.gf button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.gf.dialog { padding: 24px; width: min(32rem, calc(100vw - 32px)); color: var(--text); }
.gf.dialog :is(p, code) { margin-top: 8px; }
.gf.dialog::backdrop { background: rgb(0 0 0 / 45%); }
@media (max-width: 420px) {
  .gf.card { grid-template-columns: minmax(0, 1fr); padding: 16px; }
  .gf :is(h2, p, ul, .acts) { grid-column: 1; }
  .gf .acts button { flex: 1 1 auto; }
}
@media (forced-colors: active) { .gf button.first { border-width: 2px; } }
`;

/** @type {WeakMap<ShadowRoot, CSSStyleSheet>} */
const dressed = new WeakMap();

/**
 * Makes a box that follows the theme of the widget.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Host} host
 * @param {Tag} tag
 * @param {string} kind `card` or `dialog`
 */
export const box = (host, tag, kind) => {
  const root = /** @type {ShadowRoot} */ (host.shell.shadowRoot);
  if (!dressed.has(root)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets.push(sheet);
    dressed.set(root, sheet);
  }
  const { theme, colors = {} } = host.context();
  const made = document.createElement(tag);
  made.className = `gf panel ${kind}`;
  made.lang = language(host);
  if (theme == 'dark') made.dataset.theme = 'dark';
  for (const [name, colour] of Object.entries(colors)) made.style.setProperty(`--gf-${name}`, colour);
  return made;
};

/**
 * @param {Host} host
 * @returns {'fr' | 'en'}
 */
export const language = (host) => (host.context().locale?.startsWith('en') ? 'en' : 'fr');

/**
 * @param {string} words
 * @param {() => void} act
 * @param {boolean} [first] the one that is meant
 */
export const button = (words, act, first) => {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = words;
  if (first) made.className = 'first';
  made.addEventListener('click', act);
  return made;
};

/**
 * @param {'h2' | 'p' | 'code' | 'li'} tag
 * @param {string} words
 */
export const line = (tag, words) => {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
};
