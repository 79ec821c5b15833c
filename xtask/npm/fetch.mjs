// Fetches addresses for `cargo xtask doctor`. Standard input: { urls, cookie? }; standard output: a list of
// { url, status, headers, body } or { url, error }. Bodies that are not text are left out.
import { readFileSync } from "node:fs";

const { urls, cookie } = JSON.parse(readFileSync(0, "utf8"));
const isText = /html|javascript|ecmascript|json|css|text/;

async function get(url) {
  try {
    const answer = await fetch(url, { headers: cookie ? { cookie } : {}, signal: AbortSignal.timeout(20_000) });
    const headers = Object.fromEntries(answer.headers);
    let body = "";
    if (isText.test(headers["content-type"] ?? "")) body = (await answer.text()).slice(0, 2_000_000);
    else await answer.body?.cancel();
    return { url: answer.url, status: answer.status, headers, body };
  } catch (error) {
    return { url, error: String(error.cause?.message ?? error.message ?? error) };
  }
}

process.stdout.write(JSON.stringify(await Promise.all(urls.map(get))));
