/**
 * @file `evaluate`: what generated pictures or points are worth, measured against data. One checkpoint of a run or all
 * of them, a generator's file, or any data against any other.
 */
import { GantryError } from "../base/error.ts";
import { permutation } from "../base/random.ts";
import { configFromRecord } from "../config/index.ts";
import { type OpenOptions, openDataset } from "../data/open.node.ts";
import type { Measurable, Measured } from "../evaluation/measure.ts";
import { takeRows } from "../metrics/samples.ts";
import type { MetricWarning } from "../metrics/warning.ts";
import { appendEvaluation, pointBest } from "../store/evaluations.node.ts";
import { ownerOf } from "../store/lock.node.ts";
import type { RunFolder } from "../store/open-run.node.ts";
import { type Comparison, type ComparisonOptions, openComparison } from "./comparison.node.ts";
import { evaluateMatrices } from "./evaluate-matrices.node.ts";
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
import { openOptions } from "./plan.node.ts";
import { type Spread, spreadOf } from "./spread.ts";

export interface EvaluateOptions extends ComparisonOptions {
  /** Folder of runs. */
  readonly root: string;
  /** A data set's name or path; null for the data that a run was trained on. */
  readonly against: string | null;
  /** Data apart from both, for `parzen` and `memorised`; null for what is not taken of the data. */
  readonly heldOut: string | null;
  readonly checkpoint: "last" | "best" | "all" | number;
  /** How often samples are drawn and measured, of sets how often halves of them, for the spread; 1 for once. */
  readonly repeats: number;
  readonly data: Pick<OpenOptions, "size" | "channels" | "dataDir" | "split" | "classes">;
}

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
export async function* evaluate(source: string, options: EvaluateOptions): AsyncGenerator<Evaluation> {
  if (options.features === "none") {
    yield await evaluateMatrices(source, options);
    return;
  }
  const found = await sourceOf(source, options.root);
  const makers = await makersOf(found, options);
  const first = await makers[0]?.();
  const data = { ...options.data, ...sizeFor(found, first) };
  const fake = found.kind === "set" ? await sideOfData(found.spec, data) : null;
  const real = await realSide(found, fake, { ...options, data });
  const comparison = await openComparison(real, options, await heldOutFor(found, { ...options, data }));
  try {
    if (fake !== null) yield { ...(await compareSets(comparison, fake, options)), against: real.name };
    const done: Evaluation[] = [];
    for (const [i, open] of makers.entries()) {
      const maker = i === 0 && first !== undefined ? first : await open();
      const evaluation = { ...(await measureMaker(comparison, maker, options)), against: real.name };
      await maker.release();
      if (found.kind === "run") await noted(found.run, evaluation);
      done.push(evaluation);
      if (options.checkpoint !== "all") yield evaluation;
    }
    if (options.checkpoint === "all" && found.kind === "run") yield* withBest(found.run, done);
  } finally {
    await comparison.release();
  }
}

/** What draws samples, opened one after another: a checkpoint's generator may be large. */
async function makersOf(source: Source, { checkpoint }: EvaluateOptions): Promise<(() => Promise<SampleMaker>)[]> {
  if (source.kind === "set") return [];
  if (source.kind === "generator") return [() => makerOfFile(source.file)];
  const { run } = source;
  if (checkpoint !== "all") return [() => makerOfRun(run, checkpoint)];
  const { steps } = await run.checkpoints();
  return steps.filter((step) => step > 0).map((step) => () => makerOfRun(run, step));
}

/** The data is brought to the size and the channels of what is drawn. */
function sizeFor(source: Source, maker: SampleMaker | undefined): EvaluateOptions["data"] {
  const [channels, size] = maker?.shape.length === 3 ? maker.shape : [];
  if (source.kind === "set" || size === undefined) return {};
  return { size, channels: channels as 1 | 3 | 4 };
}

