/** @file ONNX Runtime's files for pages, of the version that this package depends on, and files as text for a page. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";

/** What `wasmPaths` of `webRuntime` points at, by device. */
export type WebRuntimeFile = "ort-wasm-simd-threaded.wasm" | "ort-wasm-simd-threaded.asyncify.wasm";

export const readWebRuntime = (file: WebRuntimeFile): Promise<Uint8Array> =>
  readFile(createRequire(import.meta.url).resolve(`onnxruntime-web/${file}`));

/** A file as text, for a page that may fetch nothing: gzip in base64. `unpackedFile` reads it. */
export const packedText = (bytes: Uint8Array): string => gzipSync(bytes).toString("base64");
