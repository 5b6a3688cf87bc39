/** @file What a training loop asks of whatever keeps its run: a folder on disk, or the page's memory. */

import type { NamedTensor } from "../base/safetensors.ts";
import type { ControlRequest, ReadRequest } from "./control.ts";
import type {
  CheckpointProblem,
  EvaluationInput,
  EventInput,
  GridInfo,
  JsonObject,
  MetricsInput,
  OutputsInput,
  RunRecord,
  RunStatus,
  StatusUpdate,
} from "./run-record.ts";

export interface CheckpointInput {
  readonly step: number;
  readonly tensors: readonly NamedTensor[];
  /** Counters, loader position, controls, retries: all that a resume needs beside the tensors. */
  readonly meta: JsonObject;
  /** Also the best so far. */
  readonly best?: boolean;
}

export interface WrittenCheckpoint {
  /** Relative to the run, with forward slashes: `checkpoints/000500`. */
  readonly path: string;
  /** Of `state.safetensors`; empty in memory. */
  readonly sha256: string;
  /** Paths of older checkpoints that `keep` let go; each has its event line. */
  readonly removed: readonly string[];
}

export interface Checkpoint {
  readonly path: string;
  readonly step: number;
  readonly tensors: readonly NamedTensor[];
  readonly meta: JsonObject;
  readonly sha256: string;
  /** Newer ones that were damaged and passed over, newest first; tell the user (W501). */
  readonly problems: readonly CheckpointProblem[];
}

/** `last`, `best` (the last where none was marked), or a step. */
export type WhichCheckpoint = "last" | "best" | number;

export interface RunStore {
  readonly name: string;
  /** The run's folder; null in memory. */
  readonly path: string | null;
  readonly record: RunRecord;
  /** The attempt under which lines are logged now. */
  readonly attempt: number;

  /** Begins the next attempt: after a rollback, steps that are logged again replace those logged before. */
  readonly newAttempt: () => number;
  /** Writes `status.json`; also the heartbeat. */
  readonly status: (update: StatusUpdate) => Promise<void>;
  readonly readStatus: () => Promise<RunStatus | null>;
  readonly metrics: (row: MetricsInput) => Promise<void>;
  /** Norms of the state's tensors, by column (`layer-norms.ts`). */
  readonly layers: (row: MetricsInput) => Promise<void>;
  /** What D said of a step's batches. */
  readonly outputs: (row: OutputsInput) => Promise<void>;
  readonly event: (event: EventInput) => Promise<void>;
  /** What the state of a step was worth. */
  readonly evaluation: (row: EvaluationInput) => Promise<void>;
  /** @param png the encoded grid, null to keep only the grid's description @returns the picture's path in the run */
  readonly sample: (step: number, png: Uint8Array | null, grid: GridInfo) => Promise<string | null>;
  /** The same latents drawn with the live weights; before `sample`, by which readers hear of the step. */
  readonly liveSample: (step: number, png: Uint8Array) => Promise<void>;
  /** Real items, drawn as the samples are. */
  readonly reals: (png: Uint8Array) => Promise<void>;
  readonly checkpoint: (input: CheckpointInput) => Promise<WrittenCheckpoint>;
  /** @returns null where the run has no checkpoint yet @throws E510 all are damaged, E514 that step was not kept */
  readonly readCheckpoint: (which?: WhichCheckpoint) => Promise<Checkpoint | null>;
  /** Any other file: `generator.onnx`, `report.html`. @returns its path in the run */
  readonly file: (name: string, bytes: Uint8Array) => Promise<string>;
  /** Requests that came since the last call, in order, each once. */
  readonly requests: () => Promise<readonly ReadRequest[]>;
  /** Asks something of the run, as another process would. */
  readonly request: (request: ControlRequest) => Promise<void>;
  /** Requests that had an effect on the state after `step`, to be applied again at their steps. */
  readonly replays: (step: number) => Promise<readonly AppliedControl[]>;
  /** Flushes, lets go of the lock. Afterwards nothing may be written. */
  readonly close: () => Promise<void>;
}

/** A request and the step at whose boundary it was applied. */
export interface AppliedControl {
  readonly step: number;
  readonly request: ControlRequest;
}
