/** @file Checkpoints of states that are finite, and the way back from one that is not. */
import { GantryError } from "../base/error.ts";
import type { Tensor } from "../base/tensor.ts";
import type { Course, LoopOptions } from "./course.ts";
import { diagnosisMeta, noteRollback, tellVerdict } from "./diagnosing.ts";
import type { TrainEvent } from "./events.ts";
import { logSavedLayers } from "./layer-log.ts";
import { type Machine, restored } from "./machine.ts";
import { progressMeta, progressOf } from "./progress.ts";
import { namedTensors } from "./snapshot.ts";

const MAX_RETRIES = 3;

/** Writes a checkpoint of a state that is finite; one that is not is rolled back like any spoilt step. */
export async function* save(
  options: LoopOptions,
  machine: Machine,
  course: Course,
  best = false,
): AsyncGenerator<TrainEvent> {
  const { store, layout, onCheckpoint } = options;
  const { step } = course.progress;
  const state = await machine.state.read();
  if (!Object.values(state).every(isFiniteTensor)) {
    yield* rollBack(options, machine, course, step);
    return;
  }
  await logSavedLayers(options, course, state); // before: what was logged up to here is on the disk then
  const { path } = await store.checkpoint({
    step,
    tensors: namedTensors(layout, state),
    meta: { ...progressMeta(course.progress), ...diagnosisMeta(course.diagnosing) },
    best,
  });
  await onCheckpoint(state, step);
  course.savedAt = step;
  yield { type: "checkpoint", step, path };
}

function isFiniteTensor({ data }: Tensor): boolean {
  for (let i = 0; i < data.length; i += 1) if (!Number.isFinite(data[i] as number)) return false;
  return true;
}

/**
 * Goes back to the last good checkpoint with half the learning rate; the new count and rate are written into that
 * checkpoint at once, so a kill here loses neither. @throws E490 when it was tried three times, or is not wanted
 */
export async function* rollBack(
  options: LoopOptions,
  machine: Machine,
  course: Course,
  failed: number,
): AsyncGenerator<TrainEvent> {
  const { store, onNan, layout, steps } = options;
  const retries = course.progress.retries + 1;
  const last = await store.readCheckpoint("last");
  if (onNan === "stop" || retries > MAX_RETRIES || last === null) {
    await store.event({ type: "diverged", step: failed, retries: retries - 1 });
    await store.status({ state: "diverged", step: course.progress.step, steps, verdict: "diverged" });
    throw new GantryError("E490", { step: failed, retries: retries - 1, checkpoint: last?.path ?? null });
  }
  const back = progressOf(last.step, last.meta);
  const rateFactor = course.progress.controls.rateFactor / 2;
  course.progress = { ...back, retries, controls: { ...back.controls, rateFactor } };
  course.replays = await store.replays(back.step - 1);
  machine.state.write(restored(layout, last));
  noteRollback(course.diagnosing, failed, last.meta);
  await store.event({ type: "rollback", step: failed, to: last.step, retries, rateFactor });
  store.newAttempt();
  await store.checkpoint({
    step: last.step,
    tensors: last.tensors,
    meta: { ...progressMeta(course.progress), ...diagnosisMeta(course.diagnosing) },
  });
  course.savedAt = last.step;
  course.lastLog = { time: performance.now(), step: last.step };
  yield {
    type: "alert",
    step: failed,
    code: "W490",
    parameters: { step: failed, back: last.step, retries, rateFactor },
  };
  yield* tellVerdict(options, course, failed);
}
