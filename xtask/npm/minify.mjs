// Minifies with esbuild, in one process for the whole site. Standard input: [{ from, to, kind }], where kind is
// "bundle" (an ES module or a style sheet, with what it imports), "module" or "script" (classic).
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, resolve } from "node:path";

const { build, transform } = createRequire(process.env.GREFFON_NODE_MODULES + "/")("esbuild");

// Every engine of the tests understands this; older ones could not run the modules anyway.
const common = { minify: true, target: "es2022", charset: "utf8", legalComments: "none", logLevel: "error" };

// What a module imports only later, and is itself a module beside the entry, stays a file of its own: its .min.js.
const later = (entry) => ({
  name: "later",
  setup({ onResolve }) {
    onResolve({ filter: /^\.{1,2}\// }, ({ path, kind, resolveDir }) => {
      const file = resolve(resolveDir, path);
      if (kind !== "dynamic-import" || dirname(file) !== dirname(entry)) return undefined;
      return { path: "./" + basename(file, ".js") + ".min.js", external: true };
    });
  },
});

async function minify({ from, to, kind }) {
  if (kind === "bundle") {
    const files = { entryPoints: [from], outfile: to, allowOverwrite: true };
    await build({ ...common, ...files, bundle: true, format: "esm", plugins: [later(resolve(from))] });
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
