/**
 * @file Pixels as features: every number of an item, in [0, 1] for images (v = (x + 1)/2, from [−1, 1], not clipped),
 * as it is for points. `[C, H, W]` is read row by row, channel after channel, so the dimension is C·H·W.
 */
import { GantryError } from "../base/error.ts";
import { type Shape, sameShape, sizeOf } from "../base/shape.ts";
import type { FeatureNetwork } from "./feature-network.ts";

/**
 * @param shape of one item: `[C, H, W]` or `[D]`
 * @throws (`of`) E719 for items of another shape
 */
export function pixelFeatures(shape: Shape): FeatureNetwork {
  const dimension = sizeOf(shape);
  const isImage = shape.length === 3;
  return {
    name: "pixels",
    dimension,
    classes: 0,
    of: ({ shape: [count = 0, ...item], data }) => {
      if (!sameShape(item, shape))
        return Promise.reject(new GantryError("E719", { network: "pixels", expected: "same", got: [count, ...item] }));
      const values = isImage ? data.map((x) => (x + 1) / 2) : data.slice();
      return Promise.resolve({ features: { rows: count, columns: dimension, values } });
    },
    release: () => Promise.resolve(),
  };
}
