/** @file `gantry/data/node`: data by name or path. */
export type { DataProblem, Dataset } from "./dataset.ts";
export { listDatasets, type OpenOptions, openDataset } from "./open.node.ts";
export { defaultCacheDir } from "./places.node.ts";
export type { DataProgress, OnProgress } from "./progress.ts";
export { loadSharp } from "./sharp.node.ts";
