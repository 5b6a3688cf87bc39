/**
 * @file `evaluate`: what generated pictures or points are worth, measured against data. One checkpoint of a run or all
 * of them, a generator's file, or any data against any other.
 */
import { resolve } from "node:path";
import { GantryError, isGantryError } from "../base/error.ts";
import { configFromRecord } from "../config/index.ts";
import { type OpenOptions, openDataset } from "../data/open.node.ts";
import type { Measured } from "../evaluation/measure.ts";
import type { MetricWarning } from "../metrics/warning.ts";
import { appendEvaluation, pointBest } from "../store/evaluations.node.ts";
import { ownerOf } from "../store/lock.node.ts";
import type { RunFolder } from "../store/open-run.node.ts";
import { type Comparison, type ComparisonOptions, openComparison } from "./comparison.node.ts";
import { evaluateMatrices } from "./evaluate-matrices.node.ts";
import { decidingMetric } from "./evaluation-plan.ts";
import {
  makerOfFile,
  makerOfRun,
  type SampleMaker,
  type Side,
  type Source,
  sideOfData,
  sideOfDataset,
  sourceOf,
} from "./evaluation-side.node.ts";
import { spreadOfHalves } from "./halves.ts";
import { openOptions } from "./plan.node.ts";
import { withPublishedWeights } from "./published-weights.node.ts";
import { croppedAs, withRunData } from "./run-data.node.ts";
import { type Spread, spreadOf } from "./spread.ts";

export interface EvaluateOptions extends ComparisonOptions {
  /** Folder of runs. */
  readonly root: string;
  /** A data set's name or path; null for the data that a run was trained on. */
  readonly against: string | null;
  readonly checkpoint: "last" | "best" | "all" | number;
  /** How often samples are drawn and measured, of sets how often halves of them, for the spread; 1 for once. */
  readonly repeats: number;
  readonly data: DataChoice;
}

/** Which data, and what of them. */
type DataChoice = Pick<
  OpenOptions,
  "size" | "channels" | "crop" | "cropIfFolder" | "dataDir" | "split" | "classes" | "attributes"
>;

/** Of one checkpoint, file or set. */
export interface Evaluation {
  readonly source: string;
  readonly step: number | null;
  readonly against: string;
  readonly features: string;
  readonly n: number;
  readonly nReal: number;
  readonly seed: number;
  /** `frechet`, `kid`, `kidStd`, `score`, `scoreStd`, `precision`, `recall`, `density`, `coverage`, `modes`, `hq`, `rkl`, `sliced`, … */
  readonly values: Readonly<Record<string, number>>;
  /** Standard error of each value; null where it was measured once. */
  readonly spread: Readonly<Record<string, number>> | null;
  readonly warnings: readonly MetricWarning[];
  /** Whether `best` is now this checkpoint; of runs all of whose checkpoints were measured. */
  readonly best: boolean;
}

/**
 * Measures one after another, and writes what a run's checkpoints are worth into the run.
 *
 * @param source a run, a generator's `.onnx`, or data @throws E504, E51x runs, E3xx data, E70x metrics, E71x networks, E74x
 */
export async function* evaluate(source: string, asked: EvaluateOptions): AsyncGenerator<Evaluation> {
  if (asked.features === "none") {
    yield await evaluateMatrices(source, asked);
    return;
  }
  const found = await sourceOf(source, asked.root);
  const makers = await makersOf(found, asked);
  const first = await makers[0]?.();
  const cropped = found.kind === "run" ? croppedAs(found.run.record) : {};
  const attributes = first?.attributes ?? []; // of the data's only what samples are asked for
  const data = { ...cropped, ...asked.data, attributes };
  const options = { ...asked, data, features: await featuresFor(asked) };
  const fake = found.kind === "set" ? await sideOfData(found.spec, options.data) : null;
  const { shape } = fake ?? first ?? {};
  const real = await realSide(found, shape, options).catch((error: unknown) =>
    withoutAttributes(error, first, isOwnData(found, options)),
  );
  const comparison = await openComparison(real, options, await heldOutFor(found, shape, options));
  const unwritten: unknown[] = [];
  try {
    if (fake !== null) yield { ...(await compareSets(comparison, fake, options)), against: real.name };
    const done: Evaluation[] = [];
    for (const [i, open] of makers.entries()) {
      const maker = i === 0 && first !== undefined ? first : await open();
      const evaluation = { ...(await measureMaker(comparison, maker, real, options)), against: real.name };
      await maker.release();
      if (found.kind === "run") await noted(found.run, evaluation).catch((error: unknown) => unwritten.push(error));
      done.push(evaluation);
      if (options.checkpoint !== "all") yield evaluation;
    }
    if (options.checkpoint === "all" && found.kind === "run") yield* withBest(found.run, real, done);
  } finally {
    await comparison.release();
  }
  if (unwritten.length > 0) throw unwritten[0]; // what was measured is told first: a run may be one that nobody may write to
}

