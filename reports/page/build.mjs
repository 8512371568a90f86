// Bundles src into ../templates/html: page.js, page.css, the libraries' licences, and checksums of all.
//   node build.mjs          writes them
//   node build.mjs --check  fails if they are not what would be written
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../templates/html");
const options = { bundle: true, minify: true, write: false, target: "es2022", legalComments: /** @type {const} */ ("none"), logLevel: /** @type {const} */ ("warning") };
const script = await build({ ...options, entryPoints: [join(here, "src/main.js")], format: "iife", metafile: true });
const style = await build({ ...options, entryPoints: [join(here, "src/page.css")] });

const packages = [...new Set(Object.keys(script.metafile.inputs).map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]).filter(Boolean))].sort();
const licences = packages.map((name) => {
  const folder = join(here, "node_modules", name);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = ["LICENSE", "LICENSE.md", "LICENCE"].map((f) => join(folder, f)).find(existsSync);
  if (!file) throw new Error(`${name} has no licence file`);
  return `${name} ${version}\n\n${readFileSync(file, "utf8").trim()}\n`;
});

const files = { "page.js": script.outputFiles[0].text, "page.css": style.outputFiles[0].text, "page.LICENSES": licences.join("\n----\n\n") };
const sums = Object.entries(files).map(([name, text]) => `${createHash("sha256").update(text).digest("hex")}  ${name}\n`).join("");
let stale = false;
for (const [name, text] of Object.entries({ ...files, "page.sha256": sums })) {
  const file = join(out, name);
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
    console.error(`${name} is not what src gives: run npm run build`);
    stale = true;
  }
}
process.exitCode = stale ? 1 : 0;
