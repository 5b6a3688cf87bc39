/** @file Feature networks by name or file, in Node. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { GantryError } from "../base/error.ts";
import type { Shape } from "../base/shape.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { checkImages } from "./check-images.ts";
import { digitsNetwork } from "./digits.ts";
import type { FeatureNetwork } from "./feature-network.ts";
import { readInception } from "./inception-network.ts";
import { onnxNetwork } from "./onnx-network.ts";
import { pixelFeatures } from "./pixels.ts";
import { parseFeatureSpec } from "./spec.ts";
import { readSqueezenet } from "./squeezenet-network.ts";

export interface OpenFeaturesOptions {
  /** What computes them; of `pixels` alone nothing is computed. */
  readonly runtime: Runtime;
  /** Of one item of what will be looked at: `[C, H, W]`, or `[D]` for points. */
  readonly shape: Shape;
}

/**
 * @param spec `pixels`, `digits`, `net.onnx[:output][?range=-1..1&…]`, `squeezenet:<path>`,
 * `inception:<path>`; see `spec.ts`
 * @throws E511, E710 … E714 for weights (see `readInception`), E715 … E717 for a model (see `onnxNetwork`), E718 for
 * another spec, E719 for points where images are needed
 */
export async function openFeatures(spec: string, { runtime, shape }: OpenFeaturesOptions): Promise<FeatureNetwork> {
  const parsed = parseFeatureSpec(spec);
  if (parsed.kind === "pixels") return pixelFeatures(shape);
  checkImages(spec, [1, ...shape]);
  if (parsed.kind === "digits") return digitsNetwork(runtime);
  const { kind, ...options } = parsed;
  const { path } = options;
  const bytes = await bytesOf(path);
  if (kind === "inception") return readInception(runtime, bytes, options);
  if (kind === "squeezenet") return readSqueezenet(runtime, bytes, { path });
  return onnxNetwork(runtime, bytes, { ...options, path, name: spec.replace(path, basename(path)) });
}

async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new GantryError("E716", { path, fault: "missing", detail: cause.code ?? cause.message }, { cause });
  });
}
