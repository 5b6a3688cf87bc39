/**
 * @file A network for grey images asked about coloured ones: each channel by itself, the features one after the other.
 * A network that looks at brightness alone would not see colours.
 */
import type { Matrix } from "../base/matrix.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import type { FeatureNetwork, ImageFeatures } from "../features/feature-network.ts";

/**
 * @param network for `[N, 1, H, W]` @param channels of the images it will be given
 * @param joint whether a class is one of the combinations of the channels' (three digits: 1,000); otherwise it has none
 * @returns one for `[N, channels, H, W]` with `channels` times as many features
 */
export function channelwise(network: FeatureNetwork, channels: number, joint = false): FeatureNetwork {
  return {
    name: `${network.name}×${channels}`,
    dimension: network.dimension * channels,
    classes: joint ? network.classes ** channels : 0,
    of: async (images) => {
      const parts: ImageFeatures[] = [];
      for (let c = 0; c < channels; c += 1) parts.push(await network.of(channelOf(images, c)));
      const features = sideBySide(parts.map((part) => part.features));
      if (!joint) return { features };
      return { features, probabilities: parts.flatMap(({ probabilities }) => probabilities ?? []).reduce(outerRows) };
    },
    release: network.release,
  };
}

/** Row by row the product of each pair: the first one's class counts most. @returns `[N, a.columns · b.columns]` */
function outerRows(a: Matrix, b: Matrix): Matrix {
  const columns = a.columns * b.columns;
  const values = new Float32Array(a.rows * columns);
  for (let i = 0; i < a.rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      const left = a.values[i * a.columns + Math.floor(j / b.columns)] as number;
      values[i * columns + j] = left * (b.values[i * b.columns + (j % b.columns)] as number);
    }
  }
  return { rows: a.rows, columns, values };
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
