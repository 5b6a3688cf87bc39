/** @file How our one-file scripts take ONNX Runtime along: its JavaScript within, its WebAssembly not. */
import type { Plugin } from "vite";

/** The builds name their WebAssembly relative to themselves, and Vite would put its 41 MB inside. We always say where it is. */
export const wasmStaysOutside: Plugin = {
  name: "wasm-stays-outside",
  enforce: "pre",
  transform: (code, id) =>
    id.includes("onnxruntime-web")
      ? code.replace(/new URL\("(ort-wasm[^"]*\.wasm)",\s*import\.meta\.url\)/g, 'new URL("about:blank#$1")')
      : null,
};
