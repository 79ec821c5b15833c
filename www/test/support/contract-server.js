// A back end of the contract (protocol, section 8) in memory, over real HTTP, that can be told to fail.

import { createServer } from 'node:http';

/**
 * @typedef {object} Faults what the next matching request meets
 * @property {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean} [meet]
 *   takes the request itself where it returns true
 */

const HEARTBEAT_MS = 15_000;

const kinds = { invalid: 400, session_expired: 401, denied: 403, not_found: 404, conflict: 409, read_only: 423 };

export const createContract = ({ describe = {}, heartbeat = HEARTBEAT_MS } = {}) => {
  /** Scope → { rev, items: Map, done: Map, streams: Set }. */
  const scopes = new Map();
  /** Every request that came, oldest first. */
  const seen = [];
  const faults = [];
  const files = new Map();

  const place = (path) => {
    if (!scopes.has(path)) scopes.set(path, { rev: 0, items: new Map(), done: new Map(), streams: new Set() });
    return scopes.get(path);
  };

  const send = (response, status, body, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
  const refuse = (response, kind, details = {}) =>
    send(response, kinds[kind] ?? 500, { error: { kind, message: kind, ...details } });

  const tell = (scope, changes) => {
    for (const stream of scope.streams) {
      stream.write(`event: changed\ndata: ${JSON.stringify(changes)}\nid: ${changes.to}\n\n`);
    }
  };

  const write = (scope, opId, ops, response) => {
    if (scope.done.has(opId)) return send(response, 200, { rev: scope.done.get(opId) });
    for (const { key, ifRev } of ops) {
      const stands = scope.items.get(key);
      const rev = stands && !stands.deleted ? stands.rev : 0;
      if (ifRev !== undefined && ifRev !== rev) {
        return refuse(response, 'conflict', { key, rev, value: stands?.value, by: 'somebody', at: '2026-11-23T10:00:00.000Z' });
      }
    }
    const from = scope.rev++;
    const items = ops.map(({ op, key, value }) => {
      const item = { key, rev: scope.rev, at: new Date().toISOString(), ...op === 'set' ? { value } : { deleted: true } };
      scope.items.set(key, item);
      return { ...item, opId };
    });
    scope.done.set(opId, scope.rev);
    send(response, 200, { rev: scope.rev });
    tell(scope, { from, to: scope.rev, items });
  };

  const read = (scope, query, response) => {
    const keys = query.getAll('key');
    const prefix = query.get('prefix') ?? '';
    const limit = Number(query.get('limit') ?? 200);
    const all = [...scope.items.values()].filter((item) => !item.deleted)
      .filter(({ key }) => (keys.length ? keys.includes(key) : key.startsWith(prefix) && key > (query.get('after') ?? '')))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const items = all.slice(0, limit);
    send(response, 200, { rev: scope.rev, items, ...all.length > limit && { next: items.at(-1).key } });
  };

  const since = (scope, query, response) => {
    const from = Number(query.get('rev') ?? 0);
    const prefix = query.get('prefix') ?? '';
    const items = [...scope.items.values()].filter(({ rev, key }) => rev > from && key.startsWith(prefix))
      .sort((a, b) => a.rev - b.rev);
    send(response, 200, { from, to: scope.rev, items });
  };

  const follow = (scope, query, request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.flushHeaders();
    response.write(': hello\n\n');
    const from = Number(query.get('since') ?? 0);
    if (scope.rev > from) {
      const items = [...scope.items.values()].filter(({ rev }) => rev > from);
      response.write(`event: changed\ndata: ${JSON.stringify({ from, to: scope.rev, items })}\nid: ${scope.rev}\n\n`);
    }
    scope.streams.add(response);
    const timer = setInterval(() => response.write(':\n\n'), heartbeat);
    response.on('close', () => {
      clearInterval(timer);
      scope.streams.delete(response);
    });
  };

  const answer = async (request, response) => {
    const url = new URL(request.url, 'http://server');
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const record = { method: request.method, path: url.pathname, query: url.searchParams, headers: request.headers, bytes };
    seen.push(record);
    const at = faults.findIndex((fault) => fault.match(record));
    if (at >= 0) {
      const fault = faults[at];
      if (fault.times !== undefined && --fault.times <= 0) faults.splice(at, 1);
      return fault.act(request, response, record);
    }
    const [, base, instance, first, second] = url.pathname.split('/');
    if (base !== 'i') return false;
    if (!first) {
      return send(response, 200, {
        instance, title: 'Essai', widget: 'probe', level: 3, granted: [], denied: [], readOnly: false, ...describe,
      });
    }
    if (first === 'service') return send(response, 200, { data: { name: second, args: JSON.parse(bytes).args } });
    if (first === 'live') return send(response, 200, {});
    if (first === 'event') return send(response, 200, { id: JSON.parse(bytes).id });
    if (first === 'file') {
      if (request.method === 'PUT') {
        files.set(second, { bytes, mime: request.headers['content-type'] });
        return send(response, 200, { file: second, size: bytes.length, mime: request.headers['content-type'] });
      }
      const file = files.get(second);
      if (!file) return refuse(response, 'not_found');
      if (request.method === 'DELETE') {
        files.delete(second);
        return send(response, 200, {});
      }
      response.writeHead(200, { 'content-type': file.mime });
      return response.end(file.bytes);
    }
    const scope = place(`${instance}/${first}`);
    if (second === 'since') return since(scope, url.searchParams, response);
    if (second === 'events') return follow(scope, url.searchParams, request, response);
    if (request.method === 'POST') return write(scope, request.headers['idempotency-key'], JSON.parse(bytes).ops, response);
    return read(scope, url.searchParams, response);
  };

  return {
    answer, seen, place, tell, send, refuse,
    /**
     * @param {(record: any) => boolean} match
     * @param {(request: any, response: any, record: any) => void} act
     * @param {number} [times] for ever by default
     */
    fault: (match, act, times) => {
      const entry = { match, act, times };
      faults.push(entry);
      return () => faults.splice(faults.indexOf(entry) >>> 0, 1);
    },
  };
};

/** Starts a contract server on a free port. */
export const startContract = async (options) => {
  const contract = createContract(options);
  const server = createServer((request, response) => {
    contract.answer(request, response).then((done) => {
      if (done === false) contract.refuse(response, 'not_found');
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return {
    ...contract,
    base: `http://127.0.0.1:${port}/i`,
    port,
    stop: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    }),
  };
};
