/** @file `gantry/messages/zh`: what `gantry/messages/en` has, in Chinese. */
export { diagnosis } from "./zh/diagnosis.ts";
export { explanations } from "./zh/explanations.ts";
export { states } from "./zh/states.ts";
export { expectation } from "./zh/value-types.ts";
