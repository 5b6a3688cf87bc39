/**
 * @file The file of what was measured, in the folder for such things. It is read and written whole; of two writers at
 * once, each adds to what the other left, and what falls between them is measured again some time. A folder that cannot
 * be written is no reason not to train.
 */
import { readFile } from "node:fs/promises";
import { arch, availableParallelism, cpus } from "node:os";
import { dirname, join } from "node:path";
import { env } from "onnxruntime-node";
import { defaultCacheDir } from "../data/places.node.ts";
import { makeFolder, writeWhole } from "../store/durable.node.ts";
import {
  emptyEntry,
  type MachineKey,
  machineName,
  mergedEntry,
  type TunedEntry,
  type TunedMachines,
  tunedMachines,
  tunedText,
} from "./tuned-cache.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** `GANTRY_TUNED`, else `tuned.json` beside the downloads. */
export const tunedFile = (environment: Environment = process.env): string =>
  environment.GANTRY_TUNED || join(defaultCacheDir(environment), "tuned.json");

export const machineHere = (): MachineKey => ({
  cpu: cpus()[0]?.model ?? "unknown",
  architecture: arch(),
  parallelism: availableParallelism(),
  ort: env.versions.node ?? env.versions.common,
});

/** @returns null for a file that is there and is none of ours */
async function readMachines(file: string): Promise<TunedMachines | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  return text === null ? {} : tunedMachines(text);
}

export interface ReadEntry {
  readonly entry: TunedEntry;
  /** Whether there was a file that could not be used. */
  readonly damaged: boolean;
}

export async function readTuned(file: string, machine: MachineKey): Promise<ReadEntry> {
  const machines = await readMachines(file);
  return { entry: machines?.[machineName(machine)] ?? emptyEntry, damaged: machines === null };
}

/** Adds to what the file says by now. @returns whether it could be written */
export async function addTuned(file: string, machine: MachineKey, added: TunedEntry): Promise<boolean> {
  try {
    const machines = (await readMachines(file)) ?? {};
    const name = machineName(machine);
    await makeFolder(dirname(file));
    await writeWhole(file, tunedText({ ...machines, [name]: mergedEntry(machines[name] ?? emptyEntry, added) }));
    return true;
  } catch {
    return false;
  }
}
