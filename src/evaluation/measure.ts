/** @file All that is asked about two sets of features, in one go: names and numbers, as they stand in JSON. */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import type { ImageFeatures } from "../features/feature-network.ts";
import { classifierScore } from "../metrics/classifier-score.ts";
import { frechetDistanceOfFeatures } from "../metrics/frechet.ts";
import { kernelDistance } from "../metrics/kernel-distance.ts";
import { memorisation } from "../metrics/memorisation.ts";
import { classCoverage, type MixtureModes, modeCoverage } from "../metrics/mode-coverage.ts";
import { type ImageShape, msSsimDiversity } from "../metrics/ms-ssim.ts";
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
  /** Of one item: `[C, H, W]` or `[D]`. */
  readonly shape?: readonly number[];
}

export interface Measures {
  readonly metrics: readonly MetricName[];
  /** Of random subsets, splits and directions; 0 by default. */
  readonly seed?: number;
  /** Neighbours, and whether a ball holds its edge: of `prdc`; 5 and `strict` by default. */
  readonly k?: number;
  readonly ties?: "strict" | "inclusive";
  /** The mixture that the data is, where it is one. */
  readonly mixture?: MixtureModes;
  /** Items of the data apart from those that are compared: `parzen` chooses its σ by them, `memorised` compares with them. */
  readonly heldOut?: Measurable;
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
  modes: async (_, fake, { mixture }) => {
    if (mixture !== undefined) {
      const { modes, highQuality: hq, reverseKl: rkl } = modeCoverage(fake.features, mixture);
      return { values: { modes, hq, rkl }, warnings: [] };
    }
    const told = given("modes", fake.probabilities);
    const { modes, reverseKl: rkl } = classCoverage(likeliest(told), told.columns);
    return { values: { modes, rkl }, warnings: [] };
  },
  diversity: async (real, fake, { seed = 0 }) => {
    const of = ({ items, shape }: Measurable) =>
      msSsimDiversity(given("diversity", items), given("diversity", shape) as ImageShape, { range: 1, seed });
    const { mean: msSsim, error: msSsimError } = of(fake);
    return { values: { msSsim, msSsimError, msSsimReal: of(real).mean }, warnings: [] };
  },
  memorised: async (real, fake, { heldOut, work }) => {
    const sets = {
      training: real.features,
      heldOut: given("memorised", heldOut).features,
      fakes: fake.features,
    };
    const { closer, z, copies, heldOutCopies } = await memorisation(sets, work);
    return { values: { closer, closerZ: z, copies, heldOutCopies }, warnings: [] };
  },
  parzen: async (real, fake, { heldOut, work }) => {
    const samples = given("parzen", fake.items);
    const { sigma, warnings } = await parzenSearch(samples, given("parzen", heldOut?.items), work);
    const { parzen, parzenError } = await parzenLikelihood(samples, given("parzen", real.items), sigma, work);
    return { values: { parzen, parzenError, parzenSigma: sigma }, warnings };
  },
};

/** The class that each row says is likeliest. @param probabilities `[N, classes]` */
function likeliest({ rows, columns, values }: Matrix): Uint32Array {
  const classes = new Uint32Array(rows);
  for (let i = 0; i < rows * columns; i += 1) {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const best = row * columns + (classes[row] as number);
    if ((values[i] as number) > (values[best] as number)) classes[row] = column;
  }
  return classes;
}

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
