/** @file What a run's configuration says of its evaluations. */

import type { RowProducts } from "../base/matrix.ts";
import type { EvalMetric } from "../config/fields.ts";
import type { Dataset } from "../data/dataset.ts";
import type { MetricName } from "../evaluation/metric-names.ts";
import type { FeatureNetwork } from "../features/feature-network.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { EvaluationOptions } from "./evaluating.ts";
import { evaluationOf } from "./evaluator.ts";
import type { Plan } from "./plan.ts";

export interface EvaluationParts {
  readonly runtime: Runtime;
  /** @param spec as configured: `auto`, or a network that somebody named */
  readonly openNetwork: (spec: string) => Promise<FeatureNetwork>;
  readonly products?: RowProducts;
}

/** What decides which checkpoint is the best; less is better. @param kind of the data */
export function decidingMetric(evalMetric: EvalMetric, kind: Dataset["kind"]): Exclude<EvalMetric, "auto"> {
  if (evalMetric !== "auto") return evalMetric;
  return kind === "images" ? "frechet" : "sliced";
}

/** @returns nothing where a run is never evaluated */
export function plannedEvaluation(
  { game, layout, dataset, config: { values } }: Plan,
  { runtime, openNetwork, products }: EvaluationParts,
): { readonly evaluation?: EvaluationOptions } {
  const { seed, evalEvery: every, evalN: n, evalFeatures, evalMetric, patience } = values;
  if (every === 0) return {};
  const metric = decidingMetric(evalMetric, dataset.kind);
  const { modes: mixture } = dataset;
  const metrics: MetricName[] = [metric, ...(mixture === undefined ? [] : ["modes" as const])];
  const measures = { metrics, ...(mixture && { mixture }), ...(products && { work: { products } }) };
  const network = (): Promise<FeatureNetwork> => openNetwork(evalFeatures);
  const shared = { game, layout, dataset, runtime, seed, n, every, patience };
  return { evaluation: evaluationOf({ ...shared, metric, measures, network }) };
}
