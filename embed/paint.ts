/** @file Samples on a canvas: images as they are, points as a cloud. */
import type { Tensor } from "gantry/base";
import { composeGrid, type Pixels, scatterPixels } from "gantry/views";

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

/** Grey, RGB or RGBA as a canvas has it. */
function rgbaOf({ data, channels, width, height }: Pixels): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i += 1) {
    for (let c = 0; c < 3; c += 1) rgba[i * 4 + c] = data[i * channels + Math.min(c, channels - 1)] as number;
    rgba[i * 4 + 3] = channels === 4 ? (data[i * 4 + 3] as number) : 255;
  }
  return rgba;
}
