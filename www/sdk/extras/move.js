// Moving a widget in the page, and freezing a height that runs away.

/** @typedef {import('../host/host.js').Host} Host */

const CLOSE_MS = 1_500;

/**
 * Moves the widget to another element. Browsers without `moveBefore` load it again: it may save first.
 * @param {Host} host
 * @param {HTMLElement} target
 */
export const moveTo = async (host, target) => {
  const { shell } = host;
  if ('moveBefore' in target && shell.isConnected && target.isConnected) {
    /** @type {any} */ (target).moveBefore(shell, null);
    return;
  }
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let late;
  const saved = host.session?.ask('session.close', { reason: 'reload', deadlineMs: CLOSE_MS }).catch(() => {});
  await Promise.race([saved, new Promise((resolve) => { late = setTimeout(resolve, CLOSE_MS); })]);
  clearTimeout(late);
  if (host.state == 'closed') return;
  host.stop();
  target.append(shell);
  await host.start();
};

/**
 * The widget grew nine times within a second: its height stays, and it is told so (section 9).
 * @param {Host} host
 * @param {number} height CSS px
 */
export const freeze = (host, height) => {
  host.height = height;
  host.update({});
  host.log({ level: 'warn', code: 'resize_loop', data: { height } });
};
