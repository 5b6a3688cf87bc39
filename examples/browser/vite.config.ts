/** What a page needs: module workers, ONNX Runtime's files as assets, and headers that allow threads. */
import { defaultClientConditions, defineConfig } from "vite";

const isolated = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

export default defineConfig({
  base: "./",
  worker: { format: "es" },
  resolve: { conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions] },
  server: { headers: isolated },
  preview: { headers: isolated },
});
