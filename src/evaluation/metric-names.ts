/** @file The metrics that can be asked for. */

export const metricNames = ["frechet", "sliced"] as const;

export type MetricName = (typeof metricNames)[number];
