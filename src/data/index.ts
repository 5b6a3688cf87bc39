/** @file `data` as other rooms and users see it, where no file is read. Files: `open.node.ts`. */

export { arrayDataset, type ImageArrays, type PointArrays } from "./arrays.ts";
export { type Attributes, attributesOf } from "./attributes.ts";
export { type Batch, type Batches, type BatchesOptions, createBatches } from "./batches.ts";
export type { ImageChannels } from "./channels.ts";
export { CROPS, type Crop, DEFAULT_CROP, isCrop } from "./crops.ts";
export { type CsvPoints, encodeCsv, parseCsv } from "./csv.ts";
export type { DataProblem, Dataset, Modes, SourceSize } from "./dataset.ts";
export { contactItems, type DataSheet, type DescribeOptions, describeDataset, type ValueRange } from "./describe.ts";
export { type Duplicates, findDuplicates } from "./duplicates.ts";
export { type EmbeddedEntry, type EmbeddedOptions, embeddedDataset, listEmbedded } from "./embedded.ts";
export {
  type EyeColour,
  FACE_CLASSES,
  type FaceAttributes,
  faceAttributeNames,
  faceAttributes,
  faceClass,
  faceTargets,
  HAIR_COLOURS,
  HAIR_STYLES,
  type HairColour,
  type HairStyle,
  LARGEST_POSE,
} from "./faces-attributes.ts";
export { FACE_PARTS, type FaceBox, faceBoxes } from "./faces-boxes.ts";
export { drawFace } from "./faces-drawing.ts";
export type { FacePart } from "./faces-raster.ts";
export { type FaceTableOptions, faceAttributesCsv, faceBoxesCsv } from "./faces-tables.ts";
export { type Histogram, histogramOf, valueHistograms } from "./histograms.ts";
export { LARGEST_ON_CPU, SUPPORTED_SIZES } from "./image-choice.ts";
export { byteOf, type ImageSetOptions, imageSet, type PixelSource } from "./images.ts";
export { fillNoise, type NoiseKind } from "./noise.ts";
export { encodeNpy, type NpyArray, parseNpy } from "./npy.ts";
export { type PointSetOptions, pointSet } from "./points.ts";
export type { DataProgress, OnProgress } from "./progress.ts";
export { type StackedOptions, stackedDataset } from "./stacked.ts";
export { keepClasses, takeItems } from "./subset.ts";
