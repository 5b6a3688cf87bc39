/**
 * @file Evaluation while a run trains: samples of the state as it is against the data, every so many steps. It decides
 * which checkpoint is the best, and, where somebody asked for it, when to stop because nothing gets better.
 */
import type { DeviceState } from "../runtime/runtime.ts";
import type { EvaluationInput } from "../store/run-record.ts";
import type { Course, LoopOptions } from "./course.ts";
import { noteEvaluation } from "./diagnosing.ts";
import type { TrainEvent } from "./events.ts";
import type { Machine } from "./machine.ts";
import { save } from "./saving.ts";
import { isWornOut, standingAfter } from "./standing.ts";

export interface EvaluationOptions {
  /** 0 never. */
  readonly every: number;
  /** Of the measured values, the one that decides; less is better. */
  readonly metric: string;
  /** Stop after so many evaluations in a row that were no better; null never. */
  readonly patience: number | null;
  readonly measure: (state: DeviceState) => Promise<Omit<EvaluationInput, "step">>;
  readonly release: () => Promise<void>;
}

/** The last state of a run that was evaluated before: "last" is worth what "best" is compared with. */
export async function* evaluateLast(
  options: LoopOptions,
  machine: Machine,
  course: Course,
): AsyncGenerator<TrainEvent> {
  const { step, standing } = course.progress;
  if (standing.best === null && standing.noBetter === 0) return;
  if (course.evaluatedAt !== step) yield* evaluate(options, machine, course);
}

/** Measures, and keeps a checkpoint of what is better than all before. */
export async function* evaluate(options: LoopOptions, machine: Machine, course: Course): AsyncGenerator<TrainEvent> {
  const { store, evaluation } = options;
  if (evaluation === undefined) return;
  const { step, standing } = course.progress;
  const began = performance.now();
  const measured = await evaluation.measure(machine.state);
  const value = measured.values[evaluation.metric] ?? Number.NaN;
  const after = standingAfter(standing, step, value);
  const better = after.noBetter === 0;
  course.progress = { ...course.progress, standing: after };
  course.evaluatedAt = step;
  noteEvaluation(course.diagnosing, measured.values);
  await store.evaluation({ step, ...measured });
  yield { type: "evaluation", ...measured, step, metric: evaluation.metric, best: better };
  if (better) yield* save(options, machine, course, true);
  if (isWornOut(after, evaluation.patience)) {
    const { best, noBetter } = after;
    const parameters = { step, best: best?.step ?? step, metric: evaluation.metric, evaluations: noBetter };
    yield { type: "alert", step, code: "W406", parameters };
  }
  course.lastLog = { ...course.lastLog, time: course.lastLog.time + performance.now() - began }; // no part of a step
}
