/** @file The metrics that can be asked for, what each needs, and which are taken unless somebody says. */
import type { FeatureNetwork } from "../features/feature-network.ts";

/**
 * `prdc`: precision, recall, density and coverage. `modes`: how many are found, the share of good samples, reverse KL.
 * `diversity`: MS-SSIM between samples. `memorised`: whether samples are nearer to the data than held-out items are.
 */
export const metricNames = [
  "frechet",
  "kid",
  "score",
  "prdc",
  "modes",
  "sliced",
  "diversity",
  "memorised",
  "parzen",
] as const;

export type MetricName = (typeof metricNames)[number];

export const isMetricName = (name: string): name is MetricName => metricNames.some((known) => known === name);

/** What two sets and the network are, as far as it decides what can be measured. */
export interface Comparable {
  readonly kind: "images" | "points";
  /** How many classes the network tells apart, and the data has; 0 for none. */
  readonly classes: number;
  readonly dataClasses: number;
  /** Whether the data is a mixture whose centres are known. */
  readonly mixture: boolean;
  /** Whether there are items apart from those that are compared. */
  readonly heldOut: boolean;
  /** Whether somebody named those: only then is it known that they were no part of what was learnt. */
  readonly unseen: boolean;
}

/**
 * How many classes the data has, as far as a network may tell them: 0 where it names its own, and the data has others. A
 * network of digits tells ten classes, and nothing of ten kinds of clothes.
 */
export function knownClasses({ classNames }: FeatureNetwork, names: readonly string[] = []): number {
  const isForeign = classNames !== undefined && names.some((name) => !classNames.includes(name));
  return isForeign ? 0 : names.length;
}

/** A classifier of these very classes: what it says of samples means something. */
const tellsClasses = ({ classes, dataClasses }: Comparable): boolean => classes > 0 && classes === dataClasses;

const can: { readonly [M in MetricName]: (sets: Comparable) => boolean } = {
  frechet: () => true,
  kid: () => true,
  score: ({ classes }) => classes > 0,
  prdc: () => true,
  modes: (sets) => sets.mixture || tellsClasses(sets),
  sliced: () => true,
  diversity: ({ kind }) => kind === "images",
  memorised: ({ heldOut, unseen }) => heldOut && unseen,
  parzen: ({ heldOut }) => heldOut,
};

/** What takes long or asks for data that was chosen for it is only measured when somebody says so. */
const byDefault: { readonly [M in MetricName]: (sets: Comparable) => boolean } = {
  frechet: () => true,
  kid: () => true,
  score: tellsClasses,
  prdc: () => true,
  modes: () => true,
  sliced: ({ kind }) => kind === "points",
  diversity: () => false,
  memorised: () => false,
  parzen: () => false,
};

/** Whether a metric can be measured of these sets. */
export const canMeasure = (name: MetricName, sets: Comparable): boolean => can[name](sets);

/** Whether a metric needs items as they are, beside their features. */
export const needsItems = (name: MetricName): boolean => name === "parzen" || name === "diversity";

/** @param every also those that are only measured when asked for */
export const metricsFor = (sets: Comparable, every = false): MetricName[] =>
  metricNames.filter((name) => can[name](sets) && (every || byDefault[name](sets)));
