/** @file Threads and ONNX Runtime whose texts stand in the page: a report fetches nothing. */
import { unpackedFile } from "gantry/runtime/web";
import { LATENT_WORKER_ID, WASM_ID } from "../../api/report.ts";
import type { TextOf } from "../sources/report.ts";
import FilmWorker from "./film.worker.ts?worker&inline";
import type { PageWorkers } from "./page-workers.ts";

export function inlinedWorkers(textOf: TextOf): PageWorkers {
  const files = new Map<string, Promise<Blob>>();
  /** Unpacked once. */
  const fileOf = (id: string, type: string): Promise<Blob> => {
    const known = files.get(id) ?? unpackedFile(textOf(id) ?? "", type);
    files.set(id, known);
    return known;
  };
  return {
    film: () => new FilmWorker(),
    devices: async () => ["wasm"], // WebGPU's build would be twice as long
    latent: async () => {
      const [script, wasm] = await Promise.all([
        fileOf(LATENT_WORKER_ID, "text/javascript"),
        fileOf(WASM_ID, "application/wasm"),
      ]);
      const address = URL.createObjectURL(script);
      const worker = new Worker(address);
      URL.revokeObjectURL(address);
      return { worker, runtime: { wasm } };
    },
    fileFor: async (url) => (await fetch(url)).blob(),
  };
}
