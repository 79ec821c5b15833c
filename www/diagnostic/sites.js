// Whether sites can be reached, and if not, how it fails. Two probes at once: a fetch, which succeeds on anything that
// answers, the page of a filter too, and a picture at a known path, which only the true site has.

import { pause } from './kit.js';

/** @typedef {import('./kit.js').Probe} Probe */
/** @typedef {'reachable' | 'answers' | 'intercepted' | 'unreachable' | 'silent'} Verdict */

/** How long a site may be silent: Windows takes its time to refuse. */
const SILENT = 8000;
/** How many sites are asked at once. */
const LANES = 4;

/** Origins whose answer was a way to elsewhere, which the policy of this page did not follow. @type {Set<string>} */
const sentAway = new Set();
document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
  try {
    sentAway.add(new URL(blockedURI).origin);
  } catch { /* a word, as `inline` */ }
});

/** @param {Probe} probe */
export const originOf = (probe) => `${probe.plain ? 'http' : 'https'}://${probe.host}`;

/** @param {Probe} probe @returns {Promise<'answer' | 'error' | 'silence'>} */
const fetched = async (probe) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), SILENT);
  try {
    await fetch(`${originOf(probe)}${probe.image || '/'}?${Date.now()}`, {
      mode: 'no-cors', cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer', signal: stop.signal,
    });
    return 'answer';
  } catch {
    return stop.signal.aborted ? 'silence' : 'error';
  } finally {
    clearTimeout(timer);
  }
};

/** @param {Probe} probe @returns {Promise<'answer' | 'error' | 'silence'>} */
const pictured = (probe) => new Promise((done) => {
  const picture = new Image();
  const timer = setTimeout(() => {
    picture.src = '';
    done('silence');
  }, SILENT);
  const end = (/** @type {'answer' | 'error'} */ how) => () => {
    clearTimeout(timer);
    done(how);
  };
  picture.onload = end('answer');
  picture.onerror = end('error');
  picture.referrerPolicy = 'no-referrer';
  picture.src = `${originOf(probe)}${probe.image}?${Date.now()}`;
});

/** @param {Probe} probe @returns {Promise<Verdict>} */
const once = async (probe) => {
  const [text, picture] = await Promise.all([fetched(probe), probe.image ? pictured(probe) : 'error']);
  if (picture === 'answer') return 'reachable';
  if (text === 'answer') return probe.image ? 'intercepted' : 'answers';
  // The event of the policy comes a turn later.
  await pause(50);
  if (sentAway.delete(originOf(probe))) return 'intercepted';
  return text === 'silence' || picture === 'silence' ? 'silent' : 'unreachable';
};

/**
 * Three tries before anything bad is said; two of a silence, which takes long.
 * @param {Probe} probe
 * @returns {Promise<Verdict>}
 */
export const verdict = async (probe) => {
  let said = await once(probe);
  for (let turn = 1; turn < 3 && said !== 'reachable' && said !== 'answers'; turn += 1) {
    if (said === 'silent' && turn > 1) break;
    said = await once(probe);
  }
  return said;
};

/**
 * All of them, some at once.
 * @param {Probe[]} probes
 * @returns {Promise<Verdict[]>}
 */
export const verdicts = async (probes) => {
  /** @type {Verdict[]} */
  const said = [];
  let next = 0;
  const lane = async () => {
    while (next < probes.length) {
      const mine = next;
      next += 1;
      said[mine] = await verdict(probes[mine]);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return said;
};
