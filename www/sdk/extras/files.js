// Files: to the person's disk, from it, and kept in the instance (section 4).

import { failure } from '../host/errors.js';
import { need } from './capabilities.js';
import { ask } from './dialog.js';
import { language, line } from './look.js';

/** @typedef {import('../host/host.js').Host} Host */
/** @typedef {import('./answer.js').Call} Call */

const FILE_BYTES = 8 << 20;
const URL_MS = 30_000;

const WORDS = {
  fr: { pick: 'Choisir un fichier pour ce module', yes: 'Choisir', no: 'Annuler',
    why: 'Seul le fichier choisi lui sera donné.', photo: 'Choisir une photo pour ce module',
    drawn: 'La photo lui sera donnée réduite, sans le lieu où elle a été prise ni le modèle de l’appareil.' },
  en: { pick: 'Choose a file for this module', yes: 'Choose', no: 'Cancel', why: 'Only the chosen file is given to it.',
    photo: 'Choose a photo for this module',
    drawn: 'It is given the photo made smaller, without the place where it was taken or the model of the camera.' },
};

/**
 * The bytes that came beside the text.
 * @param {Host} host
 * @param {any} params
 * @param {Call} call
 */
const bytesOf = ({ limits }, params, { buffers }) => {
  const bytes = buffers[params.bytes?.$bytes];
  const most = limits.file ?? FILE_BYTES;
  if (!(bytes instanceof ArrayBuffer)) throw failure('invalid', { message: 'bytes are missing', pointer: '/bytes' });
  if (bytes.byteLength > most) throw failure('too_large', { limit: most });
  return bytes;
};

/**
 * An answer with bytes: they ride beside the text, which says where.
 * @param {object} members
 * @param {ArrayBuffer} bytes
 */
const withBytes = (members, bytes) =>
  Object.defineProperty({ ...members, bytes: { $bytes: 0 } }, 'buffers', { value: [bytes] });

/**
 * `file.save`.
 * @param {Host} host
 * @param {{ name: string, mime: string }} params
 * @param {Call} call
 */
export const saveFile = (host, params, call) => {
  need(host, 'file:save');
  const bytes = bytesOf(host, params, call);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: params.mime }));
  // A name must not reach another folder, nor hide its ending.
  link.download = `${params.name}`.replace(/[\u0000-\u001f\u200e\u200f\u202a-\u202e/\\:*?"<>|]/g, '-').slice(0, 120) || 'greffon';
  link.click();
  const forget = () => {
    clearTimeout(timer);
    URL.revokeObjectURL(link.href);
  };
  const timer = setTimeout(forget, URL_MS);
  host.attempt.signal.addEventListener('abort', forget);
};

/**
 * `file.pick`. Answers `denied` where the person picks nothing.
 * @param {Host} host
 * @param {{ accept?: string, max?: number, side?: number }} params
 * @param {Call} call
 */
export const pickFile = async (host, params, call) => {
  need(host, 'file:pick');
  const words = WORDS[language(host)];
  const most = Math.min(params.max ?? Infinity, host.limits.file ?? FILE_BYTES);
  const [title, why] = params.side ? [words.photo, words.drawn] : [words.pick, words.why];
  const file = await ask(host, call, title, [line('p', why)], words, () => choose(params.accept ?? '', call.signal));
  if (params.side) {
    // A telephone takes a while for it.
    call.progress();
    const bytes = await (await import('./photo.js')).redraw(file, params.side, most);
    // Its name may say as much as what the camera wrote into it.
    return withBytes({ name: 'photo.jpg', mime: 'image/jpeg' }, bytes);
  }
  if (file.size > most) throw failure('too_large', { limit: most });
  return withBytes({ name: file.name, mime: file.type }, await file.arrayBuffer());
};

/**
 * The browser's own dialog.
 * @param {string} accept
 * @param {AbortSignal} signal
 * @returns {Promise<File>}
 */
const choose = (accept, signal) => new Promise((resolve, reject) => {
  const input = document.createElement('input');
  const refuse = () => reject(failure('denied'));
  input.type = 'file';
  input.accept = accept;
  input.addEventListener('change', () => (input.files?.[0] ? resolve(input.files[0]) : refuse()));
  input.addEventListener('cancel', refuse);
  signal.addEventListener('abort', refuse);
  input.click();
});

/**
 * `file.put`: keeps bytes in the instance.
 * @param {Host} host
 * @param {{ mime: string }} params
 * @param {Call} call
 */
export const putFile = (host, params, call) => {
  need(host, 'file:keep');
  if (host.readOnly()) throw failure('read_only');
  return host.backend.request('file.put', { ...params, bytes: bytesOf(host, params, call) }, call);
};

/**
 * `file.get`: gives them back.
 * @param {Host} host
 * @param {{ file: string }} params
 * @param {Call} call
 */
export const getFile = async (host, params, call) => {
  need(host, 'file:keep');
  const { bytes, ...members } = await host.backend.request('file.get', params, call);
  return withBytes(members, bytes);
};

/**
 * `file.delete`: takes one of the person's own away.
 * @param {Host} host
 * @param {{ file: string }} params
 * @param {Call} call
 */
export const deleteFile = (host, params, call) => {
  need(host, 'file:keep');
  if (host.readOnly()) throw failure('read_only');
  return host.backend.request('file.delete', params, call);
};
