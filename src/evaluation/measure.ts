/** @file All that is asked about two sets of features, in one go: names and numbers, as they stand in JSON. */
import type { Matrix } from "../base/matrix.ts";
import type { ImageFeatures } from "../features/feature-network.ts";
import { frechetDistanceOfFeatures } from "../metrics/frechet.ts";
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
  sliced: async (real, fake, { seed = 0 }) => {
    const { distance } = slicedWasserstein(real.features, fake.features, { seed });
    return { values: { sliced: distance }, warnings: [] };
  },
};

/** @throws what the metrics throw: E70x */
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
