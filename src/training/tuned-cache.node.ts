/**
 * @file The file of what was measured, in the folder for such things. It is read and written whole; of two writers at
 * once, each adds to what the other left, and what falls between them is measured again some time. A file that cannot
 * be read or written is no reason not to train; one that is not ours is never written.
 */
import { readFile } from "node:fs/promises";
import { arch, availableParallelism, cpus } from "node:os";
import { dirname, join } from "node:path";
import { env } from "onnxruntime-node";
import { defaultCacheDir } from "../data/places.node.ts";
import { codeOf, makeFolder, writeWhole } from "../store/durable.node.ts";
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

/** Why a file is not to be used: it is none of ours, or of another format; or the system refuses it. */
export type FileProblem = "foreign" | "refused";

/** A file that is not there, or empty, has no machines. */
async function readMachines(file: string): Promise<TunedMachines | FileProblem> {
  try {
    return tunedMachines(await readFile(file, "utf8")) ?? "foreign";
  } catch (error) {
    return codeOf(error) === "ENOENT" ? {} : "refused";
  }
}

export interface ReadEntry {
  readonly entry: TunedEntry;
  /** Of a file that is there; then nothing is to be added to it. */
  readonly problem: FileProblem | null;
}

export async function readTuned(file: string, machine: MachineKey): Promise<ReadEntry> {
  const machines = await readMachines(file);
  if (typeof machines === "string") return { entry: emptyEntry, problem: machines };
  return { entry: machines[machineName(machine)] ?? emptyEntry, problem: null };
}

/** Adds to what the file says by now; one that is not ours stays as it is. @returns whether it could be written */
export async function addTuned(file: string, machine: MachineKey, added: TunedEntry): Promise<boolean> {
  const machines = await readMachines(file);
  if (typeof machines === "string") return false;
  try {
    const name = machineName(machine);
    await makeFolder(dirname(file));
    await writeWhole(file, tunedText({ ...machines, [name]: mergedEntry(machines[name] ?? emptyEntry, added) }));
    return true;
  } catch {
    return false;
  }
}
