/** @file `gantry/messages/en`: what a page of one language shows beside its own texts. */
export { diagnosis } from "./en/diagnosis.ts";
export { explanations } from "./en/explanations.ts";
export { states } from "./en/states.ts";
export { expectation } from "./en/value-types.ts";
