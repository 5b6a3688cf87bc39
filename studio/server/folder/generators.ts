/** @file Generators of checkpoints as models, rebuilt on a thread of their own: a second's work for a large one. */
import { GantryError } from "gantry/base";
import { recipes } from "gantry/recipes";
import { type CheckpointFile, checkpointFiles } from "./checkpoint-files.ts";
import type { GeneratorRequest } from "./generator-thread.ts";
import { stampOf, statOf } from "./stamp.ts";
import { ThreadCalls } from "./thread-calls.ts";
import type { WatchedRun } from "./watched-run.ts";

export type ModelKind = "generators" | "judged";

export class Generators {
  readonly #thread = new ThreadCalls("./generator-thread", import.meta.url);

  /**
   * @param kind `judged`: with D behind it
   * @returns the bytes of an ONNX model
   * @throws E103 for a recipe that is a file, E730 where nobody judges samples one by one, E616 for a checkpoint that is gone, and what `runGenerator` throws
   */
  async model(run: WatchedRun, checkpoint: CheckpointFile, kind: ModelKind): Promise<Uint8Array> {
    const request: GeneratorRequest = {
      path: run.path,
      step: checkpoint.step,
      recipe: recipeOf(run),
      judged: kind === "judged",
    };
    try {
      return await this.#thread.ask<Uint8Array>(request);
    } catch (error) {
      checkpointAt(run, checkpoint.step); // one that was thinned out meanwhile
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}

/** To look at a folder is not to run the programs that it names: recipes that ship alone. @throws E103 */
function recipeOf({ record }: WatchedRun): string {
  const got = String(record?.config.recipe?.value);
  const known = recipes.map(({ name }) => name);
  if (known.includes(got)) return got;
  throw new GantryError("E103", { got, suggestion: null, known });
}

/** @throws E616 where the run has none of that step */
export function checkpointAt(run: WatchedRun, step: number): CheckpointFile {
  const file = checkpointFiles(run).find((each) => each.step === step);
  if (file === undefined) throw new GantryError("E616", { id: run.id, file: `generators/${step}.onnx` });
  return file;
}

/** Of a checkpoint's file as it is now. */
export function tagOf({ path }: CheckpointFile): string {
  return `"${stampOf(statOf(path))}"`;
}
