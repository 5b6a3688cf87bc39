/** @file `gantry/runtime/node`: ONNX Runtime in Node, for training programs and for generators. */
export type { Conditions, Label } from "./asked.ts";
export { openGenerator } from "./generator.node.ts";
export type { Generator, GeneratorValue } from "./generator.ts";
export { type NodeDevice, type NodeRuntimeOptions, nodeRuntime } from "./ort.node.ts";
export { packageFile } from "./package-files.node.ts";
export { type NodeRowProductsOptions, nodeRowProducts } from "./row-products.node.ts";
export type { RowProductsSession } from "./row-products.ts";
export { packedText, readWebRuntime, type WebRuntimeFile } from "./web-files.node.ts";
