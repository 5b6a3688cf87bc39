/**
 * @file The training loop: pulls batches, runs steps, yields events, asks the store to keep what must be kept.
 *
 * It knows neither what the players are called nor where the run is kept. Everything it does at a step follows from the
 * step's number and the progress in the checkpoint, so a resumed loop does what an uninterrupted one would have done.
 */

import { SMALL_DATA } from "../game/recipe.ts";
import type { RunState } from "../store/run-record.ts";
import { isEvaluationStep, isLogStep, isSampleStep, isSaveStep, isVerdictStep } from "./cadence.ts";
import { type Course, type LoopOptions, startCourse } from "./course.ts";
import { diagnose, noteSamples, noteStep, verdictStatus } from "./diagnosing.ts";
import { evaluate, evaluateLast } from "./evaluating.ts";
import type { TrainEvent, TrainStatus } from "./events.ts";
import { logDrawnLayers } from "./layer-log.ts";
import { type Advance, advance, canStretch, type Machine, openMachine } from "./machine.ts";
import { logOutputs } from "./output-log.ts";
import { replay, takeRequests } from "./requests.ts";
import { rollBack, save } from "./saving.ts";
import { isWornOut } from "./standing.ts";
import { paceAfter, stretchLength, stretchLimit } from "./stretch.ts";

/** How often files are looked at for requests, and the heartbeat is written, in milliseconds. */
const REQUEST_INTERVAL = 100;
const HEARTBEAT_INTERVAL = 2000;

export async function* trainLoop(options: LoopOptions): AsyncGenerator<TrainEvent> {
  const { store, steps, checkpoint } = options;
  const machine = await openMachine(options, checkpoint);
  try {
    const course = await startCourse(options, machine);
    yield startEvent(options, machine, course);
    yield* precisionAlert(options, course);
    yield* fewImagesNote(options, course);
    if (checkpoint === null) {
      yield* drawSamples(options, machine, course);
      await logDrawnLayers(options, machine, course);
      yield* save(options, machine, course);
    }
    let status = yield* trainOn(options, machine, course);
    for (;;) {
      if (course.savedAt !== course.progress.step) yield* save(options, machine, course);
      if (status !== "done" || course.progress.step >= steps || isTimeUp(options, course)) break;
      status = yield* trainOn(options, machine, course); // the last state was spoilt, and the save went back
    }
    if (status === "done") yield* evaluateLast(options, machine, course);
    if (course.drawnAt !== course.progress.step) yield* drawSamples(options, machine, course);
    await tellStatus(options, course, status);
    yield { type: "end", status, step: course.progress.step, run: store.path };
  } finally {
    await machine.release();
    await options.evaluation?.release();
  }
}

/** Steps until the last one, or until something ends the run before. */
async function* trainOn(
  options: LoopOptions,
  machine: Machine,
  course: Course,
): AsyncGenerator<TrainEvent, TrainStatus> {
  while (course.progress.step < options.steps) {
    const ended = yield* boundary(options, machine, course);
    if (ended !== null) return ended;
    yield* stretch(options, machine, course);
  }
  return "done";
}

/** The steps of one call, and what is due after them. */
async function* stretch(options: LoopOptions, machine: Machine, course: Course): AsyncGenerator<TrainEvent> {
  const { sampleEvery, saveEvery, evaluation } = options;
  const compiledBefore = machine.session.compileMs;
  const called = performance.now();
  const taken = await advance(machine, course.progress, countOf(options, machine, course));
  const compiling = machine.session.compileMs - compiledBefore; // the first long call compiles its program
  const began = called + compiling;
  course.lastLog = { ...course.lastLog, time: course.lastLog.time + compiling };
  const pace = (performance.now() - began) / taken.length;
  course.pace = paceAfter(course.pace, pace);
  for (const [i, outcome] of taken.entries()) {
    const { finite, progress } = outcome;
    if (!finite) {
      yield* rollBack(options, machine, course, progress.step);
      return;
    }
    course.progress = progress;
    const drawn = isSampleStep(progress.step, sampleEvery); // only the last one can be
    if (drawn) await logOutputs(options, course, outcome);
    if (drawn) yield* drawSamples(options, machine, course);
    if (drawn || isLogStep(progress.step))
      yield await log(options, course, outcome, drawn ? performance.now() : began + (i + 1) * pace);
    if (drawn) await logDrawnLayers(options, machine, course);
    if (drawn || isVerdictStep(progress.step)) yield* diagnose(options, course);
    if (isEvaluationStep(progress.step, evaluation?.every ?? 0)) yield* evaluate(options, machine, course);
    if (isSaveStep(progress.step, saveEvery) && course.savedAt !== progress.step) yield* save(options, machine, course);
  }
}

