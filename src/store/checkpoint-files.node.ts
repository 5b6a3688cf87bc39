/**
 * @file The files of a checkpoint: `state.safetensors`, then `state.json` with its hash, then the pointer `last.json`.
 * Each is written whole, in this order, so what a pointer names is complete, and a folder without `state.json` is none.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeTensors, type NamedTensor } from "../base/safetensors.ts";
import type { Damage } from "../messages/en/errors-store.ts";
import { codeOf, diskError } from "./durable.node.ts";
import { parseCheckpointName } from "./run-names.ts";
import type { CheckpointProblem, JsonObject } from "./run-record.ts";
import type { Checkpoint } from "./run-store.ts";

export const CHECKPOINTS = "checkpoints";
export const TENSORS_FILE = "state.safetensors";
export const STATE_FILE = "state.json";

/** `state.json`. `sha256` is of the JSON text of all other members, so that a flipped byte here shows as well. */
export interface CheckpointState {
  readonly format: 1;
  readonly step: number;
  /** The how-manieth checkpoint the run wrote, from 1. */
  readonly ordinal: number;
  readonly tensors: { readonly bytes: number; readonly sha256: string };
  readonly meta: JsonObject;
  readonly sha256: string;
}

/** `last.json`, `best.json`. */
export interface CheckpointPointer {
  readonly path: string;
  readonly sha256: string;
}

export const sha256Of = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

export function encodeState(state: Omit<CheckpointState, "sha256">): string {
  return `${JSON.stringify({ ...state, sha256: sha256Of(JSON.stringify(state)) }, null, 2)}\n`;
}

/** Read, or what is wrong with it. */
export type Attempted<T> = { readonly value: T } | { readonly damage: Damage };

/** A JSON file of ours. */
export async function readJson(path: string): Promise<Attempted<unknown>> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { damage: { kind: "missing" } };
    throw diskError(error, path, "read");
  }
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { damage: { kind: "syntax", detail: error instanceof Error ? error.message : String(error) } };
  }
}

/** @param folder a checkpoint's @returns its `state.json` if its own hash holds */
export async function readState(folder: string): Promise<Attempted<CheckpointState>> {
  const read = await readJson(join(folder, STATE_FILE));
  if ("damage" in read) return read;
  const { sha256, ...state } = (read.value ?? {}) as CheckpointState;
  const got = sha256Of(JSON.stringify(state));
  if (typeof sha256 !== "string") {
    return { damage: { kind: "field", name: "sha256", expected: "a hash", got: typeof sha256 } };
  }
  return got === sha256 ? { value: { ...state, sha256 } } : { damage: { kind: "hash", expected: sha256, got } };
}

/**
 * @param run the run's folder @param path of the checkpoint in it
 * @returns all of it, verified against its hashes; or what is wrong, and `path` of the file that is
 */
export async function readCheckpointFolder(
  run: string,
  path: string,
): Promise<{ readonly value: Omit<Checkpoint, "problems"> } | CheckpointProblem> {
  const state = await readState(join(run, path));
  if ("damage" in state) return { path: `${path}/${STATE_FILE}`, damage: state.damage };
  const { step, meta, tensors: written } = state.value;
  const read = await readTensors(join(run, path, TENSORS_FILE), written);
  if ("damage" in read) return { path: `${path}/${TENSORS_FILE}`, damage: read.damage };
  return { value: { path, step, meta, sha256: written.sha256, tensors: read.value } };
}

async function readTensors(
  file: string,
  written: CheckpointState["tensors"],
): Promise<Attempted<readonly NamedTensor[]>> {
  const bytes = await readFile(file).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return null;
    throw diskError(error, file, "read");
  });
  if (bytes === null) return { damage: { kind: "missing" } };
  if (bytes.length !== written.bytes) return { damage: { kind: "short", expected: written.bytes, got: bytes.length } };
  const got = sha256Of(bytes);
  if (got !== written.sha256) return { damage: { kind: "hash", expected: written.sha256, got } };
  return { value: decodeTensors(bytes, file).tensors };
}

export interface CheckpointFolder {
  readonly path: string;
  readonly step: number;
  readonly copy: number;
}

/** Folders that look like checkpoints, oldest step first; some may be incomplete. */
export async function checkpointFolders(run: string): Promise<CheckpointFolder[]> {
  const names = await readdir(join(run, CHECKPOINTS)).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return [];
    throw diskError(error, join(run, CHECKPOINTS), "read");
  });
  return names
    .flatMap((name) => {
      const parsed = parseCheckpointName(name);
      return parsed === undefined ? [] : [{ path: `${CHECKPOINTS}/${name}`, ...parsed }];
    })
    .sort(byAge);
}

export const byAge = (a: CheckpointFolder, b: CheckpointFolder): number => a.step - b.step || a.copy - b.copy;

/** @param which whose pointer */
export async function readPointer(run: string, which: "last" | "best"): Promise<Attempted<CheckpointPointer>> {
  const read = await readJson(join(run, `${which}.json`));
  if ("damage" in read) return read;
  const { path, sha256 } = (read.value ?? {}) as Partial<CheckpointPointer>;
  if (typeof path !== "string" || parseCheckpointName(path.replace(`${CHECKPOINTS}/`, "")) === undefined) {
    return { damage: { kind: "field", name: "path", expected: "a checkpoint", got: JSON.stringify(path) ?? "absent" } };
  }
  return { value: { path, sha256: typeof sha256 === "string" ? sha256 : "" } };
}
