/**
 * @file Where the page's threads come from: files of the server that the page came from, or texts within the page, where
 * it is one file that may fetch nothing.
 */
import type { WasmPaths, WebDevice } from "gantry/runtime/web";

export interface PageWorkers {
  /** Writes films. */
  readonly gif: () => Worker;
  /** Devices that generators can run on here, the best one first. */
  readonly devices: () => Promise<readonly WebDevice[]>;
  /** A fresh thread for a generator. */
  readonly latent: (device: WebDevice) => Promise<LatentThread>;
}

export interface LatentThread {
  readonly worker: Worker;
  /** ONNX Runtime's files. */
  readonly wasmPaths: WasmPaths;
}
