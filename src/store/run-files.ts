/** @file Names of a run's files, and how JSON of ours is checked when it is read. */
import { GantryError } from "../base/error.ts";
import type { Damage } from "../messages/en/errors-store.ts";
import { RUN_FORMAT, type RunRecord, type RunStatus } from "./run-record.ts";

export const RUN_FILE = "run.json";
export const STATUS_FILE = "status.json";
export const METRICS_FILE = "metrics.jsonl";
export const EVENTS_FILE = "events.jsonl";
export const LAYERS_FILE = "layers.jsonl";
export const OUTPUTS_FILE = "outputs.jsonl";
export const CONTROL_FILE = "control.jsonl";
export const EVALUATIONS_FILE = "evaluations.jsonl";
export const SAMPLES = "samples";
export const LIVE_SAMPLES = "samples/live";
export const GRID_FILE = "samples/grid.json";
export const REALS_FILE = "reals.png";
export const GENERATOR_FILE = "generator.onnx";
export const CLASSIFIER_FILE = "classifier.onnx";
export const REPORT_FILE = "report.html";

/** What a folder holds only if it is a run, or was to become one. */
export const runMarks: readonly string[] = [
  RUN_FILE,
  STATUS_FILE,
  METRICS_FILE,
  EVENTS_FILE,
  LAYERS_FILE,
  OUTPUTS_FILE,
  CONTROL_FILE,
  EVALUATIONS_FILE,
  SAMPLES,
  "checkpoints",
  GENERATOR_FILE,
  CLASSIFIER_FILE,
  REPORT_FILE,
];

/** JSON as people read it. */
export const jsonText = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * @param value parsed `run.json` @param path of it, for errors
 * @throws E506 it is of a later format, E509 it is not a run's record
 */
export function checkRecord(value: unknown, path: string): RunRecord {
  const record = (typeof value === "object" && value !== null ? value : {}) as Partial<RunRecord>;
  const damage = (name: string, expected: string, got: unknown): never => {
    const fault: Damage = { kind: "field", name, expected, got: JSON.stringify(got) ?? "absent" };
    throw new GantryError("E509", { path, damage: fault });
  };
  if (typeof record.format !== "number") return damage("format", "a number", record.format);
  if (record.format > RUN_FORMAT) throw new GantryError("E506", { path, found: record.format, known: RUN_FORMAT });
  for (const name of ["name", "recipe", "createdAt"] as const) {
    if (typeof record[name] !== "string") damage(name, "a string", record[name]);
  }
  for (const name of ["data", "config", "versions", "lowerings"] as const) {
    if (name === "lowerings" && record.lowerings === undefined) continue;
    if (typeof record[name] !== "object" || record[name] === null) damage(name, "an object", record[name]);
  }
  return record as RunRecord;
}

const states = ["training", "paused", "done", "stopped", "interrupted", "diverged", "collapsed"] as const;

/** @returns the status if it is one */
export function asStatus(value: unknown): RunStatus | null {
  const { state, step, attempt } = (value ?? {}) as Partial<RunStatus>;
  const known = states.some((one) => one === state) && typeof step === "number" && typeof attempt === "number";
  return known ? (value as RunStatus) : null;
}
