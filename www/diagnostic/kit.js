// What all parts of the page share: its data, its words, and elements made in one line.

/** @typedef {{ host: string, image?: string, seen?: string, plain?: boolean }} Probe */
/** @typedef {{ id: string, codes: string[], aspect?: string, problem?: string, asks?: boolean, limit?: Record<string, number> }} Check */
/** @typedef {'fine' | 'note' | 'bad' | 'skipped'} State */
/** @typedef {{ check: string, site?: string, is: State, saw: string }} Found */
/** @typedef {{ check: string, site?: string }} Name */

/** @type {{ lang: string, base: string, place: string, room: boolean, machines: { id: string, name: string }[],
 *   checks: Check[], control: Probe, sites: Probe[], words: Record<string, string> }} */
export const data = JSON.parse(/** @type {HTMLElement} */ (document.getElementById('data')).textContent || '{}');

/**
 * A text of the catalogue, with its words filled in.
 * @param {string} name
 * @param {Record<string, string | number>} [words]
 */
export const t = (name, words) => {
  let text = data.words[name] || name;
  for (const [word, value] of Object.entries(words || {})) text = text.split(`{${word}}`).join(String(value));
  return text;
};

/** Whether the catalogue has a text. @param {string} name */
export const has = (name) => name in data.words;

/** A number with two significant digits: more would be a claim. @param {number} value */
export const rough = (value) => Number(value.toPrecision(2)).toLocaleString(data.lang);

/** The limit of a check. @param {string} check @param {string} name */
export const limit = (check, name) => {
  const found = data.checks.find((one) => one.id === check);
  return (found && found.limit && found.limit[name]) || 0;
};

/**
 * An element. What starts with `on` is listened to; the rest are attributes.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string)} children
 */
export const h = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value !== false && value !== undefined) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children);
  return made;
};

/** @param {number} ms */
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** The middle one. @param {number[]} values */
export const median = (values) => values.slice().sort((a, b) => a - b)[Math.floor(values.length / 2)] || 0;

/**
 * Asks the host.
 * @param {string} what
 * @param {RequestInit} [options]
 */
export const ask = (what, options) => fetch(`${data.base}/${what}`, Object.assign({ cache: 'no-store' }, options));

/** @param {unknown} body @returns {RequestInit} */
export const json = (body) => ({
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
});
