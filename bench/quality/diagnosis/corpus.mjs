// The runs: causes provoked on purpose, and healthy ones. The judged set shares no seed, width, learning rate or k
// with the tuning set, and has data that the tuning set has not.
export { DROPPING } from "./sets/dropping.mjs";
export { FIFTH, FOURTH, JUDGED, SIXTH } from "./sets/judged.mjs";
export { SECOND } from "./sets/second.mjs";
export { THIRD } from "./sets/third.mjs";
export { TUNING } from "./sets/tuning.mjs";
