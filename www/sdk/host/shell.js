// What stands in the page around a widget: a shadow root with the stage and, after it, the place of bones and cards.

const STYLE =
  ':host{font-size:medium}' +
  'iframe{display:block;width:100%;border:0}' +
  '.loading{height:0;visibility:hidden}' +
  '.loading+*{height:7rem;opacity:.1;background:currentColor}' +
  '.error,.ready+*{display:none}';

/** @param {HTMLElement} el */
export const createShell = (el) => {
  const [shell, stage, card] = [1, 2, 3].map(() => document.createElement('div'));
  const root = shell.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  el.append(shell);
  root.append(stage, card);
  return { shell, stage, card };
};
