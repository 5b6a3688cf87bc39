/** @file `gantry/browser`: training in a page or in its worker, and what comes of it. */
export type { ImageArrays, PointArrays } from "../data/arrays.ts";
export { webRuntime } from "../runtime/ort.web.ts";
export type { WasmPaths, WebDevice, WebRuntimeOptions } from "../runtime/platform.web.ts";
export type { Runtime } from "../runtime/runtime.ts";
export type { ControlRequest } from "../store/control.ts";
export type { SamplePicture, TrainEvent, TrainStatus } from "./events.ts";
export type { PageData } from "./plan.web.ts";
export { type ServeOptions, serveTraining } from "./serve-training.web.ts";
export {
  type CheckpointOptions,
  type ExportOptions,
  type PageTrainOptions,
  type SampleOptions,
  type Training,
  trainInPage,
} from "./train.web.ts";
export { trainInWorker, type WorkerTrainOptions } from "./train-in-worker.web.ts";