/** How many steps the next call takes. */
function countOf(options: LoopOptions, machine: Machine, { pace, progress, replays }: Course): number {
  if (!canStretch(machine)) return 1;
  const { mostInRow = Number.POSITIVE_INFINITY, longestCall } = options;
  const limit = Math.min(mostInRow, stretchLimit(pace, machine.step.inputs, longestCall));
  return stretchLength(progress.step, limit, { ...options, replays });
}

function startEvent(
  { runtime, store, steps, layout }: LoopOptions,
  { session }: Machine,
  { progress, diagnosing }: Course,
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
    verdict: diagnosing.now.verdict,
  };
}

/** What recipes do by themselves where images are few. */
function* fewImagesNote({ game, dataset }: LoopOptions, { progress }: Course): Generator<TrainEvent> {
  const { count } = dataset;
  if (game.controls?.augment === undefined || count >= SMALL_DATA) return;
  yield { type: "alert", step: progress.step, code: "N401", parameters: { count } };
}

/** Mixed precision is of no use on a processor, and no harm. */
function* precisionAlert({ lowering, runtime }: LoopOptions, { progress }: Course): Generator<TrainEvent> {
  const { device } = runtime;
  if (lowering?.precision !== "mixed" || (device !== "cpu" && device !== "wasm")) return;
  yield { type: "alert", step: progress.step, code: "W401", parameters: { device } };
}

/** Between two steps: requests, the clock, the caller's wish to stop. @returns how the run ends here, or null */
async function* boundary(
  options: LoopOptions,
  machine: Machine,
  course: Course,
): AsyncGenerator<TrainEvent, TrainStatus | null> {
  const { game, store } = options;
  course.progress = replay(game, course.progress, course.replays);
  if (options.stop.requested() === "interrupt") return "interrupted";
  if (isTimeUp(options, course)) return "done";
  if (course.diagnosing.ends) return "collapsed";
  if (isWornOut(course.progress.standing, options.evaluation?.patience ?? null)) return "stopped";
  const now = performance.now();
  if (now - course.lastBeat > HEARTBEAT_INTERVAL) {
    course.lastBeat = now;
    await tellStatus(options, course, "training");
  }
  if (now - course.lastLook < REQUEST_INTERVAL) return null;
  course.lastLook = now;
  const asked = await takeRequests(game, store, course.progress);
  course.progress = asked.progress;
  yield* asked.alerts;
  if (asked.save || asked.pause) yield* save(options, machine, course);
  if (asked.stop) return "stopped";
  return asked.pause ? yield* pause(options, machine, course) : null;
}

const isTimeUp = ({ minutes }: LoopOptions, { started }: Course): boolean =>
  minutes !== null && performance.now() - started > minutes * 60_000;

const tellStatus = ({ store, steps }: LoopOptions, { progress, diagnosing }: Course, state: RunState): Promise<void> =>
  store.status({ state, step: progress.step, steps, ...verdictStatus(diagnosing) });

/** Waits until somebody says resume or stop; what is in memory was saved. Other requests are met as at any boundary. */
async function* pause(
  options: LoopOptions,
  machine: Machine,
  course: Course,
): AsyncGenerator<TrainEvent, TrainStatus | null> {
  const { game, store, stop } = options;
  const { step } = course.progress;
  const paused = performance.now();
  await tellStatus(options, course, "paused");
  yield { type: "alert", step, code: "W400", parameters: { step } };
  for (;;) {
    if (stop.requested() === "interrupt") return "interrupted";
    const asked = await takeRequests(game, store, course.progress, true);
    course.progress = asked.progress;
    yield* asked.alerts;
    if (asked.save) yield* save(options, machine, course);
    if (asked.stop) return "stopped";
    if (!asked.pause) break;
    await new Promise<void>((resolve) => setTimeout(resolve, REQUEST_INTERVAL));
  }
  await tellStatus(options, course, "training");
  const now = performance.now();
  course.started += now - paused;
  course.lastLog = { time: now, step };
  return null;
}

async function log(
  { game, store, dataset }: LoopOptions,
  course: Course,
  outcome: Advance,
  time: number,
): Promise<TrainEvent> {
  const { step, position: images } = course.progress;
  const values = noteStep(course.diagnosing, game, outcome, course.drawnAt === step);
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
  if (encode !== null && machine.sampler.drawLive !== null) {
    await store.liveSample(step, encode(draw(await machine.sampler.drawLive(machine.state)).pixels));
  }
  const path = await store.sample(step, encode?.(pixels) ?? null, grid);
  const looked = await machine.sampler.spread(machine.state, samples);
  const { diversity } = noteSamples(course.diagnosing, step, looked);
  course.drawnAt = step;
  yield { type: "sample", step, path, picture, diversity };
}
