/** @file What the server says of runs. A run's id is the name of its folder. */
import type { EvaluationRow, GridInfo, RunEvent, RunRecord, RunState } from "gantry/store";

/** A row of the list of runs. */
export interface RunSummary {
  readonly id: string;
  readonly recipe: string;
  /** The adversarial loss by its name; null where the recipe has one of its own. */
  readonly loss: string | null;
  readonly data: {
    readonly name: string;
    readonly kind: "images" | "points";
    readonly shape: readonly number[];
    readonly count: number;
    readonly classes?: readonly string[];
  };
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** As it is: a run whose trainer is gone is `interrupted`, whatever it last wrote. */
  readonly state: RunState;
  readonly step: number;
  /** The step it is to reach; null where none is set. */
  readonly steps: number | null;
  /** The diagnosis's word, a key of `gantry/messages`' `diagnosis.words`; null before the first. */
  readonly verdict: string | null;
  /** The number that the word rests on; null for none. */
  readonly measured: { readonly measure: string; readonly value: number } | null;
  /** ISO 8601, UTC, of the last status; null before the first. */
  readonly heartbeat: string | null;
  /** At most 40 means of D's loss over the run, oldest first: the sparkline. */
  readonly spark: readonly number[];
  /** Step of the newest sample picture; null for none. */
  readonly lastSample: number | null;
  /** The best evaluation so far; null for none. */
  readonly best: { readonly step: number; readonly metric: string; readonly value: number } | null;
  /**
   * Of its files' addresses: `files/samples/001200.png?v=…` is kept by the browser for ever, without `v` it asks each
   * time whether the file changed. Another one where a picture was replaced, or another run took the folder's name.
   */
  readonly version: string;
  readonly note: string | null;
  readonly tags: readonly string[];
}

/** A folder that should be a run and cannot be read: the sentence says why. */
export interface RunProblem {
  readonly id: string;
  readonly error: ApiError;
}

/** `GET /api/runs` */
export interface RunList {
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  readonly problems: readonly RunProblem[];
  /** The folder that the server shows, for people. */
  readonly folder: string;
  /** The server only shows: every route that changes something answers 403. */
  readonly readonly: boolean;
  readonly version: string;
}

/** `GET /api/runs/:id` */
export interface RunDetail {
  readonly summary: RunSummary;
  readonly record: RunRecord;
  readonly grid: GridInfo | null;
  /** Steps of sample pictures, rising: `files/samples/001200.png`. */
  readonly samples: readonly number[];
  /** There are the same latents drawn with the live weights, too: `files/samples/live/001200.png`. */
  readonly liveSamples: boolean;
  /** There is a picture of real items: `files/reals.png`. */
  readonly reals: boolean;
  /** Columns of `metrics.jsonl`, from its first and last rows; `SeriesReply` has them all. */
  readonly columns: readonly string[];
  readonly events: readonly RunEvent[];
  readonly evaluations: readonly EvaluationRow[];
  readonly checkpoints: {
    readonly steps: readonly number[];
    readonly last: number | null;
    readonly best: number | null;
  };
  /** Files that can be fetched, beside samples. `generator.onnx` and the like; bytes of each. */
  readonly files: Readonly<Record<string, number>>;
  /** How far the logs were read: the live channel goes on from here. */
  readonly offsets: LogOffsets;
  /** What the run's folder has and a copy of it has not; absent where it is the folder. */
  readonly leftOut?: LeftOut;
}

/** A report takes some of a run's pictures along, and generators that are not too large. */
export interface LeftOut {
  /** How many sample pictures. */
  readonly samples: number;
  /** Those that were drawn with the live weights. */
  readonly liveSamples: boolean;
  /** Bytes of files. */
  readonly files: Readonly<Record<string, number>>;
}

/** Bytes of each log that a reader has seen. */
export interface LogOffsets {
  readonly metrics: number;
  readonly events: number;
}

/** Why a request was refused, and what to do. */
export interface ApiError {
  /** Of `gantry explain`. */
  readonly code: string;
  /** In both languages: the reader may change it while the sentence stands there. */
  readonly sentence: { readonly en: string; readonly zh: string };
}
