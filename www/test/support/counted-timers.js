// Counts the timers that are set and neither ran nor were cleared.

/**
 * @param {import('node:test').TestContext} t
 * @returns {() => string[]} where each of them was set
 */
export const countTimers = (t) => {
  const live = new Map();
  for (const [set, clear] of [['setTimeout', 'clearTimeout'], ['setInterval', 'clearInterval']]) {
    const [realSet, realClear] = [globalThis[set], globalThis[clear]];
    t.mock.method(globalThis, set, (run, ...rest) => {
      const timer = realSet((...args) => {
        if (set === 'setTimeout') live.delete(timer);
        run(...args);
      }, ...rest);
      live.set(timer, String(new Error(`${set} ${rest[0]}`).stack));
      return timer;
    });
    t.mock.method(globalThis, clear, (timer) => {
      live.delete(timer);
      realClear(timer);
    });
  }
  return () => [...live.values()];
};
