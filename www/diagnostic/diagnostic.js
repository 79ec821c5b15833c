// The diagnostic of a computer: looks, asks, sends, and says what to do. A page of its own, so that it may use the network.

import { browserName, run, throughput } from './computer.js';
import { ask, data, h, has, json, pause, rough, t } from './kit.js';
import { askAll } from './questions.js';
import { verdicts } from './sites.js';

/** @typedef {import('./kit.js').Found} Found */
/** @typedef {import('./kit.js').State} State */

const MARKS = { fine: '✓', note: '!', bad: '✕', skipped: '–' };
const main = /** @type {HTMLElement} */ (document.getElementById('main'));
/** @type {Map<string, Found>} */
const results = new Map();
let machine = data.machines.length === 1 ? data.machines[0] : null;

const list = h('ol', { class: 'checks' });
const question = h('section', { class: 'question', 'aria-label': t('page.question') });
const progress = h('p', { role: 'status' });
const outcome = h('section', { class: 'outcome', 'aria-live': 'polite' });

/** What a result is called: of several sites each has its own. @param {{ check: string, site?: string }} name */
const keyOf = ({ check, site }) => (site ? `${check} ${site}` : check);

/** A line for a check, before and after it was made. @param {string} check @param {string} [site] */
const line = (check, site) => {
  const { codes } = /** @type {import('./kit.js').Check} */ (data.checks.find(({ id }) => id === check));
  const limits = (data.checks.find(({ id }) => id === check) || {}).limit || {};
  const { name } = browserName();
  const details = [
    t(`limit.${check}`, Object.assign({ least: limits[name] || '?', name }, limits)),
    t(`do.${check}`),
    t('page.prevents', { codes: codes.map((code) => `${code} (${t(`code.${code}`)})`).join(', ') }),
  ];
  return h('li', { 'data-check': keyOf({ check, site }), class: 'waiting' },
    h('p', { class: 'check' }, h('span', { class: 'mark', 'aria-hidden': 'true' }, '…'),
      h('strong', {}, site ? t('check.site-of', { site }) : t(`check.${check}`)), ' ', h('span', { class: 'state' }, t('state.waiting')),
      ' ', h('span', { class: 'saw' })),
    h('details', {}, h('summary', {}, t('page.details')), h('ul', {}, ...details.map((text) => h('li', {}, text)))));
};

/** @param {string} check @param {State} is @param {string} saw @param {string} [site] */
const tell = (check, is, saw, site) => {
  const found = site ? { check, site, is, saw } : { check, is, saw };
  results.set(keyOf(found), found);
  const place = [...list.children].find((one) => /** @type {HTMLElement} */ (one).dataset.check === keyOf(found));
  if (!place) return;
  place.className = is;
  /** @type {(part: string, text: string) => void} */
  const fill = (part, text) => { /** @type {Element} */ (place.querySelector(part)).textContent = text; };
  fill('.mark', MARKS[is]);
  fill('.state', t(`state.${is}`));
  fill('.saw', saw);
  if (is === 'bad') /** @type {HTMLDetailsElement} */ (place.querySelector('details')).open = true;
};

const network = async () => {
  try {
    const { is, down, up, way } = await throughput();
    tell('throughput', is, t('saw.throughput', { down: rough(down), up: rough(up), way: rough(way) }));
  } catch {
    tell('throughput', 'skipped', t('saw.throughput-none'));
  }
  const [control, ...sites] = await verdicts([data.control, ...data.sites]);
  const answers = (/** @type {string} */ verdict) => verdict !== 'unreachable' && verdict !== 'silent';
  const online = answers(control) || sites.includes('reachable');
  const witness = t(`verdict.${control}`);
  tell('network', online ? 'fine' : 'bad', t('saw.network', { control: data.control.host, verdict: witness }));
  data.sites.forEach((probe, place) => {
    const verdict = sites[place];
    // A picture that nobody has seen there may have moved: a question, not a verdict.
    const doubt = verdict === 'intercepted' && !probe.seen;
    const saw = t('saw.site', {
      verdict: t(doubt ? 'verdict.doubt' : `verdict.${verdict}`), control: data.control.host, witness,
      at: new Date().toLocaleTimeString(data.lang, { hour: '2-digit', minute: '2-digit' }),
    });
    /** @type {State} */
    const is = verdict === 'reachable' || verdict === 'answers' ? 'fine' : doubt ? 'note' : 'bad';
    // Without any network the site is not to blame.
    tell('site', online || is === 'fine' ? is : 'skipped', saw, probe.host);
  });
};

