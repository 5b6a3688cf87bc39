/** @file A run's folder as a report has it: what the server would say of it, without what the report leaves out. */
import { realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { GantryError } from "gantry/base";
import { samplePath } from "gantry/store";
import { MetricsLog, openRun } from "gantry/store/node";
import { type ExportInfo, MAX_POINTS, type OutputsLine, type RunDetail } from "../api/index.ts";
import { type PackedSeries, packSeries } from "../api/packed-series.ts";
import type { ReportedRun } from "../api/report.ts";
import { ModelFacts, trainedInfo } from "../server/exporting/made.ts";
import { detailOf } from "../server/folder/detail.ts";
import { outputsLine } from "../server/folder/output-logs.ts";
import { holdsLinksOut } from "../server/folder/place.ts";
import { seriesOf } from "../server/folder/series.ts";
import { WatchedRun } from "../server/folder/watched-run.ts";
import { pickSamples } from "./pick-samples.ts";
import { reportedNets } from "./reported-nets.ts";

/** @throws E504 E505 E506 E509 it cannot be read, E614 one of its files is a link to somewhere else */
export async function lookAt(path: string): Promise<WatchedRun> {
  const real = realpathSync((await openRun(path)).path);
  const run = new WatchedRun(basename(real), real);
  if (holdsLinksOut(dirname(real), real)) throw new GantryError("E614", { id: run.id });
  await run.look();
  if (run.problem !== null) throw run.problem;
  return run;
}

export interface Wanted {
  readonly samples: number | "all";
  /** Bytes of a generator that is still taken along; 0 for none. */
  readonly generator: number;
}

/** What is said of a run, but for what of its files could be read. */
export type Moment = Pick<ReportedRun, "detail" | "series" | "outputs" | "nets">;

/**
 * A run as of one moment. One that trains goes on while it is read, so what takes long is read first, and its head and its
 * pictures at once; its trainer says only now and then at which step it is, the log says it at once.
 */
export async function momentOf(run: WatchedRun): Promise<Moment> {
  const nets = await reportedNets(run);
  const outputs = await outputsOf(run.path);
  const series = await packedSeriesOf(run.path);
  await run.look();
  const { summary, samples, ...rest } = await detailOf(run);
  const step = Math.max(summary.step, series.axis.step.at(-1) ?? 0);
  const drawn = run.live ? samples.filter((at) => at <= step) : samples;
  return { detail: { ...rest, summary: { ...summary, step }, samples: drawn }, series, outputs, nets };
}

const GENERATOR = "generator.onnx";
const REALS = "reals.png";

/** Paths of files to be taken along. */
export function chosenOf(detail: RunDetail, { samples, generator }: Wanted): readonly string[] {
  const taken = pickSamples(detail.samples, samples);
  const models = Object.keys(detail.files).filter((name) => name.endsWith(".onnx"));
  const small = models.filter((name) => name === GENERATOR && (detail.files[name] as number) < generator);
  const live = detail.liveSamples && samples === "all" ? taken.map((step) => samplePath(step, "live")) : [];
  const pictures = [...taken.map((step) => samplePath(step)), ...live, ...(detail.reals ? [REALS] : [])];
  return [...pictures, ...small];
}

/** A detail that says of files only those that were taken along. */
export function detailWith(detail: RunDetail, taken: ReadonlySet<string>): RunDetail {
  const samples = detail.samples.filter((step) => taken.has(samplePath(step)));
  const files = Object.entries(detail.files);
  const models = files.filter(([name]) => name.endsWith(".onnx") && !taken.has(name));
  const liveSamples = samples.some((step) => taken.has(samplePath(step, "live")));
  return {
    ...detail,
    samples,
    summary: { ...detail.summary, lastSample: samples.at(-1) ?? null },
    liveSamples,
    reals: taken.has(REALS),
    files: Object.fromEntries(files.filter(([name]) => taken.has(name))),
    leftOut: {
      samples: detail.samples.length - samples.length,
      liveSamples: detail.liveSamples && !liveSamples,
      files: Object.fromEntries(models),
    },
  };
}

/** So many lines of what D said: a figure shows fourteen of them. */
const OUTPUT_LINES = 200;

async function outputsOf(path: string): Promise<readonly OutputsLine[]> {
  const { outputs } = await openRun(path);
  return pickSamples(await outputs(), OUTPUT_LINES).map(outputsLine);
}

/** All columns, thinned as the server thins them. */
async function packedSeriesOf(path: string): Promise<PackedSeries> {
  const log = new MetricsLog(join(path, "metrics.jsonl"));
  await log.read();
  const all = { keys: null, from: null, to: null, points: MAX_POINTS };
  return packSeries(seriesOf(log.builder.view(), log.offset, all));
}

/** Where the folder is on this computer is nobody else's business. */
export async function generatorIn(run: WatchedRun): Promise<ExportInfo | null> {
  const info = await trainedInfo(run, "trained", null, new ModelFacts());
  return info === null ? null : { ...info, folder: "" };
}
