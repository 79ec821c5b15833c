// The error kinds of the protocol (section 5) and their form on the wire.

/**
 * The number of each kind that a host sends; `closed`, `cancelled`, `timeout` and `version` never travel.
 * A half marks those that may succeed when sent again unchanged.
 * @type {Record<string, number>}
 */
const CODES = {
  parse: -32700,
  invalid: -32602,
  unsupported: -32601,
  internal: -32603.5,
  not_granted: 4030,
  denied: 4031,
  session_expired: 4010.5,
  not_found: 4040,
  conflict: 4090,
  too_large: 4130,
  quota: 5070,
  read_only: 4230,
  rate_limited: 4290.5,
  backend: 5020.5,
  offline: 5030.5,
};

/**
 * An error that carries its kind and details.
 * @param {import('../greffon.js').ErrorKind} kind
 * @param {object} [details] members of the protocol's error data; `message` is for people
 * @returns {import('../greffon.js').Failure}
 */
export const failure = (kind, details) => /** @type {any} */ (Object.assign(new Error(kind), details, { kind }));

/**
 * The error member of an answer. What is not one of our failures becomes `internal`, and tells nothing more.
 * @param {any} error
 */
export const toWire = (error) => {
  if (!CODES[error?.kind]) error = failure('internal');
  const { message, ...data } = error;
  const code = CODES[data.kind];
  return { code: code | 0, message, data: { retryable: code % 1 != 0, ...data } };
};
