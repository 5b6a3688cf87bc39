/** @file `gantry/training/node`: train, resume, plan, export, in Node. */

export type { EvaluationProgress } from "./comparison.node.ts";
export { type EvaluateOptions, type Evaluation, evaluate } from "./evaluate.node.ts";
export {
  type ComparedModel,
  compareModels,
  exportParity,
  loadGenerator,
  type RunGenerator,
  type RunGeneratorOptions,
  runGenerator,
} from "./export.node.ts";
export { classifierParity, type RunClassifier, runClassifier } from "./export-classifier.node.ts";
export { type PlanOptions, planFromConfig, planRun } from "./plan.node.ts";
export { dataShapeOf, type Plan } from "./plan.ts";
export { type RunRequest, runHere } from "./run.node.ts";
export { croppedAs, type DataOwner, openRunData, planOfRun } from "./run-data.node.ts";
export { type ResumeOptions, resume, type TrainOptions, train, trainConfig } from "./train.node.ts";
