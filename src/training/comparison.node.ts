/**
 * @file A comparison: the data's side of an evaluation, opened once, against which one side after another is measured.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { permutation } from "../base/random.ts";
import { sameShape } from "../base/shape.ts";
import { autoNetwork } from "../evaluation/auto-network.ts";
import { type Measurable, type Measured, measure } from "../evaluation/measure.ts";
import {
  type Comparable,
  canMeasure,
  knownClasses,
  type MetricName,
  metricsFor,
  needsItems,
} from "../evaluation/metric-names.ts";
import { extractFeatures } from "../features/extract.ts";
import type { FeatureNetwork, ImageFeatures } from "../features/feature-network.ts";
import { openFeatures } from "../features/open.node.ts";
import { pixelFeatures } from "../features/pixels.ts";
import type { MetricWork } from "../metrics/work.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { nodeRowProducts } from "../runtime/row-products.node.ts";
import type { Side } from "./evaluation-side.node.ts";
import { realFeatures } from "./real-features.node.ts";

/** What an evaluation is doing. `share`: of this part, in [0, 1]. */
export interface EvaluationProgress {
  readonly part: "weights" | "real" | "samples" | "features" | "metrics";
  readonly share: number;
}

export interface ComparisonOptions {
  /** Data apart from both, for `parzen` and `memorised`; null for what is not taken of the data. */
  readonly heldOut: string | null;
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

/** Held-out items that are looked at: as many as `parzen` chooses its σ by (Goodfellow et al. 2014). */
const HELD_OUT = 1000;

/**
 * @param heldOut data apart from `real`; by default what is not taken of `real`
 * @throws E718 for a network there is none of, E740 for a metric that cannot be measured
 */
export async function openComparison(
  real: Side,
  options: ComparisonOptions,
  heldOut: Side | null = null,
): Promise<Comparison> {
  const { seed, k, ties, signal, onProgress } = options;
  checkApart(real, heldOut);
  const network = await networkFor(real, options);
  const order = permutation({ seed, stream: "evaluation", counter: 0 }, real.count);
  const [taken, rest] = [order.slice(0, options.n), order.slice(options.n, options.n + HELD_OUT)];
  const apart = heldOut === null ? { side: real, indices: rest } : { side: heldOut, indices: lastOf(heldOut) };
  const metrics = metricsOf(options.metrics, {
    ...{ kind: real.kind, classes: network.classes, dataClasses: knownClasses(network, real.classNames) },
    mixture: real.modes !== undefined,
    ...{ heldOut: apart.indices.length > 1, unseen: options.heldOut !== null },
  });
  const reader = readerOf(network, metrics, options);
  const reals = await reader.data(real, taken);
  const needsOthers = metrics.includes("parzen") || metrics.includes("memorised");
  const others = needsOthers ? await reader.data(apart.side, apart.indices) : null;
  const { products, release } = await nodeRowProducts({ threads: options.threads });
  const told = { onProgress: (share: number) => onProgress?.({ part: "metrics", share }) };
  const work: MetricWork = { products, ...told, ...(signal && { signal }) };
  const mixture = real.modes && { mixture: real.modes };
  const shared = { metrics, seed, k, ties, work, ...mixture, ...(others && { heldOut: others }) };
  return {
    features: network.name,
    real: reals,
    look: async (side) => {
      checkShape(real, side, network);
      return reader.samples(side, permutation({ seed, stream: "evaluation/other", counter: 0 }, side.count));
    },
    measure: (fake, against = reals) => measure(against, fake, shared),
    release: async () => {
      await release();
      await network.release();
    },
  };
}

/** @throws E745 for held-out data that is the data itself: every item would count as seen */
function checkApart(real: Side, heldOut: Side | null): void {
  if (heldOut === null || heldOut.fingerprint === null || heldOut.fingerprint !== real.fingerprint) return;
  throw new GantryError("E745", { name: heldOut.name });
}

async function networkFor({ shape, classes }: Side, options: ComparisonOptions): Promise<FeatureNetwork> {
  const runtime = nodeRuntime({ threads: options.threads });
  if (options.features === "auto") return autoNetwork(shape, runtime, classes);
  return openFeatures(options.features, { runtime, shape });
}

/** Some items of a side, in all that is asked of them. The data's features are kept; those of samples are not. */
interface Reader {
  readonly data: (side: Side, indices: Uint32Array) => Promise<Measurable>;
  /** @param order of which the first n are taken */
  readonly samples: (side: Side, order: Uint32Array) => Promise<Measurable>;
}

function readerOf(network: FeatureNetwork, metrics: readonly MetricName[], options: ComparisonOptions): Reader {
  const { n, features: spec, cacheDir, onProgress, signal } = options;
  const watch = (part: EvaluationProgress["part"]) => ({
    onProgress: (done: number, total: number) => onProgress?.({ part, share: done / total }),
    ...(signal && { signal }),
  });
  const withItems = metrics.some(needsItems);
  const whole = async (side: Side, indices: Uint32Array, features: ImageFeatures): Promise<Measurable> => ({
    ...features,
    ...(withItems && { items: await itemsOf(side, indices), shape: side.shape }),
  });
  return {
    data: async (side, indices) =>
      whole(side, indices, await realFeatures(network, side, { indices, spec, cacheDir, ...watch("real") })),
    samples: async (side, order) => {
      const indices = order.slice(0, n);
      return whole(side, indices, await extractFeatures(network, side, { indices, ...watch("features") }));
    },
  };
}

/** The first of the last 10,000, as in 2014: 50,000 … 50,999 of MNIST's 60,000. */
function lastOf({ count }: Side): Uint32Array {
  const start = Math.max(0, count - 10_000);
  return Uint32Array.from({ length: Math.min(HELD_OUT, count - start) }, (_, i) => start + i);
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
