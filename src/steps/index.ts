/** @file `gantry/steps`: a game as programs, and how its state is laid out. */
export { controlLimit, controlNames, declareGame } from "./declare.ts";
export { type Entry, type FlatLayout, type GameLayout, initialState, type PlayerLayout, vectorsOf } from "./layout.ts";
export { samplerProgram, type Weights } from "./sampler.ts";
export { extraStep, fusedStep, phaseStep, type StepInput, type StepProgram } from "./step.ts";
