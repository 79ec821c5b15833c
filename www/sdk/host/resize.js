// Follows the height that a widget reports, without letting it run away (section 9).

const GAP_MS = 100;
const SLACK_PX = 2;
const GROWTHS = 9;
const MAX_PX = 20_000;

/**
 * At most ten changes a second, ±2 px ignored; nine growths within a second freeze the height.
 * @param {HTMLElement} frame
 * @param {(height: number) => void} freeze told once, with the height that stays
 * @param {AbortSignal} signal
 */
export const followHeight = (frame, freeze, signal) => {
  let height = 0;
  let wanted = 0;
  /** When it grew lately; the oldest falls out at the start. @type {number[]} */
  let growths = [];
  /** @type {ReturnType<typeof setTimeout> | 0} */
  let timer = 0;
  let frozen = false;

  signal.addEventListener('abort', () => clearTimeout(timer));

  const step = () => {
    timer = 0;
    if (frozen || Math.abs(wanted - height) <= SLACK_PX) return;
    if (wanted > height) growths = [...growths.slice(1 - GROWTHS), performance.now()];
    frozen = growths[GROWTHS - 1] - growths[0] < 1000;
    timer = setTimeout(step, GAP_MS);
    frame.style.height = `${(height = wanted)}px`;
    if (frozen) freeze(height);
  };

  /** @param {number} asked CSS px */
  return (asked) => {
    wanted = Math.min(asked, MAX_PX) || 0;
    timer || step();
  };
};
