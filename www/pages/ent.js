// The ENT's own page: language and appearance change at once, and the widgets on the page are told.
// Everything here also works without this script, by forms.

const year = 'path=/; max-age=31536000; samesite=lax' + (location.protocol === 'https:' ? '; secure' : '');
const widgets = () => document.querySelectorAll('greffon-widget');

function chooseTheme(theme) {
  const chosen = theme === 'light' || theme === 'dark';
  document.cookie = chosen ? `theme=${theme}; ${year}` : 'theme=; path=/; max-age=0';
  if (chosen) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  for (const widget of widgets()) {
    if (chosen) widget.setAttribute('theme', theme);
    else widget.removeAttribute('theme');
  }
}

// The page is asked for again in the other language, and its parts are put in place of those here: the widget is
// not one of them, so it keeps its state and is only told.
async function chooseLocale(locale) {
  document.cookie = `locale=${locale}; ${year}`;
  for (const widget of widgets()) widget.setAttribute('locale', locale);
  const replaceable = document.querySelector('form[method=post]:not([data-preferences]):not([action="/sign-out"])');
  if (replaceable && !widgets().length) {
    // Something typed could be lost: let the browser keep the form's fields over a reload.
    location.reload();
    return;
  }
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  const other = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.documentElement.lang = locale;
  document.title = other.title;
  const focused = document.activeElement?.getAttribute('value');
  const open = document.querySelector('details.menu')?.open;
  for (const part of document.querySelectorAll('[data-part]')) {
    const same = other.querySelector(`[data-part="${part.dataset.part}"]`);
    if (same) part.replaceChildren(...same.childNodes);
  }
  enhance();
  const menu = document.querySelector('details.menu');
  if (menu && open) {
    menu.open = true;
    menu.querySelector(`input[value="${focused}"]`)?.focus();
  }
}

function enhance() {
  const form = document.querySelector('form[data-preferences]');
  if (form && !form.dataset.live) {
    form.dataset.live = 'yes';
    form.querySelector('[data-without-script]')?.setAttribute('hidden', '');
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('change', ({ target }) => {
      if (target.name === 'theme') chooseTheme(target.value);
      if (target.name === 'locale') chooseLocale(target.value).catch(() => location.reload());
    });
  }
  for (const link of document.querySelectorAll('[data-reload]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      location.reload();
    });
  }
}

// A menu closes as people expect: with Escape, and when they go elsewhere.
document.addEventListener('keydown', (event) => {
  const menu = document.querySelector('details.menu[open]');
  if (event.key === 'Escape' && menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
document.addEventListener('click', ({ target }) => {
  const menu = document.querySelector('details.menu[open]');
  if (menu && !menu.contains(target)) menu.open = false;
});
document.addEventListener('focusin', ({ target }) => {
  const menu = document.querySelector('details.menu[open]');
  if (menu && !menu.contains(target)) menu.open = false;
});

// What still waits in this browser to be sent belongs to the person: it goes with them.
document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.dataset.outbox) return;
  event.preventDefault();
  try {
    (await import(form.dataset.outbox)).wipeOutbox();
  } finally {
    form.submit();
  }
});

// The session ended while the page was open: what the widget could not send waits until the person is back.
document.addEventListener('greffon-state', ({ detail }) => {
  document.querySelector('[data-expired]').hidden = detail !== 'expired';
});

// Until a widget is there its place is kept, so that nothing below jumps.
document.addEventListener('greffon-ready', ({ target }) => target.classList.add('ready'));

// The SDK did not come: say so where the widget would be.
const missing = document.querySelector('[data-missing]');
if (missing) {
  setTimeout(() => { missing.hidden = !!customElements.get('greffon-widget'); }, 8000);
  customElements.whenDefined('greffon-widget').then(() => { missing.hidden = true; });
}
enhance();
