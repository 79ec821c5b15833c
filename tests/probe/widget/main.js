// A probe's document in frame mode, once its scripts are there.
import { createProbe } from './core.js';

const open = (port) => {
  window.probe = createProbe(port, window.boot.nonce, window.boot.id);
};
window.boot.ports.forEach(open);
window.boot.onport = open;
