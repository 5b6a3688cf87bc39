/** @file The page as files that need nothing else: `dist/studio/page`. */
import { resolve } from "node:path";
import { defineConfig } from "vite";
import { packageSubpaths } from "../../package-subpaths.ts";

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  // ONNX Runtime's files are the server's to give, under /ort/: none of them is in the bundle
  resolve: { conditions: ["source", "onnxruntime-web-use-extern-wasm", "module", "browser"], alias: packageSubpaths },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: resolve(import.meta.dirname, "../../dist/studio/page"),
    emptyOutDir: true,
    target: "es2023",
    reportCompressedSize: false,
  },
  worker: { format: "es" },
});
