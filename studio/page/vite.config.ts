/** @file The page as files that need nothing else: `dist/studio/page`. */
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { packageSubpaths } from "../../package-subpaths.ts";
import { licensed } from "../../vite-licenses.ts";

const folder = import.meta.dirname;

/**
 * In a thread of the page an error is a code and parameters: `workers/error-sentences.ts` puts it in words, and loads with
 * the first. Without this the class of errors would bring every sentence of ours along.
 */
const errorsWithoutWords: Plugin = {
  name: "errors-without-words",
  enforce: "pre",
  resolveId: (source, importer) =>
    importer?.endsWith("/src/base/error.ts") && source === "../messages/errors.ts" ? "\0errors-without-words" : null,
  load: (id) =>
    id === "\0errors-without-words"
      ? "export const errorSentence = (code, parameters) => code + ' ' + Object.values(parameters).join(', ');"
      : null,
};

/**
 * What every reader needs is one file and what only some views need another, for small files compress badly. A folder within
 * a view, or `on-use` among the parts, loads with the first who asks.
 */
const groups = [
  {
    name: "page",
    priority: 2,
    test: /\/node_modules\/|\/src\/(?!messages)|\/studio\/(api|page\/((state|sources|parts|views\/(home|live))\/[^/]+$|views\/[^/]+$|[^/]+\.tsx?$|messages\/texts))/,
  },
  { name: "views", priority: 1, test: /\/studio\/page\/views\/[^/]+\/[^/]+$/ },
];

export default defineConfig({
  root: folder,
  base: "./",
  // ONNX Runtime's files are the server's to give, under /ort/: none of them is in the bundle
  resolve: { conditions: ["source", "onnxruntime-web-use-extern-wasm", "module", "browser"], alias: packageSubpaths },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [licensed],
  build: {
    outDir: resolve(folder, "../../dist/studio/page"),
    emptyOutDir: true,
    target: "es2023",
    reportCompressedSize: false,
    modulePreload: { polyfill: false }, // browsers that can run the page know it
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  worker: { format: "es", plugins: () => [licensed, errorsWithoutWords] },
});
