// At most ten times a second: heights of a frame, changes told to a widget (section 9).

const GAP_MS = 100;

/**
 * @param {() => void} run at once, then after the gap if it was asked for meanwhile
 * @param {import('./host.js').Host} host
 * @returns {() => void} asks for it
 */
export const paced = (run, host) => {
  /** @type {ReturnType<typeof setTimeout> | 0} */
  let timer = 0;
  let asked = false;
  host.attempt.signal.addEventListener('abort', () => clearTimeout(timer));

  const step = () => {
    timer = 0;
    if (asked) {
      asked = false;
      timer = setTimeout(step, GAP_MS);
      run();
    }
  };
  return () => {
    asked = true;
    timer || step();
  };
};
