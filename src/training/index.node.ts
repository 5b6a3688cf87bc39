/** @file `gantry/training/node`: train, resume, plan, export, in Node. */
export {
  exportParity,
  loadGenerator,
  type RunGenerator,
  type RunGeneratorOptions,
  runGenerator,
} from "./export.node.ts";
export { dataShapeOf, type Plan, type PlanOptions, planFromConfig, planRun } from "./plan.node.ts";
export { type RunRequest, runHere } from "./run.node.ts";
export { type ResumeOptions, resume, type TrainOptions, train, trainConfig } from "./train.node.ts";
