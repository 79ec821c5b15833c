// Passes changes on to a widget: at most ten messages a second, the latest value of each key (section 8).

const GAP_MS = 100;

/** @typedef {import('../greffon.js').Changes} Changes */

/** @param {(changes: Changes) => void} send */
export const paced = (send) => {
  /** @type {Changes | undefined} */
  let held;
  const flush = () => {
    if (held) {
      timer = setTimeout(flush, GAP_MS);
      send(held);
      held = undefined;
    } else timer = 0;
  };
  // The answer to `storage.watch` goes first.
  /** @type {ReturnType<typeof setTimeout> | 0} */
  let timer = setTimeout(flush);

  return {
    stop: () => clearTimeout(timer),
    /** @param {Changes} next */
    push: (next) => {
      if (held?.to == next.from) {
        const latest = new Map([...held.items, ...next.items].map((item) => [item.key, item]));
        next = { from: held.from, to: next.to, items: [...latest.values()] };
      } else if (held) send(held);
      held = next;
      timer || flush();
    },
  };
};
