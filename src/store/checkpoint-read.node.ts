/** @file Finds the checkpoint that is asked for; one that is damaged is passed over for the one before, with a word. */
import { GantryError } from "../base/error.ts";
import {
  byAge,
  type CheckpointFolder,
  checkpointFolders,
  readCheckpointFolder,
  readPointer,
  STATE_FILE,
} from "./checkpoint-files.node.ts";
import type { CheckpointProblem } from "./run-record.ts";
import type { Checkpoint, WhichCheckpoint } from "./run-store.ts";

/**
 * @param run the run's folder
 * @param which `last`; `best`, which is the last where none was marked; or a step, for which nothing else will do
 * @returns null where the run has none yet
 * @throws E510 none that would do is whole, E514 that step was not kept
 */
export async function readCheckpoint(run: string, which: WhichCheckpoint = "last"): Promise<Checkpoint | null> {
  const folders = (await checkpointFolders(run)).reverse();
  if (typeof which === "number") return firstWhole(run, ofStep(run, folders, which));

  const pointer = await readPointer(run, which);
  if ("damage" in pointer) {
    // A run that was killed between its first checkpoint and last.json has none, and nothing is wrong with it.
    const problems = pointer.damage.kind === "missing" ? [] : [{ path: `${which}.json`, damage: pointer.damage }];
    const found = which === "best" ? await readCheckpoint(run, "last") : await firstWhole(run, folders);
    return found && { ...found, problems: [...problems, ...found.problems] };
  }
  const { path, sha256 } = pointer.value;
  const named = folders.find((folder) => folder.path === path);
  const others = named === undefined ? folders : folders.filter((folder) => byAge(folder, named) < 0);
  const found = await firstWhole(run, [{ path }, ...others], path);
  return found?.path === path && sha256 !== found.sha256
    ? { ...found, problems: [pointerProblem(which, found.sha256, sha256)] }
    : found;
}

/** The pointer is what is wrong: the checkpoint agrees with itself. */
const pointerProblem = (which: string, expected: string, got: string): CheckpointProblem => ({
  path: `${which}.json`,
  damage: { kind: "hash", expected, got },
});

function ofStep(run: string, folders: readonly CheckpointFolder[], step: number): CheckpointFolder[] {
  const found = folders.filter((folder) => folder.step === step);
  if (found.length > 0) return found;
  const available = [...new Set(folders.map((folder) => String(folder.step)))].reverse();
  throw new GantryError("E514", { run, which: String(step), available });
}

/** @param named what a pointer names: that it was never finished is a problem; of any other it loses nothing */
async function firstWhole(
  run: string,
  candidates: readonly { readonly path: string }[],
  named?: string,
): Promise<Checkpoint | null> {
  const problems: CheckpointProblem[] = [];
  for (const { path } of candidates) {
    const read = await readCheckpointFolder(run, path);
    if ("value" in read) return { ...read.value, problems };
    const unfinished = read.damage.kind === "missing" && read.path.endsWith(STATE_FILE) && path !== named;
    if (!unfinished) problems.push(read);
  }
  if (problems.length === 0) return null;
  throw new GantryError("E510", { run, problems });
}
