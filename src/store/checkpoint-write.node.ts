/** @file Writes a checkpoint and lets old ones go. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { encodeTensors } from "../base/safetensors.ts";
import {
  CHECKPOINTS,
  checkpointFolders,
  encodeState,
  readPointer,
  readState,
  STATE_FILE,
  sha256Of,
  TENSORS_FILE,
} from "./checkpoint-files.node.ts";
import { flushFolder, makeFolder, writeWhole } from "./durable.node.ts";
import { defaultKeep, expired, type Keep, type KeptCheckpoint } from "./retention.ts";
import { checkpointName } from "./run-names.ts";
import type { CheckpointInput, WrittenCheckpoint } from "./run-store.ts";

export interface CheckpointWriting {
  readonly keep?: Keep;
  /** Told of each checkpoint before it is removed, so that nothing goes without a word. */
  readonly removing?: (path: string) => void;
}

/**
 * Writes `checkpoints/STEP`, points `last.json` (and `best.json`) to it, then removes what `keep` lets go. A step that
 * was written before with other bytes keeps its folder; the new one is `STEP-2`.
 *
 * @param run the run's folder
 * @throws E502, E503; then the checkpoints from before are as they were
 */
export async function writeCheckpoint(
  run: string,
  { step, tensors, meta, best = false }: CheckpointInput,
  { keep = defaultKeep, removing }: CheckpointWriting = {},
): Promise<WrittenCheckpoint> {
  const bytes = encodeTensors(tensors);
  const sha256 = sha256Of(bytes);
  const existing = await completeCheckpoints(run);
  const path = await freePath(run, step, sha256);

  const ordinal =
    existing.find((known) => known.path === path)?.ordinal ??
    Math.max(0, ...existing.map((known) => known.ordinal)) + 1;
  const state = encodeState({ format: 1, step, ordinal, tensors: { bytes: bytes.length, sha256 }, meta });
  await writeFolder(join(run, path), bytes, state);
  const pointer = `${JSON.stringify({ path, sha256 })}\n`;
  await writeWhole(join(run, "last.json"), pointer);
  if (best) await writeWhole(join(run, "best.json"), pointer);

  const removed = await removeExpired(run, [...existing, { path, ordinal }], { keep, removing });
  return { path, sha256, removed };
}

async function writeFolder(folder: string, bytes: Uint8Array, state: string): Promise<void> {
  await makeFolder(folder);
  try {
    await writeWhole(join(folder, TENSORS_FILE), bytes);
    await writeWhole(join(folder, STATE_FILE), state);
    await flushFolder(join(folder, ".."));
  } catch (error) {
    // On a full disk the unfinished folder only takes space; a finished one keeps its state.json.
    if ("damage" in (await readState(folder))) await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function completeCheckpoints(run: string): Promise<KeptCheckpoint[]> {
  const complete: KeptCheckpoint[] = [];
  for (const { path } of await checkpointFolders(run)) {
    const state = await readState(join(run, path));
    if ("value" in state) complete.push({ path, ordinal: state.value.ordinal });
  }
  return complete;
}

/** The first name for this step that nobody has, or that has the same bytes, or that was never finished. */
async function freePath(run: string, step: number, sha256: string): Promise<string> {
  for (let copy = 1; ; copy += 1) {
    const path = `${CHECKPOINTS}/${checkpointName(step, copy)}`;
    const state = await readState(join(run, path));
    if ("value" in state ? state.value.tensors.sha256 === sha256 : state.damage.kind === "missing") return path;
  }
}

async function removeExpired(
  run: string,
  checkpoints: readonly KeptCheckpoint[],
  { keep, removing }: { readonly keep: Keep; readonly removing: CheckpointWriting["removing"] | undefined },
): Promise<string[]> {
  const pointers = await Promise.all([readPointer(run, "last"), readPointer(run, "best")]);
  const pinned = pointers.flatMap((pointer) => ("value" in pointer ? [pointer.value.path] : []));
  const removed = expired(checkpoints, pinned, keep);
  for (const path of removed) {
    removing?.(path);
    // Without its state.json it is no checkpoint, whatever of the rest a kill leaves.
    await rm(join(run, path, STATE_FILE), { force: true });
    await rm(join(run, path), { recursive: true, force: true });
  }
  return removed;
}
