/**
 * @file The training loop: pulls batches, runs steps, yields events, asks the store to keep what must be kept.
 *
 * It knows neither what the players are called nor where the run is kept. Everything it does at a step follows from the
 * step's number and the progress in the checkpoint, so a resumed loop does what an uninterrupted one would have done.
 */
import { GantryError } from "../base/error.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import type { Tensor } from "../base/tensor.ts";
import type { AppliedControl, Checkpoint, RunStore } from "../store/run-store.ts";
import type { Pixels } from "../views/pixels.ts";
import { isLogStep, isSampleStep, isSaveStep } from "./cadence.ts";
import { meanPairwiseDistance } from "./diversity.ts";
import type { Draw } from "./drawing.ts";
import type { TrainEvent, TrainStatus } from "./events.ts";
import { advance, type Machine, type MachineOptions, openMachine, restored } from "./machine.ts";
import { firstProgress, type Progress, progressMeta, progressOf } from "./progress.ts";
import { replay, takeRequests } from "./requests.ts";
import { namedTensors } from "./snapshot.ts";

/** What the caller may ask for between two steps: `interrupt` saves and ends, as Ctrl-C does. */
export interface StopSignal {
  readonly requested: () => "interrupt" | null;
}

export interface LoopOptions extends MachineOptions {
  readonly store: RunStore;
  /** Train until this step. */
  readonly steps: number;
  /** Train at most so long. */
  readonly minutes: number | null;
  readonly sampleEvery: number;
  readonly saveEvery: number;
  readonly onNan: "rollback" | "stop";
  readonly checkpoint: Checkpoint | null;
  readonly stop: StopSignal;
  readonly draw: Draw;
  /** Pictures as files; null where no files are kept. */
  readonly encode: ((pixels: Pixels) => Uint8Array) | null;
  /** Writes what a person takes away (`generator.onnx`), whenever a checkpoint is written. */
  readonly onCheckpoint: (state: Readonly<Record<string, Tensor>>, step: number) => Promise<void>;
}

const MAX_RETRIES = 3;
/** How often files are looked at for requests, and the heartbeat is written, in milliseconds. */
const REQUEST_INTERVAL = 100;
const HEARTBEAT_INTERVAL = 2000;

/** What changes while the loop runs. */
interface Course {
  progress: Progress;
  savedAt: number;
  drawnAt: number;
  readonly replays: readonly AppliedControl[];
  readonly started: number;
  lastLook: number;
  lastBeat: number;
  lastLog: { readonly time: number; readonly step: number };
  readonly realDistance: number;
  /** Of the samples drawn last. */
  diversity: number;
}

export async function* trainLoop(options: LoopOptions): AsyncGenerator<TrainEvent> {
  const { store, steps, checkpoint } = options;
  const machine = await openMachine(options, checkpoint);
  try {
    const course = await startCourse(options, machine);
    yield startEvent(options, machine, course);
    if (course.progress.step === 0) yield* save(options, machine, course);
    if (checkpoint === null) yield* drawSamples(options, machine, course);

    let status: TrainStatus = "done";
    while (course.progress.step < steps) {
      const ended = yield* boundary(options, machine, course);
      if (ended !== null) {
        status = ended;
        break;
      }
      const { finite, watched, progress } = await advance(machine, course.progress);
      if (!finite) {
        yield* rollBack(options, machine, course, progress.step);
        continue;
      }
      course.progress = progress;
      const drawn = isSampleStep(progress.step, options.sampleEvery);
      if (drawn) yield* drawSamples(options, machine, course);
      if (drawn || isLogStep(progress.step)) yield await log(options, course, watched);
      if (isSaveStep(progress.step, options.saveEvery)) yield* save(options, machine, course);
    }

    if (course.savedAt !== course.progress.step) yield* save(options, machine, course);
    if (course.drawnAt !== course.progress.step) yield* drawSamples(options, machine, course);
    await store.status({ state: stateOf(status), step: course.progress.step, steps });
    yield { type: "end", status, step: course.progress.step, run: store.path };
  } finally {
    await machine.release();
  }
}

const stateOf = (status: TrainStatus): "done" | "paused" | "stopped" | "interrupted" | "diverged" => status;

async function startCourse({ game, store, checkpoint, steps }: LoopOptions, machine: Machine): Promise<Course> {
  const progress = checkpoint === null ? firstProgress(game) : progressOf(checkpoint.step, checkpoint.meta);
  const now = performance.now();
  await store.status({ state: "training", step: progress.step, steps });
  return {
    progress,
    savedAt: checkpoint === null ? -1 : progress.step,
    drawnAt: checkpoint === null ? -1 : progress.step,
    replays: checkpoint === null ? [] : await store.replays(progress.step - 1),
    started: now,
    lastLook: now,
    lastBeat: now,
    lastLog: { time: now, step: progress.step },
    realDistance: realDistance(machine),
    diversity: 0,
  };
}

/** Mean pairwise distance of the first items of the data. */
function realDistance({ dataset }: Machine): number {
  const count = Math.min(64, dataset.count);
  const size = sizeOf(dataset.shape);
  const items = new Float32Array(count * size);
  dataset.read(
    Array.from({ length: count }, (_, i) => Math.floor((i * dataset.count) / count)),
    items,
  );
  return meanPairwiseDistance(items, size);
}

