// Questions to the person, in the page's own name: the widget cannot draw over them or answer them.

import { failure } from '../host/errors.js';
import { need } from './capabilities.js';
import { box, button, language, line } from './look.js';

/** @typedef {import('../host/host.js').Host} Host */
/** @typedef {import('./answer.js').Call} Call */

/** How often the widget is told to go on waiting while a person thinks. */
const WAIT_MS = 5_000;

const WORDS = {
  fr: { open: 'Ouvrir cette adresse dans un nouvel onglet\u00a0?', yes: 'Ouvrir', no: 'Annuler',
    mail: 'Écrire à cette adresse\u00a0?' },
  en: { open: 'Open this address in a new tab?', yes: 'Open', no: 'Cancel', mail: 'Write to this address?' },
};

/**
 * Asks a question. The act of agreeing runs inside the click, so that browsers allow what needs one.
 * @template T
 * @param {Host} host
 * @param {Call} call
 * @param {string} question
 * @param {HTMLElement[]} body
 * @param {{ yes: string, no: string }} answers
 * @param {() => T | Promise<T>} agree
 * @returns {Promise<T>} fails with `denied` where the person says no
 */
export const ask = (host, call, question, body, answers, agree) => new Promise((resolve, reject) => {
  const dialog = box(host, 'dialog', 'dialog');
  const title = line('h2', question);
  title.id = 'question';
  dialog.setAttribute('aria-labelledby', title.id);
  const patience = setInterval(call.progress, WAIT_MS);
  const stop = AbortSignal.any([call.signal, host.attempt.signal]);
  const end = () => {
    clearInterval(patience);
    dialog.remove();
  };
  const refuse = () => {
    end();
    reject(failure('denied'));
  };
  const acts = document.createElement('div');
  acts.className = 'acts';
  const no = button(answers.no, refuse);
  // A key that was meant for the widget must not agree to anything.
  no.autofocus = true;
  acts.append(
    button(answers.yes, () => {
      const done = agree();
      end();
      resolve(done);
    }, true),
    no,
  );
  dialog.append(title, ...body, acts);
  dialog.addEventListener('cancel', refuse);
  stop.addEventListener('abort', refuse);
  host.shell.shadowRoot?.append(dialog);
  if (stop.aborted) refuse();
  else dialog.showModal();
});

/**
 * `ui.open`: shows the whole address and asks.
 * @param {Host} host
 * @param {{ url: string }} params
 * @param {Call} call
 */
export const openAddress = async (host, params, call) => {
  need(host, 'ui:open');
  const url = URL.canParse(params.url) && new URL(params.url);
  if (!url || !/^(https?|mailto):$/.test(url.protocol)) {
    throw failure('invalid', { message: 'url: https:, http: or mailto:', pointer: '/url' });
  }
  const words = WORDS[language(host)];
  const question = url.protocol == 'mailto:' ? words.mail : words.open;
  await ask(host, call, question, [line('code', url.href)], words, () => {
    window.open(url.href, '_blank', 'noopener,noreferrer');
  });
};
