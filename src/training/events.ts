/** @file What a training run tells while it works; the library yields these, the CLI and the Studio show them. */
import type { Verdict } from "../diagnosis/verdict.ts";
import type { ErrorCode } from "../messages/errors.ts";
import type { EvaluationInput } from "../store/run-record.ts";

/** `collapsed`: the run was to stop where it does (`onCollapse`). */
export type TrainStatus = "done" | "paused" | "stopped" | "interrupted" | "diverged" | "collapsed";

/** Fixed-z samples as pixels (RGB or grey or RGBA, 0–255, row-major, a ready grid) or as points `[N, D]`. */
export type SamplePicture =
  | {
      readonly kind: "pixels";
      readonly width: number;
      readonly height: number;
      readonly channels: number;
      readonly data: Uint8Array;
    }
  | { readonly kind: "points"; readonly dimensions: number; readonly data: Float32Array };

export type TrainEvent =
  /** Compiled and about to train. `step` > 0 after a resume. */
  | {
      readonly type: "start";
      readonly run: string | null;
      readonly step: number;
      readonly steps: number;
      readonly device: string;
      readonly threads: number;
      readonly parameters: Readonly<Record<string, number>>;
      readonly compileMs: number;
      /** How it goes so far; after a resume, what was last said. */
      readonly verdict: Verdict;
    }
  /** Watched scalars of one logged step (`lossD`, `lossG`, `dReal`, `dFake`, …). `images`: real items drawn so far. */
  | {
      readonly type: "metrics";
      readonly step: number;
      readonly images: number;
      readonly epoch: number;
      readonly msPerStep: number;
      readonly values: Readonly<Record<string, number>>;
    }
  | {
      readonly type: "sample";
      readonly step: number;
      readonly path: string | null;
      readonly picture: SamplePicture;
      readonly diversity: number;
    }
  /** Samples measured against the data. `values[metric]` decides which checkpoint is `best`; less is better. */
  | (EvaluationInput & { readonly type: "evaluation"; readonly metric: string; readonly best: boolean })
  /** How the run goes, whenever that changes. The alert of a word that is a warning follows it where it is news. */
  | { readonly type: "verdict"; readonly step: number; readonly verdict: Verdict }
  | { readonly type: "checkpoint"; readonly step: number; readonly path: string }
  /** A warning or a note, by code (`W…`), with the parameters of its sentence. */
  | {
      readonly type: "alert";
      readonly step: number;
      readonly code: ErrorCode;
      readonly parameters: Readonly<Record<string, unknown>>;
    }
  | { readonly type: "end"; readonly status: TrainStatus; readonly step: number; readonly run: string | null };
