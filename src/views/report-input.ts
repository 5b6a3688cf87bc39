/** @file What a report is made of: plain data, filled from a run folder or from memory. */
import type { MetricsTable } from "../store/metrics-table.ts";
import type { EvaluationRow, GridInfo, RunEvent, RunRecord, RunStatus } from "../store/run-record.ts";

/** `src`: a data URI of a PNG. */
export interface ReportPicture {
  readonly step: number;
  readonly src: string;
}

export interface ReportFile {
  /** Relative to the run, with forward slashes. */
  readonly name: string;
  readonly bytes: number;
}

export interface ReportInput {
  readonly record: RunRecord;
  readonly status: RunStatus | null;
  /** As commands should name the run: `runs/0007-strokes-dcgan`. */
  readonly runPath: string;
  /** A sentence on how it went, in the report's language; by default the status's verdict. */
  readonly verdict?: string;
  readonly metrics: MetricsTable;
  /** What its checkpoints were worth; none by default. */
  readonly evaluations?: readonly EvaluationRow[];
  /** Rising steps; perhaps not all that the run has. */
  readonly samples: readonly ReportPicture[];
  /** How many the run has. */
  readonly sampleCount: number;
  readonly reals: string | null;
  readonly grid: GridInfo | null;
  readonly events: readonly RunEvent[];
  readonly files: readonly ReportFile[];
  /** ISO 8601. */
  readonly madeAt: string;
}

/**
 * At most `most` of a run's pictures: the first, the last, and between them even steps along the list. Early ones are
 * dense in the list, so they stay dense.
 */
export function pickSamples<T>(samples: readonly T[], most: number | "all"): T[] {
  if (most === "all" || samples.length <= most) return [...samples];
  if (most < 2) return samples.slice(-1);
  return Array.from({ length: most }, (_, i) => {
    return samples[Math.round((i * (samples.length - 1)) / (most - 1))] as T;
  });
}
