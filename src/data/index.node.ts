/** @file `gantry/data/node`: data by name or path. */
export type { DataProblem, Dataset } from "./dataset.ts";
export { type DecodeOptions, decodeImage, readHeader } from "./decode.node.ts";
export type { ImageHeader } from "./image-choice.ts";
export { listDatasets, type OpenOptions, openDataset } from "./open.node.ts";
export { defaultCacheDir } from "./places.node.ts";
export type { DataProgress, OnProgress } from "./progress.ts";
export { loadSharp, type SharpFactory } from "./sharp.node.ts";
