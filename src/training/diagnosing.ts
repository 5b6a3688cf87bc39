/**
 * @file Diagnosis while a run trains: what the loop hands over to it, and what it says. What is known so far stands in
 * the checkpoint, so a resumed run comes to the same verdicts; it reads numbers that are there anyway and changes none.
 */
import { sizeOf } from "../base/shape.ts";
import type { Tensor } from "../base/tensor.ts";
import {
  type Diagnosis,
  freshDiagnosis,
  judged,
  spoilt,
  withEvaluation,
  withLook,
  withStep,
} from "../diagnosis/diagnosis.ts";
import { type Look, lookAt, MOST_SAMPLES } from "../diagnosis/look.ts";
import { toldOf, withNews } from "../diagnosis/news.ts";
import { type OutputReading, opinionOf } from "../diagnosis/opinion.ts";
import { type Reference, referenceCount, referenceOf } from "../diagnosis/reference.ts";
import { CODES } from "../diagnosis/verdict.ts";
import type { JsonObject, StatusUpdate } from "../store/run-record.ts";
import type { Checkpoint } from "../store/run-store.ts";
import { controlValues } from "./controls.ts";
import type { Course, LoopOptions } from "./course.ts";
import type { TrainEvent } from "./events.ts";
import type { Advance, Machine, MachineOptions } from "./machine.ts";
import { GRID_COUNT } from "./picture.ts";

export interface Diagnosing {
  /** Real items that samples are compared with. */
  readonly reference: Reference;
  /** What is known. */
  now: Diagnosis;
  /** Of the samples drawn last; null before the first. */
  look: Look | null;
  /** Whether the run is to end because it collapsed. */
  ends: boolean;
}

export function startDiagnosing(machine: MachineOptions, checkpoint: Checkpoint | null): Diagnosing {
  const reference = realReference(machine);
  const fresh = freshDiagnosis(reference.floor);
  return { reference, now: checkpoint === null ? fresh : diagnosisOf(checkpoint.meta, fresh), look: null, ends: false };
}

/** Some hundred items from all over the data, or all of it. */
function realReference({ dataset, game }: MachineOptions): Reference {
  const size = sizeOf(dataset.shape);
  const count = referenceCount(dataset.count, size);
  const data = new Float32Array(count * size);
  dataset.read(
    Array.from({ length: count }, (_, i) => Math.floor((i * dataset.count) / count)),
    data,
  );
  const samples = Math.min(MOST_SAMPLES, GRID_COUNT[game.sampler.output]);
  return referenceOf({ data, size }, count === dataset.count, samples);
}

/** As it stands in a checkpoint. Those of the first version have none. */
const diagnosisOf = ({ diagnosis }: JsonObject, fresh: Diagnosis): Diagnosis =>
  diagnosis === undefined || diagnosis === null ? fresh : (diagnosis as unknown as Diagnosis);

export const diagnosisMeta = ({ now }: Diagnosing): JsonObject => ({ diagnosis: now as unknown as JsonObject });

/** A logged step. @param drawn whether samples were drawn at it @returns what is logged: numbers by name */
export function noteStep(
  diagnosing: Diagnosing,
  game: Machine["game"],
  { watched, tensors, progress }: Advance,
  drawn: boolean,
): Readonly<Record<string, number>> {
  const judged = opinionInputs(game, tensors);
  const opinion = judged === null ? {} : opinionOf(judged.real, judged.fake, judged.reading);
  const values = { ...watched, ...opinion };
  diagnosing.now = withStep(diagnosing.now, progress.step, values);
  return { ...values, ...(drawn ? loggedLook(diagnosing) : {}) };
}

/** D's outputs of a step, and how they say "real". */
interface OpinionInputs {
  readonly real: Float32Array;
  readonly fake: Float32Array;
  readonly reading: OutputReading;
}

/** @returns null for a game without one D on data */
export function opinionInputs(
  { reading }: Machine["game"],
  { realLogits, fakeLogits }: Advance["tensors"],
): OpinionInputs | null {
  if (reading === undefined || realLogits === undefined || fakeLogits === undefined) return null;
  return { real: realLogits, fake: fakeLogits, reading };
}

/** Of the last look, what is logged. */
function loggedLook({ look, now, reference }: Diagnosing): Readonly<Record<string, number>> {
  if (look === null) return {};
  const { anchors: _, ...numbers } = look;
  const motion = now.looks.at(-1)?.motion;
  return { ...numbers, distanceFloor: reference.floor, ...(motion === undefined ? {} : { motion }) };
}

/** Samples of the fixed z. */
export function noteSamples(diagnosing: Diagnosing, step: number, { data, shape }: Tensor<"float32">): Look {
  const look = lookAt({ data, size: sizeOf(shape.slice(1)) }, diagnosing.reference);
  diagnosing.look = look;
  diagnosing.now = withLook(diagnosing.now, step, look);
  return look;
}

/** @param values of an evaluation, by name */
export function noteEvaluation(diagnosing: Diagnosing, { copied }: Readonly<Record<string, number | null>>): void {
  if (typeof copied === "number") diagnosing.now = withEvaluation(diagnosing.now, copied);
}

/** What `status.json` says of it. */
export const verdictStatus = ({ now }: Diagnosing): Pick<StatusUpdate, "verdict" | "measured"> => {
  const { word, measure, value } = now.verdict;
  return { verdict: word, ...(Number.isFinite(value) && { measured: { measure, value } }) };
};

/** The state was spoilt, and training goes back to a checkpoint. */
export function noteRollback(diagnosing: Diagnosing, failed: number, meta: JsonObject): void {
  diagnosing.now = spoilt(diagnosisOf(meta, freshDiagnosis(diagnosing.reference.floor)), failed);
}

/** Judges; another verdict than before is told, and one that is news is kept with the run. */
export async function* diagnose(options: LoopOptions, course: Course): AsyncGenerator<TrainEvent> {
  const { diagnosing, progress } = course;
  const before = diagnosing.now;
  const { diagnosis, news } = withNews(toldOf(before), judged(before));
  diagnosing.now = diagnosis;
  const { word } = diagnosis.verdict;
  if (word === "collapsed" && options.onCollapse === "stop") diagnosing.ends = true;
  yield* tellVerdict(options, course, progress.step, { changed: word !== before.verdict.word, news });
}

/** @param step at which it came to this */
export async function* tellVerdict(
  { store, game }: LoopOptions,
  { diagnosing, progress }: Course,
  step: number,
  { changed = true, news = true }: { readonly changed?: boolean; readonly news?: boolean } = {},
): AsyncGenerator<TrainEvent> {
  const { verdict } = diagnosing.now;
  const code = CODES[verdict.word];
  if (news) await store.event({ type: "verdict", step, ...verdict, ...(code === undefined ? {} : { code }) });
  if (changed) yield { type: "verdict", step, verdict };
  if (!news || code === undefined || verdict.measure === "nan") return; // that has an alert of its own
  const { "lr.G": rateG = null, "lr.D": rateD = null } = controlValues(game, progress.controls, progress.step);
  const { measure, value } = verdict;
  yield { type: "alert", step, code, parameters: { step, measure, value, rateG, rateD } };
}
