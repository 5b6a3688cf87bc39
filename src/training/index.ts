/** @file `gantry/training`: the training loop and what it tells, on any platform. */

export type { Verdict, VerdictMeasure, VerdictWord } from "../diagnosis/verdict.ts";
export { type ClassifierOptions, classifierModel } from "./classifier.ts";
export type { LoopOptions, StopSignal } from "./course.ts";
export { type Draw, type Drawing, drawingOf, drawReals } from "./drawing.ts";
export { type Estimate, estimateRun } from "./estimate.ts";
export type { SamplePicture, TrainEvent, TrainStatus } from "./events.ts";
export { type GeneratorOptions, generatorModel } from "./generator.ts";
export { trainLoop } from "./loop.ts";
export { type FixedSampler, type FixedSamplerOptions, fixedSampler, GRID_COUNT } from "./picture.ts";
export { type Asked, samplerInputs } from "./sampler-inputs.ts";
export { namedTensors, stateFromNamed } from "./snapshot.ts";
