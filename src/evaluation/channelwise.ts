/**
 * @file A network for grey images asked about coloured ones: each channel by itself, the features one after the other.
 * A network that looks at brightness alone would not see colours.
 */
import type { Matrix } from "../base/matrix.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import type { FeatureNetwork } from "../features/feature-network.ts";

/**
 * @param network for `[N, 1, H, W]` @param channels of the images it will be given
 * @returns one for `[N, channels, H, W]` with `channels` times as many features and no classes
 */
export function channelwise(network: FeatureNetwork, channels: number): FeatureNetwork {
  return {
    name: `${network.name}×${channels}`,
    dimension: network.dimension * channels,
    classes: 0,
    of: async (images) => {
      const parts: Matrix[] = [];
      for (let c = 0; c < channels; c += 1) parts.push((await network.of(channelOf(images, c))).features);
      return { features: sideBySide(parts) };
    },
    release: network.release,
  };
}

/** @param images `[N, C, H, W]` @returns `[N, 1, H, W]` */
function channelOf({ shape, data }: Tensor<"float32">, channel: number): Tensor<"float32"> {
  const [count = 0, channels = 1, height = 1, width = 1] = shape;
  const size = height * width;
  const out = new Float32Array(count * size);
  for (let i = 0; i < count; i += 1) {
    const from = (i * channels + channel) * size;
    out.set(data.subarray(from, from + size), i * size);
  }
  return floatTensor([count, 1, height, width], out);
}

/** Matrices of as many rows, joined column after column. */
function sideBySide(parts: readonly Matrix[]): Matrix {
  const rows = parts[0]?.rows ?? 0;
  const columns = parts.reduce((sum, part) => sum + part.columns, 0);
  const values = new Float32Array(rows * columns);
  let offset = 0;
  for (const part of parts) {
    for (let i = 0; i < rows; i += 1) {
      values.set(part.values.subarray(i * part.columns, (i + 1) * part.columns), i * columns + offset);
    }
    offset += part.columns;
  }
  return { rows, columns, values };
}
