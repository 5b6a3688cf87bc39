/**
 * @file `<gantry-generator>` as one classic script, `dist/embed/gantry-generator.js`: it works from a web server and from
 * a folder that was double-clicked, where browsers load no modules. ONNX Runtime's WebAssembly stays beside it.
 */
import { resolve } from "node:path";
import { defineConfig } from "vite";
import { packageSubpaths } from "../package-subpaths.ts";
import { licensed } from "../vite-licenses.ts";
import { wasmStaysOutside } from "../vite-ort.ts";

export default defineConfig({
  resolve: { alias: packageSubpaths, conditions: ["source", "module", "browser"] },
  define: { "import.meta.url": "undefined" }, // a classic script has none
  plugins: [licensed, wasmStaysOutside],
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
