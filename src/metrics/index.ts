/** @file `gantry/metrics`: how far what was generated is from the data. Pure functions of arrays. */

export { hellinger, hellingerFloor } from "./hellinger.ts";
export {
  type HistogramOptions,
  jensenShannon,
  jensenShannonFloor,
  jensenShannonOfPoints,
} from "./jensen-shannon.ts";
export { kullbackLeibler, kullbackLeiblerFloor } from "./kullback-leibler.ts";
export { totalVariation, totalVariationFloor } from "./total-variation.ts";
export { type Wasserstein1dOptions, wasserstein1d, wasserstein1dFloor } from "./wasserstein-1d.ts";
