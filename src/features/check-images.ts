/** @file The door of every network that looks at images. */
import { GantryError } from "../base/error.ts";
import type { Shape } from "../base/shape.ts";

/** @throws E719 unless `shape` is `[N, C, H, W]` with 1, 3 or 4 channels */
export function checkImages(network: string, shape: Shape): void {
  const channels = shape[1] as number;
  if (shape.length === 4 && (channels === 1 || channels === 3 || channels === 4)) return;
  throw new GantryError("E719", { network, expected: "images", got: shape });
}