/** Where the published weights are named, the place they are in by now. */
function featuresFor({ features, data, cacheDir, onProgress, signal }: EvaluateOptions): Promise<string> {
  return withPublishedWeights(features, {
    ...{ dataDir: data.dataDir, cacheDir },
    ...(signal && { signal }),
    onProgress: ({ done, total }) => onProgress?.({ part: "weights", share: done / (total ?? done) }),
  });
}

/** What draws samples, opened one after another: a checkpoint's generator may be large. */
async function makersOf(source: Source, { checkpoint }: EvaluateOptions): Promise<(() => Promise<SampleMaker>)[]> {
  if (source.kind === "set") return [];
  if (source.kind === "generator") return [() => makerOfFile(source.file)];
  const { run } = source;
  if (checkpoint !== "all") return [() => makerOfRun(run, checkpoint)];
  const steps = (await run.checkpoints()).steps.filter((step) => step > 0);
  if (steps.length === 0) return [() => makerOfRun(run, "last")]; // which says what is missing
  return steps.map((step) => () => makerOfRun(run, step));
}

type Shape = readonly number[] | undefined;

/** @param shape of what is measured: the data is brought to its size and its channels, unless somebody says which */
async function realSide(source: Source, shape: Shape, { against, data }: EvaluateOptions): Promise<Side> {
  if (against !== null) return sideOfShape(against, shape, data);
  if (source.kind === "run") return sideOfRun(source.run, data);
  throw new GantryError("E743", { source: source.kind === "set" ? source.spec : source.file });
}

async function sideOfShape(spec: string, shape: Shape, data: EvaluateOptions["data"]): Promise<Side> {
  const [channels, size] = shape?.length === 3 ? shape : [];
  if (size === undefined) return sideOfData(spec, data);
  return sideOfData(spec, { size, channels: channels as 1 | 3 | 4, ...data }).catch((error: unknown) => {
    const isPoints = isGantryError(error) && error.code === "E326" && data.size === undefined;
    if (isPoints && data.channels === undefined) return sideOfData(spec, data); // points: the comparison refuses them
    throw error;
  });
}

/** The data that a run was trained on, as its configuration opens it. */
async function sideOfRun(run: RunFolder, { split, dataDir, attributes }: EvaluateOptions["data"]): Promise<Side> {
  const config = configOf(run);
  const { values } = config;
  if (values.data === null) throw new GantryError("E743", { source: run.path });
  const asked = { ...(split && { split }), ...(dataDir && { dataDir }), attributes };
  const dataset = openDataset(values.data, { ...openOptions(values), excludedGone: true, ...asked });
  return sideOfDataset(await withRunData(run.path, config, dataset));
}

/** @throws E746 where the data have not the attributes that samples are to be asked for, else what was thrown */
function withoutAttributes(error: unknown, maker: SampleMaker | undefined, own: boolean): never {
  if (!isWithoutAttributes(error) || maker === undefined) throw error;
  throw new GantryError("E746", { source: maker.name, attributes: maker.attributes, own }, { cause: error });
}

/** Whether a run is measured against what it was trained on, be it named or not. */
function isOwnData(source: Source, { against }: EvaluateOptions): boolean {
  if (source.kind !== "run") return false;
  return against === null || resolve(against) === resolve(configOf(source.run).values.data ?? "");
}

