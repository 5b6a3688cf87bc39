/** @file The thread of `Generators`: rebuilds a generator from a checkpoint, as `gantry export --checkpoint` does. */
import { parentPort } from "node:worker_threads";
import { isGantryError } from "gantry/base";
import { recipes } from "gantry/recipes";
import { runGenerator } from "gantry/training/node";
import type { ThreadReply } from "./thread-calls.ts";

export interface GeneratorRequest {
  /** Of the run. */
  readonly path: string;
  /** Of the checkpoint. */
  readonly step: number;
  /** The name of one that ships. */
  readonly recipe: string;
  /** With D behind it. */
  readonly judged: boolean;
}

async function answer({ path, step, recipe: name, judged }: GeneratorRequest): Promise<ThreadReply<Uint8Array>> {
  try {
    const recipe = recipes.find((each) => each.name === name) as (typeof recipes)[number];
    return { value: (await runGenerator(path, { checkpoint: step, recipe, judged })).bytes };
  } catch (error) {
    if (isGantryError(error)) return { fault: { code: error.code, parameters: error.parameters } };
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

let work: Promise<void> = Promise.resolve();

parentPort?.on("message", ({ number, request }: { readonly number: number; readonly request: GeneratorRequest }) => {
  work = work.then(async () => parentPort?.postMessage({ number, reply: await answer(request) }));
});
