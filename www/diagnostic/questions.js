// What only the person at the computer can tell.

import { h, t } from './kit.js';

/** @typedef {import('./kit.js').State} State */
/** @typedef {(is: State, saw: string) => void} Tell */

/** @param {Tell} tell @param {[State, string][]} answers each with its text, which is also what was seen */
const answers = (tell, answers) => h('p', { class: 'buttons' }, ...answers.map(([is, name]) => h('button', {
  type: 'button', class: 'quiet', 'data-answer': name, onclick: () => tell(is, t(`saw.${name}`)),
}, t(`answer.${name}`))));

/** Apostrophes, accents in one piece, one space: what is typed is compared, not how the keyboard makes it. @param {string} text */
const plain = (text) => text.normalize('NFC').replace(/[’']/g, '’').replace(/\s+/g, ' ').trim().toLowerCase();

/** @param {Tell} tell */
const keyboard = (tell) => {
  const wanted = t('ask.keyboard-words');
  const field = /** @type {HTMLInputElement} */ (h('input', {
    id: 'typed', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', 'aria-describedby': 'typed-wrong',
    oninput: () => { if (plain(field.value) === plain(wanted)) tell('fine', t('saw.keyboard', { typed: field.value.slice(0, 60) })); },
  }));
  return [
    h('p', {}, h('label', { for: 'typed' }, t('ask.keyboard')), ' ', h('strong', { class: 'words' }, wanted)),
    field,
    h('p', { class: 'buttons' }, h('button', {
      type: 'button', class: 'quiet', 'data-answer': 'keyboard-bad',
      onclick: () => tell('bad', t('saw.keyboard-bad', { typed: field.value.slice(0, 60) || '–' })),
    }, t('answer.keyboard-bad'))),
  ];
};

/** A tone on the left, then one on the right. */
const play = () => {
  const Sound = window.AudioContext || /** @type {any} */ (window).webkitAudioContext;
  const sound = /** @type {AudioContext} */ (new Sound());
  if (sound.resume) sound.resume();
  [-1, 1].forEach((side, turn) => {
    const tone = sound.createOscillator();
    const volume = sound.createGain();
    volume.gain.value = 0.2;
    tone.frequency.value = side < 0 ? 440 : 660;
    const end = sound.createStereoPanner ? sound.createStereoPanner() : volume;
    if ('pan' in end) {
      end.pan.value = side;
      volume.connect(end);
    }
    tone.connect(volume);
    end.connect(sound.destination);
    tone.start(sound.currentTime + turn);
    tone.stop(sound.currentTime + turn + 0.7);
  });
  setTimeout(() => sound.close(), 3000);
};

/** @param {Tell} tell */
const sound = (tell) => {
  const said = h('p', { role: 'status', class: 'hint' });
  return [
    h('p', {}, t('ask.sound')),
    h('p', {}, h('button', {
      type: 'button',
      onclick: () => {
        try {
          play();
          said.textContent = t('ask.sound-playing');
        } catch {
          tell('bad', t('saw.sound-impossible'));
        }
      },
    }, t('ask.sound-play'))),
    said,
    answers(tell, [['fine', 'sound-both'], ['note', 'sound-one'], ['bad', 'sound-none']]),
  ];
};

/** @param {Tell} tell */
const file = (tell) => {
  const code = String(crypto.getRandomValues(new Uint32Array(1))[0]);
  const said = h('p', { role: 'alert', class: 'hint' });
  const picker = /** @type {HTMLInputElement} */ (h('input', {
    type: 'file', id: 'picked',
    onchange: async () => {
      const picked = picker.files && picker.files[0];
      if (!picked) return;
      const text = await picked.slice(0, 1000).text().catch(() => '');
      if (text.includes(code)) tell('fine', t('saw.file'));
      else said.textContent = t('ask.file-other', { name: picked.name.slice(0, 60) });
    },
  }));
  return [
    h('p', {}, t('ask.file-save')),
    h('p', {}, h('button', {
      type: 'button',
      'data-save': code,
      onclick: () => {
        const address = URL.createObjectURL(new Blob([t('ask.file-content', { code })], { type: 'text/plain' }));
        h('a', { href: address, download: 'diagnostic.txt' }).click();
        setTimeout(() => URL.revokeObjectURL(address), 60000);
      },
    }, t('ask.file-save-do'))),
    h('p', {}, h('label', { for: 'picked' }, t('ask.file-open'))),
    picker,
    said,
    answers(tell, [['bad', 'file-none']]),
  ];
};

/** @param {string} id */
const plainQuestion = (id) => (/** @type {Tell} */ tell) => [
  h('p', {}, t(`ask.${id}`)),
  answers(tell, [['fine', `${id}-yes`], ['bad', `${id}-no`], ['skipped', `${id}-unknown`]]),
];

/** Whether Pix Companion answers, which it mostly does on pages of Pix only. @returns {Promise<boolean>} */
const companionAnswers = () => new Promise((done) => {
  window.addEventListener('pix:companion:pong', () => done(true), { once: true });
  window.dispatchEvent(new CustomEvent('pix:companion:ping'));
  setTimeout(() => done(false), 300);
});

/** @type {Record<string, (tell: Tell) => Node[]>} */
const QUESTIONS = {
  keyboard, sound, file, antivirus: plainQuestion('antivirus'), disk: plainQuestion('disk'), companion: plainQuestion('companion'),
};

/**
 * Asks one thing at a time in `place`; tells each answer.
 * @param {HTMLElement} place
 * @param {string[]} ids
 * @param {(id: string, is: State, saw: string) => void} told
 */
export const askAll = async (place, ids, told) => {
  for (const [number, id] of ids.entries()) {
    if (id === 'companion' && await companionAnswers()) {
      told(id, 'fine', t('saw.companion-seen'));
      continue;
    }
    await new Promise((next) => {
      let done = false;
      /** @type {Tell} */
      const tell = (is, saw) => {
        if (done) return;
        done = true;
        told(id, is, saw);
        next(null);
      };
      const title = h('h2', { tabindex: '-1' }, t(`check.${id}`));
      place.replaceChildren(
        h('p', { class: 'hint' }, t('ask.number', { number: number + 1, of: ids.length })),
        title,
        ...QUESTIONS[id](tell),
        h('p', {}, h('button', { type: 'button', class: 'link', 'data-answer': 'skip', onclick: () => tell('skipped', '') }, t('ask.skip'))),
      );
      place.dataset.question = id;
      // What is to be typed is typed at once.
      (/** @type {HTMLElement | null} */ (place.querySelector('#typed')) || title).focus();
    });
  }
  place.replaceChildren();
  delete place.dataset.question;
};
