/** @file A dataset of points: float32 `[N, D]`, read as they are. */
import type { Dataset } from "./dataset.ts";

export interface PointSetOptions extends Omit<Dataset, "kind" | "shape" | "count" | "read"> {
  readonly dimensions: number;
  /** `[N, D]`, row-major. */
  readonly values: Float32Array;
}

/** Wraps points as a dataset. */
export function pointSet({ dimensions, values, ...rest }: PointSetOptions): Dataset {
  return {
    ...rest,
    kind: "points",
    shape: [dimensions],
    count: values.length / dimensions,
    read: (indices, out) => {
      for (let i = 0; i < indices.length; i += 1) {
        const from = (indices[i] as number) * dimensions;
        for (let d = 0; d < dimensions; d += 1) out[i * dimensions + d] = values[from + d] as number;
      }
    },
  };
}