const send = async () => {
  if (!machine) return;
  outcome.replaceChildren(h('p', {}, t('page.sending')));
  const { name, version } = browserName();
  const run = { machine: machine.id, browser: `${name} ${version}`, results: [...results.values()] };
  let answer;
  let said = null;
  try {
    answer = await ask('report', json(run));
    said = await answer.json();
  } catch { /* said below */ }
  const again = h('button', { type: 'button', onclick: send }, t('page.send-again'));
  const print = h('button', { type: 'button', class: 'quiet', onclick: () => window.print() }, t('page.print'));
  const restart = h('button', { type: 'button', class: 'quiet', onclick: () => location.reload() }, t('page.restart'));
  if (!answer || !answer.ok) {
    const why = said && said.error ? said.error.message : t('page.not-sent');
    outcome.replaceChildren(h('p', { class: 'note bad', role: 'alert' }, why), h('p', { class: 'buttons' }, again, print));
    return;
  }
  const bad = [...results.values()].filter(({ is }) => is === 'bad').length;
  const title = h('h2', { tabindex: '-1' }, bad ? t(bad > 1 ? 'page.problems' : 'page.problem', { count: bad }) : t('page.fine'));
  const tickets = said.tickets.map((/** @type {any} */ ticket) => h('li', {}, t(ticket.known ? 'page.joined' : 'page.opened', {
    what: `${t(`problem.${ticket.problem}`)}${ticket.site ? ` (${ticket.site})` : ''}`,
    where: ticket.room ? t('page.of-room') : machine ? machine.name : '',
    to: t(`holder.${ticket.holder}`),
    row: ticket.row || '–',
  })));
  outcome.replaceChildren(
    h('div', { class: bad ? 'note bad' : 'note ok' }, title,
      h('p', {}, t('page.kept', { at: new Date(said.at).toLocaleString(data.lang), machine: machine.name })),
      h('ul', {}, ...tickets),
      said.repaired ? h('p', {}, t('page.repaired', { count: said.repaired })) : ''),
    h('p', { class: 'buttons' }, print, restart));
  outcome.dataset.sent = 'yes';
  title.focus();
};

/** What is wrong first: that is what one reads. */
const sort = () => {
  const rank = (/** @type {Element} */ one) => ['bad', 'note'].indexOf(one.className) + 1 || 3;
  list.append(...[...list.children].sort((one, two) => rank(one) - rank(two)));
};

const begin = async () => {
  if (!machine) return;
  document.title = t('page.title-of', { machine: machine.name });
  main.replaceChildren(h('h1', { tabindex: '-1' }, t('page.title-of', { machine: machine.name })), progress, question, outcome, list);
  list.replaceChildren(...data.checks.flatMap(({ id }) => (
    id === 'site' ? data.sites.map(({ host }) => line('site', host)) : [line(id)])));
  progress.textContent = t('page.looking');
  const own = data.checks.map(({ id }) => id).filter((id) => !['network', 'throughput', 'site'].includes(id));
  const asked = data.checks.filter(({ asks }) => asks).map(({ id }) => id);
  const seen = (async () => {
    const line = network();
    for (const id of own.filter((id) => !asked.includes(id))) {
      const { is, saw } = await run(id);
      tell(id, is, saw.slice(0, 160));
    }
    await line;
  })();
  await askAll(question, asked, (id, is, saw) => tell(id, is, saw));
  progress.textContent = t('page.still-looking');
  await seen;
  progress.textContent = '';
  sort();
  await send();
};

/** Waits until all computers of the room are there, or somebody says that they are. */
const together = async () => {
  if (!machine) return;
  let go = false;
  const said = h('p', { role: 'status', class: 'count' });
  const seats = data.machines.map(({ id, name }) => ({ id, name, place: h('span', {}, name) }));
  const leave = /** @type {HTMLButtonElement} */ (h('button', {
    type: 'button', disabled: true, 'data-do': 'go', onclick: () => { go = true; },
  }, t('room.go')));
  main.replaceChildren(
    h('h1', { tabindex: '-1' }, t('page.title-of', { machine: machine.name })),
    said,
    h('p', { class: 'buttons' },
      leave,
      h('button', { type: 'button', class: 'quiet', 'data-do': 'alone', onclick: () => { gone = true; } }, t('room.alone'))),
    h('ul', { class: 'seats' }, ...seats.map(({ place }) => h('li', {}, place))));
  let gone = false;
  while (!gone) {
    try {
      const answer = await ask('wait', json({ machine: machine.id, go }));
      if (answer.ok) {
        const { here, startIn } = await answer.json();
        const ready = here.length;
        leave.disabled = ready < 2;
        for (const { id, name, place } of seats) {
          place.className = here.includes(id) ? 'here' : '';
          place.textContent = here.includes(id) ? `✓ ${name}` : name;
        }
        said.textContent = t(ready > 1 ? 'room.waiting' : 'room.waiting-one', { ready, of: data.machines.length });
        if (startIn !== undefined) {
          said.textContent = t('room.starts', { ready });
          await pause(startIn);
          document.documentElement.dataset.started = String(Date.now());
          break;
        }
      } else {
        said.textContent = (await answer.json()).error.message;
      }
    } catch {
      said.textContent = t('page.not-sent');
    }
    await pause(1000);
  }
  await begin();
};

const KEY = `greffon-diagnostic ${data.base}`;

/** Which computer of the room this is; the browser remembers it for the next time. */
const choose = () => {
  let known = '';
  try {
    known = localStorage.getItem(KEY) || '';
  } catch { /* the check of storage will say so */ }
  const seat = (/** @type {{ id: string, name: string }} */ one) => h('li', {}, h('button', {
    type: 'button',
    class: one.id === known ? '' : 'quiet',
    'data-machine': one.id,
    onclick: () => {
      machine = one;
      try {
        localStorage.setItem(KEY, one.id);
      } catch { /* not remembered, then */ }
      together();
    },
  }, one.name));
  main.replaceChildren(
    h('h1', {}, t('page.title-of', { machine: data.place })),
    h('p', {}, t(data.machines.length ? 'room.which' : 'room.empty')),
    h('ul', { class: 'seats' }, ...data.machines.map(seat)));
};

if (data.room) {
  choose();
} else {
  main.replaceChildren(
    h('h1', {}, t('page.title-of', { machine: data.place })),
    h('p', {}, t('page.intro')),
    has('page.privacy') ? h('p', { class: 'hint' }, t('page.privacy')) : '',
    h('p', {}, h('button', { type: 'button', 'data-do': 'start', onclick: begin }, t('page.start'))));
}
