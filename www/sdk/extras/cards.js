// The cards that stand in a widget's place when it cannot: what happened, what is safe, what to do.

import { box, button, language, line } from './look.js';
import { retire } from './page.js';

/** @typedef {import('../host/host.js').Host} Host */
/** @typedef {{ title: string, text: string, act?: string }} Words */

const SIGN_BROKEN = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7.5v5.5M12 16.5v.01';
const SIGN_LOCK = 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3';
const SIGN_CLOUD = 'M7 18h10a4 4 0 0 0 .6-7.95A6 6 0 0 0 6.2 9.6 4.2 4.2 0 0 0 7 18M4 4l16 16';
const SIGN_PAUSE = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M10 9v6M14 9v6';

/** @type {Record<string, { sign: string, fr: Words, en: Words }>} */
const CARDS = {
  files: {
    sign: SIGN_CLOUD,
    fr: {
      title: 'Le module n’est pas arrivé jusqu’ici',
      text: 'Ses fichiers n’ont pas pu être chargés. La connexion est peut-être coupée.',
      act: 'Réessayer',
    },
    en: {
      title: 'The module did not arrive',
      text: 'Its files could not be loaded. The connection may be down.',
      act: 'Try again',
    },
  },
  slow: {
    sign: SIGN_CLOUD,
    fr: {
      title: 'Le module met trop de temps à s’ouvrir',
      text: 'La connexion est peut-être lente. Rien n’est perdu.',
      act: 'Réessayer',
    },
    en: {
      title: 'The module takes too long to open',
      text: 'The connection may be slow. Nothing is lost.',
      act: 'Try again',
    },
  },
  capability: {
    sign: SIGN_LOCK,
    fr: {
      title: 'Ce module n’est pas encore autorisé ici',
      text: 'Pour s’ouvrir, il a besoin que l’établissement lui permette\u00a0:',
    },
    en: {
      title: 'This module is not allowed here yet',
      text: 'To open, it needs the school to allow it to:',
    },
  },
  crashed: {
    sign: SIGN_BROKEN,
    fr: {
      title: 'Le module s’est arrêté',
      text: 'Ce qui était enregistré est gardé. On peut le relancer.',
      act: 'Relancer',
    },
    en: {
      title: 'The module has stopped',
      text: 'What was saved is kept. It can be started again.',
      act: 'Reload',
    },
  },
  paused: {
    sign: SIGN_PAUSE,
    fr: {
      title: 'Le module a été mis en pause',
      text: 'Il demandait trop de choses à la fois. Ce qui était enregistré est gardé.',
      act: 'Relancer',
    },
    en: {
      title: 'The module was paused',
      text: 'It asked for too much at once. What was saved is kept.',
      act: 'Reload',
    },
  },
  version: {
    sign: SIGN_LOCK,
    fr: {
      title: 'Ce module est trop récent pour cet ENT',
      text: 'L’ENT doit d’abord être mis à jour. Il suffit de le signaler à la personne qui l’administre.',
    },
    en: {
      title: 'This module is too new for this portal',
      text: 'The portal has to be updated first. Please tell the person who runs it.',
    },
  },
  nonce: {
    sign: SIGN_LOCK,
    fr: {
      title: 'Le module ne s’est pas ouvert comme prévu',
      text: 'Par prudence, rien ne lui a été donné.',
      act: 'Réessayer',
    },
    en: {
      title: 'The module did not open as it should',
      text: 'To be safe, it was given nothing.',
      act: 'Try again',
    },
  },
  session_expired: {
    sign: SIGN_LOCK,
    fr: {
      title: 'La session est terminée',
      text: 'Il faut se connecter de nouveau à l’ENT, puis réessayer.',
      act: 'Réessayer',
    },
    en: {
      title: 'The session has ended',
      text: 'Sign in to the portal again, then try again.',
      act: 'Try again',
    },
  },
  denied: {
    sign: SIGN_LOCK,
    fr: {
      title: 'Ce module n’est pas ouvert à ce compte',
      text: 'L’établissement choisit qui peut s’en servir.',
    },
    en: {
      title: 'This module is not open to this account',
      text: 'The school chooses who may use it.',
    },
  },
  not_found: {
    sign: SIGN_LOCK,
    fr: {
      title: 'Ce module n’est plus là',
      text: 'L’établissement l’a peut-être retiré de cette page.',
    },
    en: {
      title: 'This module is no longer here',
      text: 'The school may have taken it off this page.',
    },
  },
  offline: {
    sign: SIGN_CLOUD,
    fr: {
      title: 'Pas de connexion',
      text: 'Quand le réseau sera revenu, le module pourra s’ouvrir.',
      act: 'Réessayer',
    },
    en: {
      title: 'No connection',
      text: 'The module can open once the network is back.',
      act: 'Try again',
    },
  },
  backend: {
    sign: SIGN_CLOUD,
    fr: {
      title: 'Le serveur ne répond pas',
      text: 'Ce qui était enregistré est gardé. Il suffit d’attendre un instant.',
      act: 'Réessayer',
    },
    en: {
      title: 'The server does not answer',
      text: 'What was saved is kept. Please wait a moment.',
      act: 'Try again',
    },
  },
};

/** The cards of kinds that mean the same to a person. @type {Record<string, string>} */
const SAME = { not_granted: 'denied', invalid: 'backend' };

const SVG = 'http://www.w3.org/2000/svg';

/** @param {string} path on a grid of 24 px */
const drawing = (path) => {
  const svg = document.createElementNS(SVG, 'svg');
  const stroke = document.createElementNS(SVG, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  stroke.setAttribute('d', path);
  svg.append(stroke);
  return svg;
};

/**
 * @param {Host} host
 * @param {string} code a card's name, or the kind of an error
 */
export const fillCard = (host, code) => {
  if (/crashed|files/.test(code)) retire(host);
  const found = CARDS[SAME[code] ?? code] ?? CARDS.backend;
  const lang = language(host);
  const { title, text, act } = found[lang];
  const card = box(host, 'section', 'card');
  card.setAttribute('role', 'alert');
  card.dataset.card = code;
  card.append(drawing(found.sign), line('h2', title), line('p', text));
  if (code == 'capability') {
    const list = document.createElement('ul');
    const missing = (host.manifest.required ?? []).filter(({ name }) => !host.granted.has(name));
    list.append(...missing.map((wish) => line('li', wish.purpose[lang])));
    card.append(list);
  }
  if (act) {
    const acts = document.createElement('div');
    acts.className = 'acts';
    acts.append(button(act, () => host.start(), true));
    card.append(acts);
  }
  if (host.state == 'error') host.card.replaceChildren(card);
};
