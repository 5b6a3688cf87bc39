/**
 * @file `<gantry-generator>` as one classic script, `dist/embed/gantry-generator.js`: it works from a web server and from
 * a folder that was double-clicked, where browsers load no modules. ONNX Runtime's WebAssembly stays beside it.
 */
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { packageSubpaths } from "../package-subpaths.ts";

/** The builds name their WebAssembly relative to themselves, and Vite would put its 41 MB inside. We always say where it is. */
const wasmStaysOutside: Plugin = {
  name: "wasm-stays-outside",
  enforce: "pre",
  transform: (code, id) =>
    id.includes("onnxruntime-web")
      ? code.replace(/new URL\("(ort-wasm[^"]*\.wasm)",\s*import\.meta\.url\)/g, 'new URL("about:blank#$1")')
      : null,
};

export default defineConfig({
  resolve: { alias: packageSubpaths, conditions: ["source", "module", "browser"] },
  define: { "import.meta.url": "undefined" }, // a classic script has none
  plugins: [wasmStaysOutside],
  build: {
    reportCompressedSize: false,
    outDir: resolve(import.meta.dirname, "../dist/embed"),
    emptyOutDir: true,
    target: "es2023",
    lib: {
      entry: resolve(import.meta.dirname, "main.ts"),
      name: "gantry",
      formats: ["iife"],
      fileName: () => "gantry-generator.js",
    },
  },
});
