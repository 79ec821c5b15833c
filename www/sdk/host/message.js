// Reading a message of the port: JSON-RPC 2.0 text, strict about size, depth and dangerous keys (sections 3 and 9).

const DEPTH = 32;

/**
 * Whether a value is no deeper than allowed and has no key that reaches an object's prototype.
 * @param {any} value
 * @param {number} room how many levels may still follow
 * @returns {boolean}
 */
const sane = (value, room) =>
  Object(value) !== value ||
  room > 0 && Object.keys(value).every((key) =>
    !/^(__proto__|constructor|prototype)$/.test(key) && sane(value[key], room - 1));

/**
 * @typedef {object} Message
 * @property {number} [id] absent in a notification
 * @property {string} [method] of a request or a notification
 * @property {any} [params] always an object where there is a method
 * @property {any} [result] of an answer
 * @property {any} [error] of an answer
 * @property {import('../greffon.js').ErrorKind} [problem] why this is no message; only `id` may be set beside it
 */

/**
 * @param {any} text what came through the port
 * @param {number} max longest text, in UTF-16 units
 * @returns {Message}
 */
export const readMessage = (text, max) => {
  let message;
  if (text?.length > max) return { problem: 'too_large' };
  try {
    message = JSON.parse(text);
  } catch {
    return { problem: 'parse' };
  }
  const { jsonrpc, id, method, params = {}, result, error } = sane(message, DEPTH) && message || {};
  const numbered = id && id >>> 0 === id;
  return jsonrpc === '2.0' && (numbered || id == null) &&
    ['method', 'result', 'error'].filter((form) => form in message).length == 1 &&
    (!('method' in message) || typeof method == 'string' && params?.constructor == Object)
    ? { id, method, params, result, error }
    : { id: numbered ? id : undefined, problem: 'invalid' };
};
