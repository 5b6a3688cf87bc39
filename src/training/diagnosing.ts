/** @file Diagnosis while a run trains: what the loop hands over to it, and what it says. */
import { sizeOf } from "../base/shape.ts";
import type { Tensor } from "../base/tensor.ts";
import { type Look, lookAt, MOST_SAMPLES } from "../diagnosis/look.ts";
import { opinionOf } from "../diagnosis/opinion.ts";
import { type Reference, referenceCount, referenceOf } from "../diagnosis/reference.ts";
import type { Game } from "../game/game.ts";
import type { Checkpoint } from "../store/run-store.ts";
import type { Advance, Machine } from "./machine.ts";
import { GRID_COUNT } from "./picture.ts";

export interface Diagnosing {
  /** Real items that samples are compared with. */
  readonly reference: Reference;
  /** What the samples drawn last say. */
  look: Look | null;
}

export function startDiagnosing(machine: Machine, _checkpoint: Checkpoint | null): Diagnosing {
  return { reference: realReference(machine), look: null };
}

/** Some hundred items from all over the data, or all of it. */
function realReference({ dataset, game }: Machine): Reference {
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

/** A logged step. @param drawn whether samples were drawn at it @returns what is logged: numbers by name */
export function noteStep(
  diagnosing: Diagnosing,
  { reading }: Game,
  { watched, tensors }: Pick<Advance, "watched" | "tensors">,
  drawn: boolean,
): Readonly<Record<string, number>> {
  const { realLogits, fakeLogits } = tensors;
  const opinion =
    reading === undefined || realLogits === undefined || fakeLogits === undefined
      ? {}
      : opinionOf(realLogits, fakeLogits, reading);
  return { ...watched, ...opinion, ...(drawn && diagnosing.look !== null ? shownOf(diagnosing.look) : {}) };
}

/** Of a look, what is logged. */
const shownOf = ({ anchors: _, ...numbers }: Look): Readonly<Record<string, number>> => numbers;

/** Samples of the fixed z. */
export function noteSamples(diagnosing: Diagnosing, _step: number, { data, shape }: Tensor<"float32">): Look {
  const size = sizeOf(shape.slice(1));
  const look = lookAt({ data, size }, diagnosing.reference);
  diagnosing.look = look;
  return look;
}
