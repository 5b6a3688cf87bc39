/**
 * @file Where the page's threads come from: files of the server that the page came from, or texts within the page, where
 * it is one file that may fetch nothing.
 */
import type { WebDevice } from "gantry/runtime/web";
import type { FilePlace, OpenRequest } from "./latent-messages.ts";

export interface PageWorkers {
  /** Writes films. */
  readonly film: () => Worker;
  /** Devices that generators can run on here, the best one first. */
  readonly devices: () => Promise<readonly WebDevice[]>;
  /** A fresh thread for a generator. */
  readonly latent: (device: WebDevice) => Promise<LatentThread>;
  /** A file as such a thread can read it. @param url as the data source has it */
  readonly fileFor: (url: string) => Promise<FilePlace>;
}

export interface LatentThread {
  readonly worker: Worker;
  readonly runtime: OpenRequest["runtime"];
}
