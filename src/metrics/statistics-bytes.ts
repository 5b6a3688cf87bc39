/**
 * @file Feature statistics as bytes, to be kept beside the data they are of: a safetensors file.
 *
 * Its float64 numbers stand as eight bytes each (`[…, 8]`, little-endian), for tensors here are no wider than float32.
 */
import { GantryError } from "../base/error.ts";
import { decodeTensors, encodeTensors, type NamedTensor } from "../base/safetensors.ts";
import type { FeatureStatistics } from "./feature-statistics.ts";

/** Changes when what is kept means something else: then old files are refused. */
const VERSION = "1";

/** The same statistics give the same bytes. @param metadata what they are of, such as the network's name; read back by nobody here */
export function encodeStatistics(
  { count, mean, covariance: { kind, matrix } }: FeatureStatistics,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const tensors = [
    bytesOf("mean", [mean.length], mean),
    bytesOf("covariance", [matrix.rows, matrix.columns], new Float64Array(matrix.values)),
  ];
  return encodeTensors(tensors, { ...metadata, statistics: VERSION, count: String(count), kind });
}

/** @param where the file's name, for errors @throws E511 for a damaged file, E702 for another's or an older one */
export function decodeStatistics(bytes: Uint8Array, where: string): FeatureStatistics {
  const { tensors, metadata } = decodeTensors(bytes, where);
  const mean = tensors.find(({ name }) => name === "mean");
  const covariance = tensors.find(({ name }) => name === "covariance");
  const [count, kind] = [Number(metadata.count), metadata.kind];
  const [rows, columns] = covariance?.shape ?? [];
  const isWhole = rows === (kind === "full" ? columns : count - 1) && columns === mean?.shape[0];
  if (metadata.statistics !== VERSION || (kind !== "full" && kind !== "factor") || !isWhole) {
    throw new GantryError("E702", { where });
  }
  const matrix = { rows: rows as number, columns: columns as number, values: numbersOf(covariance as NamedTensor) };
  return { count, mean: numbersOf(mean as NamedTensor), covariance: { kind, matrix } };
}

function bytesOf(name: string, shape: readonly number[], values: Float64Array): NamedTensor {
  const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { name, dtype: "uint8", shape: [...shape, 8], data };
}

/** Copied, for float64 begins at multiples of 8 bytes only. */
const numbersOf = ({ data: { buffer, byteOffset, byteLength } }: NamedTensor): Float64Array =>
  new Float64Array(new Uint8Array(buffer, byteOffset, byteLength).slice().buffer);
