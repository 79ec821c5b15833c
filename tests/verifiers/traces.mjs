// Validates xAPI statements by the validator of Learning Locker.
//
// stdin: a list of statements; stdout: a list of the faults of each.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(pathToFileURL(join(process.argv[2], 'from-here.js')));
const { default: validate } = require('xapi-validation');

let input = '';
for await (const chunk of process.stdin) input += chunk;
console.log(JSON.stringify(JSON.parse(input).map((statement) => validate(statement).map((fault) => JSON.stringify(fault)))));
