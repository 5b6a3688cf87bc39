/**
 * @file The data's side of an evaluation, computed once: its features are kept by what the data is, what the network
 * is and which items were taken, for they cost more than all else.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Matrix } from "../base/matrix.ts";
import { decodeTensors, encodeTensors, type NamedTensor } from "../base/safetensors.ts";
import { writeWhole } from "../data/files.node.ts";
import { extractFeatures } from "../features/extract.ts";
import type { FeatureNetwork, ImageFeatures } from "../features/feature-network.ts";
import { parseFeatureSpec } from "../features/spec.ts";
import type { Side } from "./evaluation-side.node.ts";

export interface RealFeaturesOptions {
  readonly cacheDir: string;
  /** As given to `--features`; a file it names is part of the key by its bytes. */
  readonly spec: string;
  readonly indices: Uint32Array;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Of what a network of ours computes; raised when that changes. */
const VERSION = 1;

/** @throws what extracting throws; a cache that cannot be read or written costs time only */
export async function realFeatures(
  network: FeatureNetwork,
  side: Side,
  { cacheDir, spec, indices, onProgress, signal }: RealFeaturesOptions,
): Promise<ImageFeatures> {
  const extract = (): Promise<ImageFeatures> =>
    extractFeatures(network, side, { indices, ...(onProgress && { onProgress }), ...(signal && { signal }) });
  if (side.fingerprint === null) return extract();
  const key = await keyOf([side.fingerprint, side.shape.join("×"), network.name, await weightsOf(spec)], indices);
  const path = join(cacheDir, "features", `${key}.safetensors`);
  const kept = await readKept(path, indices.length);
  if (kept !== null) return kept;
  const computed = await extract();
  await keep(path, computed).catch(() => {});
  return computed;
}

async function keyOf(parts: readonly string[], indices: Uint32Array): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify([VERSION, ...parts]));
  return hash.update(new Uint8Array(indices.slice().buffer)).digest("hex");
}

/** The hash of the file that a network is read from; nothing for one of ours. */
async function weightsOf(spec: string): Promise<string> {
  const parsed = spec === "auto" ? null : parseFeatureSpec(spec);
  if (parsed === null || !("path" in parsed)) return "";
  return createHash("sha256")
    .update(await readFile(parsed.path))
    .digest("hex");
}

/** @param rows that there should be */
async function readKept(path: string, rows: number): Promise<ImageFeatures | null> {
  try {
    const { tensors } = decodeTensors(await readFile(path), path);
    const [features, probabilities] = ["features", "probabilities"].map((name) => matrixOf(tensors, name));
    if (features === undefined || features.rows !== rows || !isWhole(features)) return null;
    if (probabilities !== undefined && !isWhole(probabilities)) return null;
    return probabilities === undefined ? { features } : { features, probabilities };
  } catch {
    return null; // absent, or damaged: it is made anew
  }
}

/** What came to harm on its way through a disk is seldom all numbers. */
const isWhole = ({ values }: Matrix): boolean => values.every(Number.isFinite);

function matrixOf(tensors: readonly NamedTensor[], name: string): Matrix | undefined {
  const found = tensors.find((tensor) => tensor.name === name);
  const [rows = 0, columns = 0] = found?.shape ?? [];
  return found?.data instanceof Float32Array ? { rows, columns, values: found.data } : undefined;
}

async function keep(path: string, { features, probabilities }: ImageFeatures): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const tensors = [
    namedTensor("features", features),
    ...(probabilities ? [namedTensor("probabilities", probabilities)] : []),
  ];
  await writeWhole(path, [encodeTensors(tensors)]);
}

const namedTensor = (name: string, { rows, columns, values }: Matrix): NamedTensor => ({
  ...{ name, dtype: "float32", shape: [rows, columns] },
  data: values instanceof Float32Array ? values : Float32Array.from(values),
});
