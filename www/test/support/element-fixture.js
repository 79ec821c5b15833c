// Stands for a widget's `element.js`.
globalThis.elementLoads = (globalThis.elementLoads ?? 0) + 1;
export const tag = 'greffon-probe-0';
