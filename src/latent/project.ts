/**
 * @file A picture's latent: z such that G(z) is as near to it as can be, by gradient descent in z.
 *
 *   z* = argmin_z  d(G(z), x) + w · ‖z‖²/d      d: mean squared difference of pixels, or of a layer of D's features
 *
 * G is not moved. Each picture is begun from several latents at once and the best is kept, for the way down is full of
 * holes. The prior's weight keeps z where G was trained. Steps are Adam's. Zhu et al., 2016,
 * https://arxiv.org/abs/1609.03552; Lipton & Tripathi, 2017, https://arxiv.org/abs/1702.04782.
 */
import type { Tensor } from "../base/tensor.ts";
import { flatten, mean, square, sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { add, input, mul, sub } from "../graph/primitives.ts";
import type { Program } from "../graph/program.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { latents, samplerRows } from "./draw.ts";
import { mapLayer, rowsAt } from "./filters.ts";
import { hiddenLayers } from "./probe.ts";
import { needed } from "./rows.ts";
import { type Declared, type Networks, networksOf, type Trained } from "./trained.ts";

/** What nearness is measured in: pixels, or D's features of its last layer. */
export type Nearness = "pixels" | "features";

export interface ProjectOptions {
  /** `pixels` by default. */
  readonly nearness?: Nearness;
  /** Steps of Adam; 300 by default. */
  readonly steps?: number;
  /** Latents that each picture is begun from; 4 by default. */
  readonly starts?: number;
  /** .05 by default; it falls to 0 along a cosine. */
  readonly rate?: number;
  /** w; 1e-3 by default. */
  readonly prior?: number;
  /** Of the first latents. */
  readonly seed?: number;
  readonly onStep?: (step: number, steps: number) => void;
}

export interface Projection {
  /** `[N, d]`, one a picture. */
  readonly z: Tensor<"float32">;
  /** What G draws of them, `[N, …]`. */
  readonly drawn: Tensor<"float32">;
  /** Mean squared difference of pixels, whatever was minimised. */
  readonly error: Float64Array;
}

/**
 * One look: inputs `z` and what else the sampler takes, and `target` `[N, …]`; outputs `drawn`, `error` and `loss`
 * `[N]`, and `slope` `[N, d]`, the gradient of the sum of the losses.
 */
export function projectProgram(declared: Declared, batch: number, nearness: Nearness, prior: number): Program {
  const networks = networksOf(declared);
  const { z, output } = networks.generator(batch);
  const target = input("target", output.shape);
  const error = rowMeans(square(sub(output, target)));
  const distance = nearness === "pixels" ? error : featureDistance(networks, output, target);
  const loss = add(distance, mul(rowMeans(square(z)), prior));
  const [slope] = gradient(sum(loss), [z]) as [Node];
  return { name: "project", outputs: { drawn: output, error, loss, slope }, updates: {} };
}

const rowMeans = (x: Node): Node => mean(flatten(x), [1]);

function featureDistance({ judge }: Networks, drawn: Node, target: Node): Node {
  const features = (x: Node): Node => {
    const layers = hiddenLayers(judge(x).output, x);
    const maps = layers.some(({ active }) => active.shape.length === 4);
    return (maps ? mapLayer(layers) : (layers.at(-1) as (typeof layers)[number])).active;
  };
  return rowMeans(square(sub(features(drawn), features(target))));
}

/** @param pictures `[N, …]` of G's own shape */
export async function project(
  runtime: Runtime,
  trained: Trained,
  pictures: Tensor<"float32">,
  options: ProjectOptions = {},
): Promise<Projection> {
  const { nearness = "pixels", steps = 300, starts = 4, rate = 0.05, prior = 1e-3, seed = 0, onStep } = options;
  const count = pictures.shape[0] as number;
  const batch = count * starts;
  const program = projectProgram(trained, batch, nearness, prior);
  const session = await runtime.open(program);
  const held = runtime.state(needed(program, trained.state));
  const target = rowsAt(
    pictures,
    Array.from({ length: batch }, (_, i) => i % count),
  );
  try {
    const z = latents(trained.game, batch, seed);
    const adam = adamFor(z.data);
    const look = () => session.run(held, { ...samplerRows(trained.game, z), target });
    for (let step = 0; step < steps; step += 1) {
      const { slope } = await look();
      adam((slope as Tensor<"float32">).data, (rate * (1 + Math.cos((Math.PI * step) / steps))) / 2);
      onStep?.(step + 1, steps);
    }
    const { drawn, error, loss } = (await look()) as Record<string, Tensor<"float32">>;
    const best = bestStarts((loss as Tensor<"float32">).data, count);
    return {
      z: rowsAt(z, best),
      drawn: rowsAt(drawn as Tensor<"float32">, best),
      error: Float64Array.from(best, (i) => (error as Tensor<"float32">).data[i] as number),
    };
  } finally {
    held.release();
    await session.release();
  }
}

/** For each picture the start with the least loss; start s of picture i is row s · count + i. */
function bestStarts(loss: Float32Array, count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    let best = i;
    for (let row = i; row < loss.length; row += count) if ((loss[row] as number) < (loss[best] as number)) best = row;
    return best;
  });
}

/** Adam with β 0.9 and 0.999, moving `x` in place. */
function adamFor(x: Float32Array): (slope: Float32Array, rate: number) => void {
  const [m, v] = [new Float64Array(x.length), new Float64Array(x.length)];
  let step = 0;
  return (slope, rate) => {
    step += 1;
    const [a, b] = [1 - 0.9 ** step, 1 - 0.999 ** step];
    for (let i = 0; i < x.length; i += 1) {
      const g = slope[i] as number;
      m[i] = 0.9 * (m[i] as number) + 0.1 * g;
      v[i] = 0.999 * (v[i] as number) + 0.001 * g * g;
      x[i] = (x[i] as number) - (rate * ((m[i] as number) / a)) / (Math.sqrt((v[i] as number) / b) + 1e-8);
    }
  };
}
