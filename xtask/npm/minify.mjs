// Minifies with esbuild, in one process for the whole site. Standard input: [{ from, to, kind }], where kind is
// "bundle" (an ES module or a style sheet, with what it imports), "module" or "script" (classic).
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const { build, transform } = createRequire(process.env.GREFFON_NODE_MODULES + "/")("esbuild");

// Every engine of the tests understands this; older ones could not run the modules anyway.
const common = { minify: true, target: "es2022", charset: "utf8", legalComments: "none", logLevel: "error" };

async function minify({ from, to, kind }) {
  if (kind === "bundle") {
    await build({ ...common, entryPoints: [from], outfile: to, bundle: true, format: "esm", allowOverwrite: true });
    return;
  }
  const options = { ...common, sourcefile: from, loader: "js" };
  if (kind === "module") options.format = "esm";
  const { code } = await transform(readFileSync(from, "utf8"), options);
  writeFileSync(to, code);
}

try {
  await Promise.all(JSON.parse(readFileSync(0, "utf8")).map(minify));
} catch (error) {
  // esbuild has printed where and what.
  console.error(String(error.message ?? error));
  process.exitCode = 1;
}