const isWithoutAttributes = (error: unknown): boolean =>
  isGantryError(error) && (error.code === "E338" || error.code === "E340");

/** Of a known set the other part, unless somebody says; of other data there is none. */
async function heldOutFor(source: Source, shape: Shape, options: EvaluateOptions): Promise<Side | null> {
  const { heldOut, metrics } = options;
  const data = { ...options.data, split: options.data.split === "test" ? "train" : "test" } as const;
  if (heldOut !== null) {
    return sideOfShape(heldOut, shape, data).catch((error: unknown) => {
      if (!isWithoutAttributes(error)) throw error;
      return sideOfShape(heldOut, shape, { ...data, attributes: [] }); // nobody asks for its attributes
    });
  }
  const asked = metrics !== "auto" && (metrics === "all" || metrics.includes("parzen"));
  if (options.data.split !== "test" || !asked) return null;
  return realSide(source, shape, { ...options, data });
}

type Unplaced = Omit<Evaluation, "against">;

async function measureMaker(
  comparison: Comparison,
  maker: SampleMaker,
  real: Side,
  options: EvaluateOptions,
): Promise<Unplaced> {
  const measured: Measured[] = [];
  for (let i = 0; i < options.repeats; i += 1) {
    options.onProgress?.({ part: "samples", share: 0 });
    const side = await maker.draw(options.n, options.seed + i, real);
    measured.push(await comparison.measure(await comparison.look(side)));
  }
  return result(comparison, options, { name: maker.name, step: maker.step, n: options.n }, spreadOf(measured));
}

/** A set that is what it is: its spread is that of random halves. */
async function compareSets(comparison: Comparison, fake: Side, options: EvaluateOptions): Promise<Unplaced> {
  const seen = await comparison.look(fake);
  const whole = await comparison.measure(seen);
  const spread = await spreadOfHalves(comparison.real, seen, options, (real, half) => comparison.measure(half, real));
  return result(comparison, options, { name: fake.name, step: null, n: seen.features.rows }, { ...whole, spread });
}

function result(
  { features, real }: Comparison,
  { seed }: EvaluateOptions,
  { name: source, step, n }: { readonly name: string; readonly step: number | null; readonly n: number },
  { values, spread, warnings }: Measured & { readonly spread: Spread },
): Unplaced {
  return { source, step, features, n, nReal: real.features.rows, seed, values, spread, warnings, best: false };
}

/** Into the run, though somebody trains it. */
async function noted(run: RunFolder, { step, features, against, n, nReal, seed, values }: Evaluation): Promise<void> {
  const attempt = (await run.status())?.attempt ?? 1;
  const row = { step: step ?? 0, features, against, n, nReal, seed, values };
  await appendEvaluation(run.path, { ...row, attempt, time: Date.now() / 1000 });
}

/**
 * All of a run's checkpoints measured alike: the best of them is `best` from now on, unless somebody trains the run. What
 * decided while it was trained decides here, or the first of the others where that was not measured.
 */
async function* withBest(run: RunFolder, { kind }: Side, done: readonly Evaluation[]): AsyncGenerator<Evaluation> {
  const keys = [decidingMetric(configOf(run).values.evalMetric, kind), "frechet", "kid", "sliced"];
  const key = keys.find((name) => done.every(({ values }) => name in values));
  const least = key === undefined ? null : leastOf(done, key);
  const free = (await ownerOf(run.path)) === null;
  const pointed =
    free && typeof least?.step === "number" && (await pointBest(run.path, least.step).catch(() => null)) !== null;
  for (const one of done) yield { ...one, best: pointed && one === least };
}

/** Null where no value is a number. */
function leastOf(done: readonly Evaluation[], key: string): Evaluation | null {
  const worth = ({ values }: Evaluation): number => values[key] as number;
  const finite = done.filter((one) => Number.isFinite(worth(one)));
  return finite.reduce<Evaluation | null>((a, b) => (a === null || worth(b) < worth(a) ? b : a), null);
}

const configOf = ({ record }: RunFolder) => configFromRecord(record.config as Parameters<typeof configFromRecord>[0]);
