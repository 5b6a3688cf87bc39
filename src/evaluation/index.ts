/** @file `gantry/evaluation`: all metrics of two sets at once, in the features of a network. */
export { autoNetwork } from "./auto-network.ts";
export { channelwise } from "./channelwise.ts";
export { type Measurable, type Measured, type Measures, measure } from "./measure.ts";
export { type Comparable, canMeasure, isMetricName, type MetricName, metricNames, metricsFor } from "./metric-names.ts";