function startEvent(
  { runtime, store, steps, layout }: LoopOptions,
  { session }: Machine,
  { progress }: Course,
): TrainEvent {
  const parameters = Object.fromEntries(Object.values(layout).map((player) => [player.name, player.parameters.size]));
  const { device, threads } = runtime;
  return {
    type: "start",
    run: store.path,
    step: progress.step,
    steps,
    device,
    threads,
    parameters,
    compileMs: session.compileMs,
  };
}

/** Between two steps: requests, the clock, the caller's wish to stop. @returns how the run ends here, or null */
async function* boundary(
  options: LoopOptions,
  machine: Machine,
  course: Course,
): AsyncGenerator<TrainEvent, TrainStatus | null> {
  const { game, store, minutes, steps } = options;
  course.progress = replay(game, course.progress, course.replays);
  if (options.stop.requested() === "interrupt") return "interrupted";
  const now = performance.now();
  if (minutes !== null && now - course.started > minutes * 60_000) return "done";
  if (now - course.lastBeat > HEARTBEAT_INTERVAL) {
    course.lastBeat = now;
    await store.status({ state: "training", step: course.progress.step, steps });
  }
  if (now - course.lastLook < REQUEST_INTERVAL) return null;
  course.lastLook = now;
  const asked = await takeRequests(game, store, course.progress);
  course.progress = asked.progress;
  yield* asked.alerts;
  if (asked.save || asked.pause) yield* save(options, machine, course);
  if (asked.stop) return "stopped";
  return asked.pause ? yield* pause(options, course) : null;
}

/** Waits until somebody says resume or stop; what is in memory was saved. */
async function* pause(
  { store, stop, steps }: LoopOptions,
  course: Course,
): AsyncGenerator<TrainEvent, TrainStatus | null> {
  const { step } = course.progress;
  await store.status({ state: "paused", step, steps });
  yield { type: "alert", step, code: "W400", parameters: { step } };
  for (;;) {
    if (stop.requested() === "interrupt") return "interrupted";
    for (const read of await store.requests()) {
      if (read.kind !== "request" || read.stale) continue;
      await store.event({ type: "control", step, request: { ...read.request }, offset: read.offset });
      if (read.request.type === "stop") return "stopped";
      if (read.request.type === "resume") {
        await store.status({ state: "training", step, steps });
        course.lastLog = { time: performance.now(), step };
        return null;
      }
    }
    await new Promise<void>((resolve) => setTimeout(resolve, REQUEST_INTERVAL));
  }
}

async function log(
  { store, dataset }: LoopOptions,
  course: Course,
  watched: Readonly<Record<string, number>>,
): Promise<TrainEvent> {
  const { step, position: images } = course.progress;
  const values = course.drawnAt === step ? { ...watched, diversity: course.diversity } : watched;
  const time = performance.now();
  const msPerStep = (time - course.lastLog.time) / Math.max(1, step - course.lastLog.step);
  course.lastLog = { time, step };
  const epoch = images / dataset.count;
  await store.metrics({ step, images, epoch, msPerStep, ...values });
  return { type: "metrics", step, images, epoch, msPerStep, values };
}

async function* drawSamples(
  { store, draw, encode }: LoopOptions,
  machine: Machine,
  course: Course,
): AsyncGenerator<TrainEvent> {
  const { step } = course.progress;
  const samples = await machine.sampler.draw(machine.state);
  const { picture, pixels, grid } = draw(samples);
  const path = await store.sample(step, encode?.(pixels) ?? null, grid);
  const fake = meanPairwiseDistance(samples.data, sizeOf((samples.shape as Shape).slice(1)));
  course.diversity = course.realDistance > 0 ? fake / course.realDistance : 0;
  course.drawnAt = step;
  yield { type: "sample", step, path, picture, diversity: course.diversity };
}

/** Writes a checkpoint of a state that is finite; one that is not is rolled back like any spoilt step. */
async function* save(options: LoopOptions, machine: Machine, course: Course): AsyncGenerator<TrainEvent> {
  const { store, layout, onCheckpoint } = options;
  const { step } = course.progress;
  const state = await machine.state.read();
  if (!Object.values(state).every(isFiniteTensor)) {
    yield* rollBack(options, machine, course, step);
    return;
  }
  const { path } = await store.checkpoint({
    step,
    tensors: namedTensors(layout, state),
    meta: progressMeta(course.progress),
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
async function* rollBack(
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
    await store.status({ state: "diverged", step: course.progress.step, steps });
    throw new GantryError("E490", { step: failed, retries: retries - 1, checkpoint: last?.path ?? null });
  }
  const back = progressOf(last.step, last.meta);
  const rateFactor = course.progress.controls.rateFactor / 2;
  course.progress = { ...back, retries, controls: { ...back.controls, rateFactor } };
  machine.state.write(restored(layout, last));
  await store.event({ type: "rollback", step: failed, to: last.step, retries, rateFactor });
  store.newAttempt();
  await store.checkpoint({ step: last.step, tensors: last.tensors, meta: progressMeta(course.progress) });
  course.savedAt = last.step;
  course.lastLog = { time: performance.now(), step: last.step };
  yield {
    type: "alert",
    step: failed,
    code: "W490",
    parameters: { step: failed, back: last.step, retries, rateFactor },
  };
}
