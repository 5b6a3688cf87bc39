/** @file The page as it was built, into which runs are written, and what a generator in it runs on. */
import { readFile } from "node:fs/promises";
import { GantryError } from "gantry/base";
import { packageFile, packedText, readWebRuntime } from "gantry/runtime/node";
import { LATENT_WORKER_ID, WASM_ID } from "../api/report.ts";
import { textElement } from "./elements.ts";

/** What stands before, between and behind the page's title, the names shown while it opens, and the runs. */
export type PageTemplate = readonly [head: string, styles: string, body: string, tail: string];

const builtFile = (name: string): string => packageFile(`dist/studio/report-page/${name}`);

/** @throws E613 */
export async function readTemplate(): Promise<PageTemplate> {
  const name = "index.html";
  const parts = String(await readBuilt(name)).split(/<!--gantry:(?:title|names|runs)-->/);
  if (parts.length !== 4) throw new GantryError("E613", { path: builtFile(name) });
  return parts as unknown as PageTemplate;
}

/** The generator's thread, and ONNX Runtime's WebAssembly: 5 MB. @throws E613 */
export async function* latentElements(): AsyncGenerator<string> {
  yield textElement(LATENT_WORKER_ID, packedText(await readBuilt("latent.worker.js")));
  yield textElement(WASM_ID, packedText(await readWebRuntime("ort-wasm-simd-threaded.wasm")));
}

async function readBuilt(name: string): Promise<Uint8Array> {
  const path = builtFile(name);
  return readFile(path).catch((cause: unknown) => {
    throw new GantryError("E613", { path }, { cause });
  });
}
