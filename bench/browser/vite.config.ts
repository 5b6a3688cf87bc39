import { defaultClientConditions, defineConfig } from "vite";

export default defineConfig({
  base: "./",
  resolve: { conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions] },
  build: { minify: false, chunkSizeWarningLimit: 4000 }, // TensorFlow.js gives its threads a function's source text
});
