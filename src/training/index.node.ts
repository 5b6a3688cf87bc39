/** @file `gantry/training/node`: training and what comes of it, in Node. */
export type { SamplePicture, TrainEvent, TrainStatus } from "./events.ts";
export {
  exportParity,
  loadGenerator,
  type RunGenerator,
  type RunGeneratorOptions,
  runGenerator,
} from "./export.node.ts";
export { dataShapeOf, type Plan, type PlanOptions, planFromConfig, planRun } from "./plan.node.ts";
export { type ResumeOptions, resume, type TrainOptions, train, trainConfig } from "./train.node.ts";
