/** @file `evaluations.jsonl`: what a run's checkpoints were worth, whoever measured it; and which of them is the best. */
import { join } from "node:path";
import { checkpointFolders, readState } from "./checkpoint-files.node.ts";
import { writeWhole } from "./durable.node.ts";
import { appendShared, readRows } from "./line-log.node.ts";
import { EVALUATIONS_FILE } from "./run-files.ts";
import type { EvaluationRow } from "./run-record.ts";

/** Adds a line, though another process trains the run. @throws E502 E503 */
export const appendEvaluation = (run: string, row: EvaluationRow): Promise<void> =>
  appendShared(join(run, EVALUATIONS_FILE), row);

/** All lines, oldest first; what is no evaluation is passed over, a run without any has none. */
export const readEvaluations = (run: string): Promise<EvaluationRow[]> =>
  readRows(join(run, EVALUATIONS_FILE), parseRow);

function parseRow(line: string): EvaluationRow | null {
  try {
    const row = JSON.parse(line) as Partial<EvaluationRow> | null;
    const { step, features, values } = row ?? {};
    const whole = typeof step === "number" && typeof features === "string" && typeof values === "object";
    return whole && values !== null ? (row as EvaluationRow) : null;
  } catch {
    return null;
  }
}

/**
 * Points `best.json` to the newest kept checkpoint of a step.
 * @returns its path in the run, null where none of that step is kept
 */
export async function pointBest(run: string, step: number): Promise<string | null> {
  const folders = (await checkpointFolders(run)).filter((folder) => folder.step === step).reverse();
  for (const { path } of folders) {
    const state = await readState(join(run, path));
    if ("damage" in state) continue;
    await writeWhole(join(run, "best.json"), `${JSON.stringify({ path, sha256: state.value.tensors.sha256 })}\n`);
    return path;
  }
  return null;
}
