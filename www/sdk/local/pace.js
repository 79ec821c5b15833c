// Passes changes on: at most ten times a second, the latest value of each key (section 8).

const GAP_MS = 100;

/** @typedef {import('../greffon.js').Changes} Changes */

/** @param {(changes: Changes) => void} send */
export const paced = (send) => {
  /** @type {Changes | undefined} */
  let held;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!held) return;
    const changes = held;
    held = undefined;
    timer = setTimeout(flush, GAP_MS);
    send(changes);
  };
  // What comes before the watch was answered waits until then.
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer = setTimeout(flush);

  return {
    stop: () => clearTimeout(timer),
    /** @param {Changes} next */
    push: (next) => {
      if (held && held.to != next.from) flush();
      if (held) {
        const latest = new Map([...held.items, ...next.items].map((item) => [item.key, item]));
        const items = [...latest.values()].sort((a, b) => a.rev - b.rev);
        held = { from: held.from, to: next.to, items };
      } else held = next;
      if (timer === undefined) flush();
    },
  };
};
