/** @file `gantry/runtime/web`: programs run in a page. */
export type { Conditions, Label } from "./asked.ts";
export { webDevices } from "./devices.web.ts";
export type { Generator, GeneratorValue } from "./generator.ts";
export { openGenerator, type WebGenerator } from "./generator.web.ts";
export { webRuntime } from "./ort.web.ts";
export { bytesOfText, unpackedFile } from "./packed-file.web.ts";
export type { WasmPaths, WebDevice, WebRuntimeOptions } from "./platform.web.ts";
export type { RowProductsSession } from "./row-products.ts";
export { webRowProducts } from "./row-products.web.ts";
export type { DeviceState, Runtime, Session, Tensors } from "./runtime.ts";
