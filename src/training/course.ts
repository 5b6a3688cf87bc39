/** @file What a training loop is given, and what changes while it runs. */
import type { Tensor } from "../base/tensor.ts";
import type { AppliedControl, Checkpoint, RunStore } from "../store/run-store.ts";
import type { Pixels } from "../views/pixels.ts";
import { type Diagnosing, startDiagnosing, verdictStatus } from "./diagnosing.ts";
import type { Draw } from "./drawing.ts";
import type { EvaluationOptions } from "./evaluating.ts";
import type { Machine, MachineOptions } from "./machine.ts";
import { firstProgress, type Progress, progressOf } from "./progress.ts";
import { standingAnew } from "./standing.ts";

/** What the caller may ask for between two steps: `interrupt` saves and ends, as Ctrl-C does. */
export interface StopSignal {
  readonly requested: () => "interrupt" | null;
}

export interface LoopOptions extends MachineOptions {
  readonly store: RunStore;
  /** Train until this step. */
  readonly steps: number;
  /** Train at most so long, pauses not counted. */
  readonly minutes: number | null;
  readonly sampleEvery: number;
  readonly saveEvery: number;
  /** Absent: never. */
  readonly evaluation?: EvaluationOptions;
  readonly onNan: "rollback" | "stop";
  /** Whether a run that the diagnosis calls collapsed ends; by default it is said, and it goes on. */
  readonly onCollapse?: "warn" | "stop";
  /** At most so many steps are taken in one call: 1 for who must be asked after each. */
  readonly mostInRow?: number;
  /** About so many milliseconds a call may take, where this thread has something else to do as well. */
  readonly longestCall?: number;
  readonly checkpoint: Checkpoint | null;
  readonly stop: StopSignal;
  readonly draw: Draw;
  /** Pictures as files; null where no files are kept. */
  readonly encode: ((pixels: Pixels) => Uint8Array) | null;
  /** Writes what a person takes away (`generator.onnx`), whenever a checkpoint is written. */
  readonly onCheckpoint: (state: Readonly<Record<string, Tensor>>, step: number) => Promise<void>;
}

/** What changes while the loop runs. */
export interface Course {
  progress: Progress;
  savedAt: number;
  evaluatedAt: number;
  drawnAt: number;
  replays: readonly AppliedControl[];
  /** When the clock of `minutes` began; pauses move it on. */
  started: number;
  lastLook: number;
  lastBeat: number;
  lastLog: { readonly time: number; readonly step: number };
  /** Milliseconds a step; null before the first. */
  pace: number | null;
  readonly diagnosing: Diagnosing;
}

/** Where a run begins, or goes on from its checkpoint. */
export async function startCourse(
  { game, store, checkpoint, steps, evaluation }: LoopOptions,
  machine: Machine,
): Promise<Course> {
  const progress = checkpoint === null ? firstProgress(game) : resumed(checkpoint, evaluation?.patience ?? null);
  const now = performance.now();
  const diagnosing = startDiagnosing(machine, checkpoint);
  await store.status({ state: "training", step: progress.step, steps, ...verdictStatus(diagnosing) });
  // A run that was killed after its last checkpoint is finished: saved and drawn again, for what followed may be missing.
  const kept = checkpoint !== null && progress.step < steps ? progress.step : -1;
  return {
    progress,
    savedAt: kept,
    evaluatedAt: kept,
    drawnAt: kept,
    replays: checkpoint === null ? [] : await store.replays(progress.step - 1),
    started: now,
    lastLook: now,
    lastBeat: now,
    lastLog: { time: now, step: progress.step },
    pace: null,
    diagnosing,
  };
}

function resumed({ step, meta }: Checkpoint, patience: number | null): Progress {
  const progress = progressOf(step, meta);
  return { ...progress, standing: standingAnew(progress.standing, patience) };
}
