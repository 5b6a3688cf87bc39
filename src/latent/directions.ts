/**
 * @file The directions in which G's pictures vary most: principal components of its first layer's activations, carried
 * back to z.
 *
 *   y = first layer(z),  x = V(y − μ) (components),  U = argmin Σ‖U x_j − z_j‖²,  z' = z + t · σ_i u_i
 *
 * Härkönen et al., GANSpace, 2020, https://arxiv.org/abs/2004.02546, §2.2 (their way for BigGAN, whose z is normal as
 * ours is). The components are uncorrelated, so the regression is one product: u_i = Σ_j x_ji z_j / Σ_j x_ji².
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import type { Tensor } from "../base/tensor.ts";
import { flatten } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { drawLatents, latents } from "./draw.ts";
import { layersOf } from "./layers.ts";
import { type ComponentOptions, principalComponents } from "./principal.ts";
import type { TracedGenerator, Trained } from "./trained.ts";

export interface Directions {
  /** `[components, d]`: what is added to z for one standard deviation along each. */
  readonly steps: Matrix;
  /** The share of all variance of the activations that each explains. */
  readonly shares: Float64Array;
}

/** What the first layer gives, laid flat. @throws E735 for a G of one layer */
export function firstActivations({ z, output }: TracedGenerator): Node {
  const [first, ...others] = layersOf(output, z);
  if (first === undefined || others.length === 0) throw new GantryError("E735", { needs: "hidden", network: "G" });
  return flatten(first.active);
}

/** @param options `samples` latents of `seed` are looked at; more components than z has directions say nothing new */
export async function principalDirections(
  runtime: Runtime,
  trained: Trained,
  options: ComponentOptions & { readonly samples: number },
): Promise<Directions> {
  const { samples, seed = 0 } = options;
  const z = latents(trained.game, samples, seed);
  const activations = await drawLatents(runtime, trained, z, { show: firstActivations });
  return directionsOf(runtime, z, activations, options);
}

/**
 * The same of whatever latents give: activations of any layer, or pictures laid flat, where only `generator.onnx` is at
 * hand. @param z `[N, d]` @param y `[N, D]`, what each gives
 */
export async function directionsOf(
  runtime: Runtime,
  z: Tensor<"float32">,
  y: Tensor<"float32">,
  options: ComponentOptions,
): Promise<Directions> {
  const found = await principalComponents(runtime, y, options);
  const steps = regression(z, y, found.directions);
  return { steps, shares: found.variances.map((variance) => variance / found.total) };
}

/** u_i for each component, times its deviation. @param directions `[components, D]` @returns `[components, d]` */
function regression(z: Tensor<"float32">, y: Tensor<"float32">, directions: Matrix): Matrix {
  const [count, size] = z.shape as [number, number];
  const values = new Float64Array(directions.rows * size);
  for (let i = 0; i < directions.rows; i += 1) {
    const scores = centredScores(y, directions.values.subarray(i * directions.columns, (i + 1) * directions.columns));
    const squares = scores.reduce((sum, score) => sum + score * score, 0);
    const deviation = Math.sqrt(squares / (count - 1));
    for (let n = 0; n < count; n += 1) {
      const weight = ((scores[n] as number) / squares) * deviation;
      for (let j = 0; j < size; j += 1) {
        values[i * size + j] = (values[i * size + j] as number) + weight * (z.data[n * size + j] as number);
      }
    }
  }
  return { rows: directions.rows, columns: size, values };
}

function centredScores({ shape, data }: Tensor<"float32">, direction: Float32Array | Float64Array): Float64Array {
  const [count, columns] = shape as [number, number];
  const scores = Float64Array.from({ length: count }, (_, n) => {
    let score = 0;
    for (let j = 0; j < columns; j += 1) score += (data[n * columns + j] as number) * (direction[j] as number);
    return score;
  });
  const mean = scores.reduce((sum, score) => sum + score / count, 0);
  return scores.map((score) => score - mean);
}
