// Files and learning traces of an instance over HTTP (section 8), for widgets that keep some.

import { failure } from './host/errors.js';

/**
 * @param {(path: string, init?: RequestInit, whole?: boolean) => Promise<any>} call
 * @param {string} method
 * @param {{ file: string, mime: string, bytes: ArrayBuffer }} params
 */
export const answer = async (call, method, params) => {
  if (method == 'event.emit') {
    return call('/event', {
      method: 'POST', body: JSON.stringify(params), headers: { 'Content-Type': 'application/json' },
    });
  }
  const { file, mime, bytes } = params;
  if (method == 'file.put') {
    const id = crypto.getRandomValues(new Uint32Array(4)).join('-');
    return call(`/file/${id}`, { method: 'PUT', body: bytes, headers: { 'Content-Type': mime } });
  }
  if (method == 'file.get') {
    const found = await call(`/file/${encodeURIComponent(file)}`, {}, true);
    return { mime: found.headers.get('Content-Type'), bytes: await found.arrayBuffer() };
  }
  if (method == 'file.delete') return call(`/file/${encodeURIComponent(file)}`, { method: 'DELETE' });
  throw failure('unsupported', { message: method });
};
