/** @file The data that a run was trained on: whether they are there, and are what they were. */
import { GantryError, isGantryError } from "../base/error.ts";
import { type ConfigRecord, configFromRecord, type ResolvedConfig } from "../config/index.ts";
import type { Dataset } from "../data/dataset.ts";
import { type OpenOptions, openDataset } from "../data/open.node.ts";
import type { RunRecord } from "../store/run-record.ts";
import { cropOf, openOptions, type PlanOptions, planFromConfig } from "./plan.node.ts";
import type { Plan } from "./plan.ts";

/** @property path the run's folder, for messages */
export interface DataOwner {
  readonly path: string;
  readonly record: Pick<RunRecord, "config" | "data">;
}

/**
 * The plan of a run, of data that are what they were: others may not even fit its recipe.
 * @throws E515 other data, E520 none there, and what a plan throws
 */
export function planOfRun(run: DataOwner, atHand: Pick<PlanOptions, "recipe" | "dataset"> = {}): Promise<Plan> {
  const config = configFromRecord(run.record.config as ConfigRecord);
  return withRunData(
    run.path,
    config,
    planFromConfig(config, atHand, (dataset) => checkRunData(run, dataset)),
  );
}

/**
 * The data of a run, whether they are what they were or not, to be looked at: no recipe is loaded.
 * @throws E105 they were handed in from a program, E520 none there, and what `openDataset` throws
 */
export function openRunData(
  { path, record }: DataOwner,
  watching: Pick<OpenOptions, "onProgress" | "signal"> = {},
): Promise<Dataset> {
  const config = configFromRecord(record.config as ConfigRecord);
  const { data } = config.values;
  if (data === null || data === undefined) throw new GantryError("E105", {});
  const attributesAside = record.data.attributes === undefined;
  const open = (values: typeof config.values): Promise<Dataset> => {
    const options = { ...openOptions(values), attributesAside, excludedGone: true, ...watching };
    return withRunData(path, config, openDataset(data, options));
  };
  return asChosen(open, config, record.data.fingerprint);
}

/** How folders that are named beside a run are seen: as it sees its own. */
export function croppedAs({ config }: Pick<RunRecord, "config">): Pick<OpenOptions, "crop" | "cropIfFolder"> {
  return { crop: cropOf(configFromRecord(config as ConfigRecord).values), cropIfFolder: true };
}

/**
 * What nobody asked for is left open, so that it is chosen as when the run began, and decoded images are found where
 * they were put. Should another version choose otherwise, it is what the run had.
 */
async function asChosen(
  open: (values: ResolvedConfig["values"]) => Promise<Dataset>,
  { values, origins }: ResolvedConfig,
  fingerprint: string,
): Promise<Dataset> {
  const asked = <K extends "size" | "channels">(key: K): (typeof values)[K] | null =>
    origins[key] === "data" ? null : values[key];
  const dataset = await open({ ...values, size: asked("size"), channels: asked("channels") });
  return dataset.fingerprint === fingerprint ? dataset : open(values);
}

/** Of a file that is not there, whose it was: nobody named it just now. @param opening what opens a run's data @throws E520 */
export async function withRunData<T>(run: string, { values }: ResolvedConfig, opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    const missing = missingIn(error);
    if (missing === null || ![values.data, values.attributesFile].includes(missing)) throw error;
    throw new GantryError("E520", { run, path: missing }, { cause: error });
  }
}

const missingIn = (error: unknown): string | null =>
  isGantryError(error) && error.code === "E322" ? (error.parameters as { readonly path: string }).path : null;

function checkRunData({ path, record }: DataOwner, { fingerprint: got }: Dataset): void {
  const { spec, fingerprint: expected } = record.data;
  if (got !== expected) throw new GantryError("E515", { run: path, data: spec, expected, got });
}
