// Writes file.br and file.gz beside each file named on standard input (a JSON list), where they are smaller.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import zlib from "node:zlib";

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);
const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT, BROTLI_MODE_GENERIC } =
  zlib.constants;

async function compress(file) {
  const bytes = readFileSync(file);
  const params = {
    [BROTLI_PARAM_QUALITY]: 11,
    [BROTLI_PARAM_LGWIN]: 24,
    [BROTLI_PARAM_SIZE_HINT]: bytes.length,
    [BROTLI_PARAM_MODE]: file.endsWith(".wasm") ? BROTLI_MODE_GENERIC : BROTLI_MODE_TEXT,
  };
  const packed = { br: await brotli(bytes, { params }), gz: await gzip(bytes, { level: 9 }) };
  for (const [suffix, content] of Object.entries(packed)) {
    const to = `${file}.${suffix}`;
    if (content.length < bytes.length) writeFileSync(to, content);
    else rmSync(to, { force: true });
  }
}

await Promise.all(JSON.parse(readFileSync(0, "utf8")).map(compress));
