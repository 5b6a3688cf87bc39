/**
 * @file What was measured on a machine, as one small file keeps it: lowerings of convolutions, numbers of threads.
 *
 * An entry holds for one machine: processor, architecture, version of ONNX Runtime, and threads. What is wrong in a
 * file of ours is left out, for nothing is in it that cannot be measured again; what is no file of ours is nobody's to
 * change.
 */
import type { MeasuredGroups } from "../runtime/tune-convolutions.ts";

/** Of the file and of what the names in it mean; a file of another one is passed over, and left alone. */
export const TUNED_FORMAT = 1;

export interface MachineKey {
  /** As the processor calls itself. */
  readonly cpu: string;
  readonly architecture: string;
  /** How many threads the machine runs at once. */
  readonly parallelism: number;
  /** Of ONNX Runtime. */
  readonly ort: string;
}

/** Everything measured on one machine. */
export interface TunedEntry {
  /** By number of threads, then by group: lowerings. */
  readonly convolutions: Readonly<Record<string, MeasuredGroups>>;
  /** By a program's fingerprint. */
  readonly threads: Readonly<Record<string, number>>;
}

export type TunedMachines = Readonly<Record<string, TunedEntry>>;

export const emptyEntry: TunedEntry = { convolutions: {}, threads: {} };

export const machineName = ({ cpu, architecture, parallelism, ort }: MachineKey): string =>
  `${cpu.trim()}, ${architecture}, ${parallelism} threads, onnxruntime ${ort}`;

/** Machines whose entry is wrong are left out. @returns null for a text that is no such file, or of another format */
export function tunedMachines(text: string): TunedMachines | null {
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value) || value.format !== TUNED_FORMAT || !isObject(value.machines)) return null;
  const right = Object.entries(value.machines).filter(([, entry]) => isEntry(entry));
  return Object.fromEntries(right) as TunedMachines;
}

export const tunedText = (machines: TunedMachines): string =>
  `${JSON.stringify({ format: TUNED_FORMAT, machines }, null, 1)}\n`;

/** Both, and where they differ `newer`. */
export function mergedEntry(older: TunedEntry, newer: TunedEntry): TunedEntry {
  const counts = Object.keys({ ...older.convolutions, ...newer.convolutions });
  return {
    convolutions: Object.fromEntries(
      counts.map((count) => [count, { ...older.convolutions[count], ...newer.convolutions[count] }]),
    ),
    threads: { ...older.threads, ...newer.threads },
  };
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const everyValue = (value: unknown, test: (one: unknown) => boolean): boolean =>
  isObject(value) && Object.values(value).every(test);

const isLowerings = (value: unknown): boolean => everyValue(value, (name) => typeof name === "string");

const isEntry = (value: unknown): boolean =>
  isObject(value) &&
  everyValue(value.convolutions, (groups) => everyValue(groups, isLowerings)) &&
  everyValue(value.threads, (count) => Number.isInteger(count) && (count as number) > 0);
