// The widget of this page, with its storage in this browser: no account, no server.

import { mount } from '../sdk/greffon-host.min.js';
import { localBackend } from '../sdk/local-backend.min.js';

const settings = /** @type {HTMLFormElement} */ (document.querySelector('[data-settings]'));
const place = /** @type {HTMLElement} */ (document.querySelector('[data-widget]'));
const said = /** @type {HTMLElement} */ (document.querySelector('[data-said]'));
const act = (/** @type {string} */ name) => /** @type {HTMLButtonElement} */ (document.querySelector(`[data-act=${name}]`));

/** @type {import('../sdk/greffon.js').Handle | undefined} */
let handle;
/** @type {ReturnType<typeof localBackend>} */
let backend;
/** @type {(() => Promise<void>) | undefined} */
let undo;

/** @param {string} name */
const chosen = (name) => `${new FormData(settings).get(name) ?? ''}`;

const appearance = () => {
  const theme = chosen('theme');
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  return { theme: theme == 'light' || theme == 'dark' ? /** @type {'light' | 'dark'} */ (theme) : undefined };
};

const show = () => {
  backend = localBackend({ database: 'greffon-gallery', title: place.dataset.title });
  handle = mount(place, {
    manifest: place.dataset.widget ?? '',
    instance: 'gallery',
    backend,
    mode: chosen('mode') == 'page' ? 'page' : 'frame',
    context: { ...appearance(), locale: document.documentElement.lang },
  });
};

/** Lets the widget save what is under way, and shows it anew. */
const showAgain = async () => {
  await handle?.close('reload');
  show();
};

settings.addEventListener('change', ({ target }) => {
  if (/** @type {HTMLInputElement} */ (target).name == 'theme') handle?.update(appearance());
  else showAgain();
});

act('export').addEventListener('click', async () => {
  const items = await backend.exportAll();
  const nothing = !Object.keys(items).length;
  said.textContent = nothing ? said.dataset.nothing ?? '' : '';
  if (nothing) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(items, null, 2)], { type: 'application/json' }));
  link.download = 'greffon.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
});

act('erase').addEventListener('click', async () => {
  await handle?.close('reload');
  const opened = localBackend({ database: 'greffon-gallery' });
  await opened.open('gallery', { greffon: 1, id: '', version: '', major: 0, title: { fr: '', en: '' }, entry: '', element: '' });
  undo = await opened.erase();
  opened.close();
  show();
  said.textContent = said.dataset.erased ?? '';
  act('undo').hidden = false;
});

act('undo').addEventListener('click', async () => {
  await handle?.close('reload');
  await undo?.();
  show();
  said.textContent = said.dataset.restored ?? '';
  act('undo').hidden = true;
  act('erase').focus();
});

// A caged frame has no origin, so that its files come "from elsewhere" even from this server: one that does not allow
// that with a header shows the widget in the page.
const allows = await fetch(place.dataset.widget ?? '', { method: 'HEAD' })
  .then(({ headers }) => headers.get('access-control-allow-origin') == '*', () => false);
if (!allows) {
  const [frame, page] = ['frame', 'page'].map((mode) =>
    /** @type {HTMLInputElement} */ (settings.querySelector(`[name=mode][value=${mode}]`)));
  page.checked = frame.disabled = true;
  /** @type {HTMLElement} */ (document.querySelector('[data-uncaged]')).hidden = false;
}

show();
