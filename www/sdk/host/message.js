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
 * @property {number | null} [id] none in a notification
 * @property {string} [method] of a request or a notification
 * @property {any} [params] an object, or absent
 * @property {any} [result] of an answer
 * @property {any} [error] of an answer
 */

/**
 * @param {any} text what came through the port
 * @param {number} max longest text, in UTF-16 units
 * @returns {[problem: import('../greffon.js').ErrorKind | 0, message: Message]} why it is no message, with at most an
 *   `id`; or 0 and the message
 */
export const readMessage = (text, max) => {
  let message;
  if (text?.length > max) return ['too_large', {}];
  try {
    message = JSON.parse(text);
  } catch {
    return ['parse', {}];
  }
  const { jsonrpc, id, method, params = {} } = sane(message, DEPTH) && message || {};
  const numbered = id && id >>> 0 === id;
  return jsonrpc === '2.0' && (numbered || id == null) &&
    ('method' in message
      ? typeof method == 'string' && params?.constructor == Object && !('result' in message || 'error' in message)
      : 'result' in message != 'error' in message)
    ? [0, message]
    : ['invalid', numbered ? { id } : {}];
};
