// What the core loads when it is first needed: cards, the page mode, dialogs, files, printing, moving grants,
// the `device` scope, messages too long for one. Each takes the mounted widget as its first argument.

export { announce, focus } from './extras/people.js';
export { answer } from './extras/answer.js';
export { deviceStore } from './extras/device.js';
export { fillCard } from './extras/cards.js';
export { freeze, moveTo } from './extras/move.js';
export { grant, hear, revoke } from './extras/capabilities.js';
export { openElement, register } from './extras/page.js';
export { sendInParts } from './extras/parts.js';
