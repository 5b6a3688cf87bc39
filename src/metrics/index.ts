/** @file `gantry/metrics`: how far what was generated is from the data. Pure functions of arrays. */
export {
  type HistogramOptions,
  jensenShannon,
  jensenShannonFloor,
  jensenShannonOfPoints,
} from "./jensen-shannon.ts";
