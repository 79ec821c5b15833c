// Finds what a person would find: visible elements by role and name, in the current document and in every open
// shadow root of it. Runs as the body of a function: (role, name, how, within) → elements in document order.
const [wantedRole, wantedName, how, within] = arguments;

const selectors = {
  alert: '[role=alert]',
  banner: 'body > header, [role=banner]',
  button: 'button, [role=button], input[type=button], input[type=submit], input[type=reset], summary',
  cell: 'td, [role=cell], [role=gridcell]',
  checkbox: 'input[type=checkbox], [role=checkbox]',
  columnheader: 'th[scope=col], thead th, [role=columnheader]',
  combobox: 'select:not([multiple]), [role=combobox]',
  dialog: 'dialog[open], [role=dialog], [role=alertdialog]',
  form: 'form, [role=form]',
  group: 'fieldset, details, [role=group], [role=radiogroup]',
  heading: 'h1, h2, h3, h4, h5, h6, [role=heading]',
  img: 'img, [role=img]',
  link: 'a[href], [role=link]',
  list: 'ul, ol, [role=list]',
  listitem: 'li, [role=listitem]',
  main: 'main, [role=main]',
  navigation: 'nav, [role=navigation]',
  option: 'option, [role=option]',
  progressbar: 'progress, [role=progressbar]',
  radio: 'input[type=radio], [role=radio]',
  region: 'section, [role=region]',
  row: 'tr, [role=row]',
  rowheader: 'th[scope=row], [role=rowheader]',
  status: 'output, [role=status]',
  switch: '[role=switch]',
  tab: '[role=tab]',
  table: 'table, [role=table], [role=grid]',
  tabpanel: '[role=tabpanel]',
  text: '*',
  textbox:
    'input:not([type]), input[type=text], input[type=email], input[type=password], input[type=search],' +
    'input[type=url], input[type=tel], input[type=number], input[type=date], textarea, [role=textbox], [role=searchbox]',
};

function* everything(root) {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
  }
}

const tidy = (text) => (text ?? '').replace(/\s+/gu, ' ').trim();

function visible(element) {
  if (element.tagName === 'OPTION') return visible(element.closest('select') ?? element.parentElement);
  if (element.closest('[aria-hidden=true]')) return false;
  if (element.getClientRects().length === 0) return false;
  return getComputedStyle(element).visibility === 'visible';
}

// The text of an element as it is read out: pictures by their alternative, nothing that is hidden from everybody.
function content(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE) return '';
  if (node.getAttribute('aria-hidden') === 'true') return '';
  const style = getComputedStyle(node);
  if (style.display === 'none' || style.visibility === 'hidden') return '';
  if (node.hasAttribute('aria-label')) return node.getAttribute('aria-label');
  if (node.tagName === 'IMG') return node.alt;
  const inner = [...node.childNodes].map(content).join('');
  return style.display.startsWith('inline') ? inner : ` ${inner} `;
}

function name(element) {
  const labelledBy = element.getAttribute('aria-labelledby');
  if (labelledBy) {
    const root = element.getRootNode();
    const parts = labelledBy.split(/\s+/u).map((id) => root.getElementById(id));
    return tidy(parts.map((part) => (part ? content(part) : '')).join(' '));
  }
  if (element.hasAttribute('aria-label')) return tidy(element.getAttribute('aria-label'));
  if (element.labels?.length) return tidy([...element.labels].map(content).join(' '));
  if (element.matches('input[type=submit], input[type=button], input[type=reset]')) return tidy(element.value);
  if (element.tagName === 'IMG') return tidy(element.alt);
  if (element.tagName === 'FIELDSET') return tidy(element.querySelector('legend')?.textContent);
  if (element.tagName === 'TABLE') return tidy(element.caption?.textContent);
  if (element.matches('input, select, textarea')) return tidy(element.title || element.placeholder);
  const inner = tidy(content(element));
  return inner || tidy(element.title || element.querySelector?.('title')?.textContent);
}

const matches = {
  any: () => true,
  is: (text) => text === tidy(wantedName),
  has: (text) => text.includes(tidy(wantedName)),
}[how];

const selector = wantedRole === 'css' ? wantedName : selectors[wantedRole];
if (!selector) throw new Error(`no such role here: ${wantedRole}`);
let roots = [document];
if (within) roots = [...everything(document)].filter((e) => e.matches(within)).flatMap((e) => (e.shadowRoot ? [e.shadowRoot, e] : [e]));
const found = roots
  .flatMap((root) => [...everything(root)])
  .filter((element) => element.matches(selector))
  .filter((element) => wantedRole === 'text' || wantedRole === 'css' || !element.hasAttribute('role') || selector.includes(`[role=${element.getAttribute('role')}]`))
  .filter(visible)
  .filter((element) => wantedRole === 'css' || matches(wantedRole === 'text' ? tidy(content(element)) : name(element)));
// Of nested elements with the same text, the innermost says it.
const innermost = wantedRole === 'text' ? found.filter((e) => !found.some((other) => other !== e && e.contains(other))) : found;
return [...new Set(innermost)];
