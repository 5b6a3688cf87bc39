/**
 * @file A comparison: the data's side of an evaluation, opened once, against which one side after another is measured.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { permutation } from "../base/random.ts";
import { sameShape } from "../base/shape.ts";
import { autoNetwork } from "../evaluation/auto-network.ts";
import { type Measurable, type Measured, measure } from "../evaluation/measure.ts";
import { type Comparable, canMeasure, type MetricName, metricsFor } from "../evaluation/metric-names.ts";
import { extractFeatures } from "../features/extract.ts";
import type { FeatureNetwork } from "../features/feature-network.ts";
import { openFeatures } from "../features/open.node.ts";
import { pixelFeatures } from "../features/pixels.ts";
import type { MetricWork } from "../metrics/work.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { nodeRowProducts } from "../runtime/row-products.node.ts";
import type { Side } from "./evaluation-side.node.ts";
import { realFeatures } from "./real-features.node.ts";

/** What an evaluation is doing. `share`: of this part, in [0, 1]. */
export interface EvaluationProgress {
  readonly part: "real" | "samples" | "features" | "metrics";
  readonly share: number;
}

export interface ComparisonOptions {
  /** `auto`, or what `--features` takes. */
  readonly features: string;
  readonly metrics: "auto" | "all" | readonly MetricName[];
  /** Items of either side that are taken, unless there are fewer. */
  readonly n: number;
  readonly seed: number;
  readonly k: number;
  readonly ties: "strict" | "inclusive";
  readonly threads: number;
  readonly cacheDir: string;
  readonly onProgress?: (progress: EvaluationProgress) => void;
  readonly signal?: AbortSignal;
}

export interface Comparison {
  /** The network's name. */
  readonly features: string;
  readonly real: Measurable;
  /** What a side shows of itself to this comparison. @throws E742 for items of another shape */
  readonly look: (side: Side) => Promise<Measurable>;
  /** @param fake what `look` gave, or a part of it */
  readonly measure: (fake: Measurable, real?: Measurable) => Promise<Measured>;
  readonly release: () => Promise<void>;
}

/** Items that `parzen` chooses its σ by (Goodfellow et al. 2014). */
const VALIDATION = 1000;

/**
 * @param validation where `parzen` takes its validation items from; by default from those of `real` that are not taken
 * @throws E718 for a network there is none of, E740 for a metric that cannot be measured
 */
export async function openComparison(
  real: Side,
  options: ComparisonOptions,
  validation: Side | null = null,
): Promise<Comparison> {
  const { seed, k, ties, signal, onProgress } = options;
  const runtime = nodeRuntime({ threads: options.threads });
  const network =
    options.features === "auto"
      ? await autoNetwork(real.shape, runtime)
      : await openFeatures(options.features, { runtime, shape: real.shape });
  const metrics = metricsOf(options.metrics, { kind: real.kind, classes: network.classes > 0 });
  const products = await nodeRowProducts({ threads: options.threads });
  const order = permutation({ seed, stream: "evaluation", counter: 0 }, real.count);
  const [taken, rest] = [order.slice(0, options.n), order.slice(options.n)];
  const withItems = metrics.includes("parzen");
  const told = (part: EvaluationProgress["part"]) => (done: number, total: number) =>
    onProgress?.({ part, share: done / total });
  const asks = { indices: taken, onProgress: told("real"), ...(signal && { signal }) };
  const look = await realFeatures(network, real, { ...asks, cacheDir: options.cacheDir, spec: options.features });
  const work: MetricWork = {
    products: products.products,
    onProgress: (share) => onProgress?.({ part: "metrics", share }),
    ...(signal && { signal }),
  };
  const held: Measurable = { ...look, ...(withItems && { items: await itemsOf(real, taken) }) };
  const apart = withItems ? await validationItems(real, rest, validation) : undefined;
  const shared = { metrics, seed, k, ties, work, ...(apart && { validation: apart }) };
  return {
    features: network.name,
    real: held,
    look: async (side) => {
      checkShape(real, side, network);
      const indices = permutation({ seed, stream: "evaluation/other", counter: 0 }, side.count).slice(0, options.n);
      const features = { indices, onProgress: told("features"), ...(signal && { signal }) };
      const seen = await extractFeatures(network, side, features);
      return { ...seen, ...(withItems && { items: await itemsOf(side, indices) }) };
    },
    measure: (fake, reals = held) => measure(reals, fake, shared),
    release: async () => {
      await products.release();
      await network.release();
    },
  };
}

/** @throws E740 for one that was asked for by name and cannot be measured */
export function metricsOf(asked: ComparisonOptions["metrics"], sets: Comparable): MetricName[] {
  if (asked === "auto" || asked === "all") return metricsFor(sets, asked === "all");
  const impossible = asked.find((name) => !canMeasure(name, sets));
  if (impossible !== undefined) throw new GantryError("E740", { metric: impossible });
  return [...asked];
}

/** Points and pixels are compared as they are; a network that resizes takes images of any size. */
function checkShape(real: Side, fake: Side, { name }: FeatureNetwork): void {
  const [channels, other] = [real.shape[0], fake.shape[0]];
  const fits = name === "pixels" || real.kind === "points" ? sameShape(real.shape, fake.shape) : channels === other;
  if (fits && real.kind === fake.kind) return;
  throw new GantryError("E742", {
    ...{ real: real.name, realShape: real.shape },
    ...{ fake: fake.name, fakeShape: fake.shape },
  });
}

/** Items as they are: images in [0, 1], points in their own units. */
async function itemsOf(side: Side, indices: Uint32Array): Promise<Matrix> {
  return (await extractFeatures(pixelFeatures(side.shape), side, { indices })).features;
}

async function validationItems(real: Side, rest: Uint32Array, validation: Side | null): Promise<Matrix | undefined> {
  if (validation !== null) {
    // The first of the last 10,000, as in 2014: 50,000 … 50,999 of MNIST's 60,000.
    const start = Math.max(0, validation.count - 10_000);
    const count = Math.min(VALIDATION, validation.count - start);
    return itemsOf(
      validation,
      Uint32Array.from({ length: count }, (_, i) => start + i),
    );
  }
  return rest.length < 2 ? undefined : itemsOf(real, rest.slice(0, VALIDATION));
}
