// Follows the height that a widget reports, without letting it run away (section 9).

import { paced } from './pace.js';

/**
 * At most ten changes a second, ±2 px ignored; nine growths within a second freeze the height.
 * @param {HTMLElement} frame
 * @param {import('./host.js').Host} host
 */
export const followHeight = (frame, host) => {
  const SLACK_PX = 2;
  const GROWTHS = 9;
  const MAX_PX = 20_000;
  let height = 0;
  let wanted = 0;
  /** When it grew: at most ten times a second. @type {any[]} */
  const growths = [];
  let frozen = false;

  const apply = paced(() => {
    if (frozen || Math.abs(wanted - height) <= SLACK_PX) return;
    if (wanted > height) growths.push(performance.now());
    frame.style.height = `${(height = wanted)}px`;
    frozen = growths.at(-1) - growths.at(-GROWTHS) < 1000;
    if (frozen) host.more('freeze')(height);
  }, host);

  /** @param {number} asked CSS px */
  return (asked) => {
    wanted = Math.min(asked, MAX_PX) || 0;
    apply();
  };
};
