/**
 * @file What a report holds: a page with its runs inside. The JSON stands in the element `REPORT_ID`; each file of a run
 * in an element of its own, as base64, named by what is in it, so that a picture that came twice is there once.
 */
import type { Language } from "gantry/messages";
import type { ExportInfo } from "./exports.ts";
import type { NetsReply, TensorHistogram } from "./nets.ts";
import type { OutputsLine } from "./outputs.ts";
import type { PackedSeries } from "./packed-series.ts";
import type { RunDetail, RunList } from "./runs.ts";

export interface ReportData {
  /** ISO 8601, UTC: as of when its runs are. */
  readonly madeAt: string;
  /** Of whoever made it; readers choose their own. */
  readonly language: Language;
  readonly list: RunList;
  readonly runs: Readonly<Record<string, ReportedRun>>;
}

export interface ReportedRun {
  /** Its `files` and `samples` are those that the report has. */
  readonly detail: RunDetail;
  readonly series: PackedSeries;
  /** What D said, by step; thinned where there are many. */
  readonly outputs: readonly OutputsLine[];
  /** Null where its checkpoint cannot be read. */
  readonly nets: ReportedNets | null;
  /** What training left, by what it says of itself; null for none. Its `folder` is left out. */
  readonly generator: ExportInfo | null;
  /** Ids of elements by the path of a file: `samples/001200.png`. */
  readonly files: Readonly<Record<string, string>>;
}

/** Of the newest checkpoint; norms and histograms over time. */
export interface ReportedNets {
  readonly layers: NetsReply;
  readonly series: PackedSeries;
  /** By `histogramKey`, steps rising, of as many checkpoints as the page asks for; of large ones few or none. */
  readonly histograms: Readonly<Record<string, readonly TensorHistogram[]>>;
}

export const histogramKey = ({ tensor, of }: Pick<TensorHistogram, "tensor" | "of">): string => `${of}:${tensor}`;

export const REPORT_ID = "gantry-report";

/** Elements with what a generator runs on, gzip in base64; absent where no run's generator is in the report. */
export const LATENT_WORKER_ID = "gantry-latent-worker";
export const WASM_ID = "gantry-wasm";
