/**
 * @file The page as one HTML file, `dist/studio/report-page/index.html`, into which `gantry report` writes runs. A page from
 * the disk may load no other file, and no modules: all is one classic script, whose hash its policy names.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { packageSubpaths } from "../../package-subpaths.ts";
import { licensed, licenseTexts } from "../../vite-licenses.ts";

/** Texts of the bundle: its script, and its styles. */
interface Texts {
  readonly script: string;
  readonly style: string;
}

const SCRIPT = "report.js";
const STYLE = "report.css";

/** Makes one page of the files that the build has. */
const oneFile: Plugin = {
  name: "one-file",
  enforce: "post", // behind the styles
  generateBundle(_, bundle) {
    const textOf = (name: string): string => {
      const file = bundle[name];
      if (file === undefined) throw new Error(`no ${name} among ${Object.keys(bundle).join(", ")}`);
      delete bundle[name];
      return file.type === "chunk" ? file.code : String(file.source);
    };
    const texts = { script: inElement(textOf(SCRIPT), "script"), style: inElement(textOf(STYLE), "style") };
    const left = Object.keys(bundle);
    if (left.length > 0) throw new Error(`a page of one file cannot have ${left.join(", ")}`);
    this.emitFile({ type: "asset", fileName: "index.html", source: pageOf(texts) });
  },
};

/** So that nothing in a text ends its element. In a script's strings and patterns both say the same. */
function inElement(text: string, element: "script" | "style"): string {
  const safe = element === "script" ? text.replace(/<(\/script|!--)/gi, "\\x3C$1") : text;
  if (new RegExp(`</${element}|<!--`, "i").test(safe)) throw new Error(`</${element}> within the page's ${element}`);
  return safe.trim();
}

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Its own script and styles, threads and WebAssembly made of its own texts, and nothing else. */
const policyOf = ({ script, style }: Texts): string =>
  [
    "default-src 'none'",
    `script-src ${hashOf(script)} 'wasm-unsafe-eval' blob:`,
    `style-src ${hashOf(style)}`,
    "img-src data: blob:",
    "media-src blob:",
    "connect-src data: blob:",
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

const icon = readFileSync(resolve(import.meta.dirname, "icon.svg")).toString("base64");

/** Runs are written where `gantry:runs` stands; the script comes after them, for it reads them at once. Names show until then. */
const pageOf = (texts: Texts): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(texts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Gantry">
<link rel="icon" href="data:image/svg+xml;base64,${icon}">
<!--gantry:title-->
<style>${texts.style}</style>
</head>
<body>
<div id="app"><p class="quiet"><!--gantry:names--></p></div>
<!--gantry:runs-->
<script>${texts.script}</script>
</body>
<!--
${licenseTexts}
-->
</html>
`;

export default defineConfig({
  root: import.meta.dirname,
  resolve: { conditions: ["source", "module", "browser"], alias: packageSubpaths },
  define: { "import.meta.url": "undefined" }, // a classic script has none
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [licensed, oneFile],
  worker: { format: "iife", plugins: () => [licensed] },
  build: {
    outDir: resolve(import.meta.dirname, "../../dist/studio/report-page"),
    emptyOutDir: true,
    target: "es2023",
    reportCompressedSize: false,
    cssCodeSplit: false,
    lib: {
      entry: resolve(import.meta.dirname, "report.tsx"),
      name: "gantryReport",
      formats: ["iife"],
      fileName: () => SCRIPT,
      cssFileName: STYLE.replace(".css", ""),
    },
  },
});
