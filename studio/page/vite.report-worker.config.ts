/** @file The thread that holds a generator as one classic script, beside the report's page: it goes in where a generator does. */
import { resolve } from "node:path";
import { defineConfig } from "vite";
import { packageSubpaths } from "../../package-subpaths.ts";
import { licensed } from "../../vite-licenses.ts";
import { wasmStaysOutside } from "../../vite-ort.ts";

export default defineConfig({
  resolve: { conditions: ["source", "module", "browser"], alias: packageSubpaths },
  define: { "import.meta.url": "undefined" }, // a classic script has none
  plugins: [licensed, wasmStaysOutside],
  build: {
    outDir: resolve(import.meta.dirname, "../../dist/studio/report-page"),
    emptyOutDir: false,
    target: "es2023",
    reportCompressedSize: false,
    lib: {
      entry: resolve(import.meta.dirname, "workers/latent.worker.ts"),
      name: "gantryLatent",
      formats: ["iife"],
      fileName: () => "latent.worker.js",
    },
  },
});
