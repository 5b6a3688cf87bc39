/** @file All that is asked about two sets of features, in one go: names and numbers, as they stand in JSON. */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import type { ImageFeatures } from "../features/feature-network.ts";
import { classifierScore } from "../metrics/classifier-score.ts";
import { frechetDistanceOfFeatures } from "../metrics/frechet.ts";
import { kernelDistance } from "../metrics/kernel-distance.ts";
import { parzenLikelihood, parzenSearch } from "../metrics/parzen.ts";
import { precisionRecall } from "../metrics/precision-recall.ts";
import { slicedWasserstein } from "../metrics/sliced-wasserstein.ts";
import type { MetricWarning } from "../metrics/warning.ts";
import type { MetricWork } from "../metrics/work.ts";
import type { MetricName } from "./metric-names.ts";

/** One side, in the features of a network and as it is. */
export interface Measurable extends ImageFeatures {
  /** Items as they are, `[N, …]` flat: images in [0, 1], points in their own units. Only where a metric asks for it. */
  readonly items?: Matrix;
}

export interface Measures {
  readonly metrics: readonly MetricName[];
  /** Of random subsets, splits and directions; 0 by default. */
  readonly seed?: number;
  /** Neighbours, and whether a ball holds its edge: of `prdc`; 5 and `strict` by default. */
  readonly k?: number;
  readonly ties?: "strict" | "inclusive";
  /** Items `[M, …]` as `Measurable.items`, apart from those that are measured: `parzen` chooses its σ by them. */
  readonly validation?: Matrix;
  readonly work?: MetricWork;
}

export interface Measured {
  readonly values: Readonly<Record<string, number>>;
  readonly warnings: readonly MetricWarning[];
}

type Measure = (real: Measurable, fake: Measurable, options: Measures) => Promise<Measured>;

const measures: { readonly [M in MetricName]: Measure } = {
  frechet: async (real, fake, { work }) => {
    const { frechet, warnings } = await frechetDistanceOfFeatures(real.features, fake.features, work);
    return { values: { frechet }, warnings };
  },
  kid: async (real, fake, { seed = 0, work }) => {
    const { kid, kidStd, warnings } = await kernelDistance(real.features, fake.features, { seed, ...work });
    return { values: { kid, kidStd }, warnings };
  },
  score: async (_, fake, { seed = 0 }) => {
    const { score, scoreStd } = classifierScore(given("score", fake.probabilities), { seed });
    return { values: { score, scoreStd }, warnings: [] };
  },
  prdc: async (real, fake, { k = 5, ties = "strict", work }) => {
    const { warnings, ...values } = await precisionRecall(real.features, fake.features, { k, ties, ...work });
    return { values, warnings };
  },
  sliced: async (real, fake, { seed = 0 }) => {
    const { distance } = slicedWasserstein(real.features, fake.features, { seed });
    return { values: { sliced: distance }, warnings: [] };
  },
  parzen: async (real, fake, { validation, work }) => {
    const samples = given("parzen", fake.items);
    const { sigma } = await parzenSearch(samples, given("parzen", validation), work);
    const { parzen, parzenError } = await parzenLikelihood(samples, given("parzen", real.items), sigma, work);
    return { values: { parzen, parzenError, parzenSigma: sigma }, warnings: [] };
  },
};

/** @throws E740 for a metric that these sets cannot be asked for */
function given<T>(metric: MetricName, value: T | undefined): T {
  if (value === undefined) throw new GantryError("E740", { metric });
  return value;
}

/** @throws E740 for a metric that lacks what it needs, and what the metrics throw (E70x) */
export async function measure(real: Measurable, fake: Measurable, options: Measures): Promise<Measured> {
  const values: Record<string, number> = {};
  const warnings: MetricWarning[] = [];
  for (const name of options.metrics) {
    const one = await measures[name](real, fake, options);
    Object.assign(values, one.values);
    warnings.push(...one.warnings);
  }
  return { values, warnings };
}
