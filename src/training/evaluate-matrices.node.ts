/** @file Two files of features, `[N, D]` each, compared as they are: no network, no GAN, all of their digits. */
import { readFile } from "node:fs/promises";
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { fileError } from "../data/files.node.ts";
import { isNpy, parseNpy } from "../data/npy.ts";
import { type Measurable, measure } from "../evaluation/measure.ts";
import { nodeRowProducts } from "../runtime/row-products.node.ts";
import { metricsOf } from "./comparison.node.ts";
import type { EvaluateOptions, Evaluation } from "./evaluate.node.ts";
import { spreadOfHalves } from "./halves.ts";

/** @throws E743 without `against`, E744 for files that hold no features, E740 for a metric that needs more */
export async function evaluateMatrices(source: string, options: EvaluateOptions): Promise<Evaluation> {
  const { against, seed, k, ties, onProgress, signal } = options;
  if (against === null) throw new GantryError("E743", { source });
  const [fake, real] = [await matrixOf(source), await matrixOf(against)];
  const metrics = metricsOf(options.metrics, {
    kind: "images",
    classes: 0,
    dataClasses: 0,
    mixture: false,
    heldOut: false,
    unseen: false,
  });
  const { products, release } = await nodeRowProducts({ threads: options.threads });
  const work = {
    products,
    onProgress: (share: number) => onProgress?.({ part: "metrics", share }),
    ...(signal && { signal }),
  };
  try {
    const measured = (a: Measurable, b: Measurable) => measure(a, b, { metrics, seed, k, ties, work });
    const sides = [{ features: real }, { features: fake }] as const;
    const { values, warnings } = await measured(...sides);
    const spread = await spreadOfHalves(...sides, options, measured);
    const of = { source, step: null, against, features: "none", n: fake.rows, nReal: real.rows, seed };
    return { ...of, values, spread, warnings, best: false };
  } finally {
    await release();
  }
}

async function matrixOf(path: string): Promise<Matrix> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw fileError(path, cause);
  });
  if (!isNpy(bytes)) throw new GantryError("E744", { source: path, shape: null });
  const { shape, data } = parseNpy(bytes, path);
  const [rows = 0, columns = 0] = shape;
  if (shape.length !== 2) throw new GantryError("E744", { source: path, shape });
  if (data instanceof Uint8Array) throw new GantryError("E744", { source: path, shape: "bytes" });
  return { rows, columns, values: data };
}
