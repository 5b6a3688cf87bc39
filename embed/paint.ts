/** @file Samples on a canvas: images as they are, points as a cloud. */
import type { Tensor } from "gantry/base";
import { composeGrid, rgbaOf, scatterPixels } from "gantry/views";

/** Width of a cloud of points, in pixels. */
const CLOUD = 256;

export function paint(canvas: HTMLCanvasElement, { data, shape }: Tensor<"float32">): void {
  const picture =
    shape.length === 4
      ? composeGrid(data, shape, { padding: 0 })
      : scatterPixels({ dimensions: shape[1] as number, data }, { size: CLOUD });
  const context = canvas.getContext("2d");
  if (context === null) return;
  [canvas.width, canvas.height] = [picture.width, picture.height];
  context.putImageData(new ImageData(rgbaOf(picture), picture.width, picture.height), 0, 0);
}
