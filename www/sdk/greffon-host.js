// Greffon host SDK: puts a widget into a page and answers it, as the host protocol says.
// Nothing is executed at import, nothing is global, nothing else is needed.

export { failure } from './host/errors.js';
export { mount } from './host/mount.js';
