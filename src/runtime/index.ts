/** @file `gantry/runtime`: what a runtime is, and the float64 interpreter that needs no dependency. */
export type { Model, ModelValue } from "./model.ts";
export { evaluate } from "./reference.ts";
export { referenceRuntime } from "./reference-runtime.ts";
export type { DeviceState, Runtime, Session, Tensors } from "./runtime.ts";