async function realSide(source: Source, fake: Side | null, { against, data }: EvaluateOptions): Promise<Side> {
  if (against === null) {
    if (source.kind === "run") return sideOfRun(source.run, data);
    throw new GantryError("E743", { source: source.kind === "set" ? source.spec : source.file });
  }
  const [channels, size] = fake?.kind === "images" ? fake.shape : [];
  const same = size === undefined ? {} : { size, channels: channels as 1 | 3 | 4 };
  return sideOfData(against, { ...same, ...data });
}

/** The data that a run was trained on, as its configuration opens it. */
async function sideOfRun({ record, path }: RunFolder, { split, dataDir }: EvaluateOptions["data"]): Promise<Side> {
  const { values } = configFromRecord(record.config as Parameters<typeof configFromRecord>[0]);
  if (values.data === null) throw new GantryError("E743", { source: path });
  const asked = { ...(split && { split }), ...(dataDir && { dataDir }) };
  return sideOfDataset(await openDataset(values.data, { ...openOptions(values), ...asked }));
}

/** Of a known set the other part, unless somebody says; of other data there is none. */
async function heldOutFor(source: Source, options: EvaluateOptions): Promise<Side | null> {
  const { heldOut, data, metrics } = options;
  const split = data.split === "test" ? "train" : "test";
  if (heldOut !== null) return realSide(source, null, { ...options, against: heldOut, data: { ...data, split } });
  const asked = metrics !== "auto" && (metrics === "all" || metrics.includes("parzen"));
  if (data.split !== "test" || !asked) return null;
  return realSide(source, null, { ...options, data: { ...data, split } });
}

type Unplaced = Omit<Evaluation, "against">;

async function measureMaker(comparison: Comparison, maker: SampleMaker, options: EvaluateOptions): Promise<Unplaced> {
  const measured: Measured[] = [];
  for (let i = 0; i < options.repeats; i += 1) {
    options.onProgress?.({ part: "samples", share: 0 });
    const side = await maker.draw(options.n, options.seed + i);
    measured.push(await comparison.measure(await comparison.look(side)));
  }
  return result(comparison, options, { name: maker.name, step: maker.step, n: options.n }, spreadOf(measured));
}

/** A random half of the rows of all that is known of a side. */
function halfOf(side: Measurable, seed: number, counter: number): Measurable {
  const { rows } = side.features;
  const half = permutation({ seed, stream: "evaluation/halves", counter }, rows).subarray(0, Math.ceil(rows / 2));
  return {
    features: takeRows(side.features, half),
    ...(side.probabilities && { probabilities: takeRows(side.probabilities, half) }),
    ...(side.items && { items: takeRows(side.items, half) }),
  };
}

/** A set that is what it is: its spread is that of random halves, which is the standard error on the whole. */
async function compareSets(comparison: Comparison, fake: Side, options: EvaluateOptions): Promise<Unplaced> {
  const seen = await comparison.look(fake);
  const whole = await comparison.measure(seen);
  const halves: Measured[] = [];
  for (let i = 0; options.repeats > 1 && i < options.repeats; i += 1) {
    const [a, b] = [halfOf(comparison.real, options.seed, 2 * i), halfOf(seen, options.seed, 2 * i + 1)];
    halves.push(await comparison.measure(b, a));
  }
  const { spread } = spreadOf(halves);
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

/** All of a run's checkpoints measured alike: the best of them is `best` from now on, unless somebody trains the run. */
async function* withBest(run: RunFolder, done: readonly Evaluation[]): AsyncGenerator<Evaluation> {
  const key = ["frechet", "kid", "sliced"].find((name) => done.every(({ values }) => name in values));
  const worth = ({ values }: Evaluation): number => values[key ?? ""] ?? Number.POSITIVE_INFINITY;
  const least = done.reduce<Evaluation | null>((a, b) => (a === null || worth(b) < worth(a) ? b : a), null);
  const free = key !== undefined && (await ownerOf(run.path)) === null;
  const pointed = free && least !== null && least.step !== null && (await pointBest(run.path, least.step)) !== null;
  for (const one of done) yield { ...one, best: pointed && one === least };
}
