/** @file The metrics that can be asked for, what each needs, and which are taken unless somebody says. */

/** `prdc`: precision, recall, density and coverage. */
export const metricNames = ["frechet", "kid", "score", "prdc", "sliced", "parzen"] as const;

export type MetricName = (typeof metricNames)[number];

export const isMetricName = (name: string): name is MetricName => metricNames.some((known) => known === name);

/** What two sets are, as far as it decides what can be measured. */
export interface Comparable {
  readonly kind: "images" | "points";
  /** Whether the network tells classes apart. */
  readonly classes: boolean;
}

/** What can be measured. */
const can: { readonly [M in MetricName]: (sets: Comparable) => boolean } = {
  frechet: () => true,
  kid: () => true,
  score: ({ classes }) => classes,
  prdc: () => true,
  sliced: () => true,
  parzen: () => true,
};

/** `parzen` has a protocol of its own, which the data must be chosen for; in hundreds of dimensions `sliced` says little. */
const byDefault = (name: MetricName, { kind }: Comparable): boolean =>
  name !== "parzen" && (name !== "sliced" || kind === "points");

/** Whether a metric can be measured of these sets. */
export const canMeasure = (name: MetricName, sets: Comparable): boolean => can[name](sets);

/** @param every also those that are only measured when asked for */
export const metricsFor = (sets: Comparable, every = false): MetricName[] =>
  metricNames.filter((name) => can[name](sets) && (every || byDefault(name, sets)));
