/** @file Samples of a trained generator for given latents, by its graph, so that its inside can be changed on the way. */
import { fillNormal, fillUniform } from "../base/random.ts";
import { sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor, tensor } from "../base/tensor.ts";
import { dtypeOf, type Game, type GameInput } from "../game/game.ts";
import type { Node } from "../graph/node.ts";
import type { Runtime, Tensors } from "../runtime/runtime.ts";
import { samplerInputShape } from "../steps/sampler.ts";
import { throughRows } from "./rows.ts";
import { latentOf, networksOf, type TracedGenerator, type Trained } from "./trained.ts";

/**
 * `count` latents of a seed, `[N, d]`: those of `gantry sample`, of a GAN told attributes in one column, as rows that
 * walk share theirs; the first k of n are those of k. @throws E731
 */
export function latents(game: Game, count: number, seed: number): Tensor<"float32"> {
  const name = latentOf(game);
  const source = game.inputs[name] as GameInput;
  const shape = samplerInputShape(game, name, count);
  const out = new Float32Array(sizeOf(shape));
  const key = { seed, stream: `sample/${name}`, counter: 0 };
  return floatTensor(
    shape,
    source.kind === "uniform" ? fillUniform(key, out, source.low, source.high) : fillNormal(key, out),
  );
}

/**
 * All inputs of the sampler for these latents: labels are one class, attributes those of the data's mean, other noise is
 * zero. @param z `[N, d]`
 */
export function samplerRows(game: Game, z: Tensor<"float32">, label = 0): Tensors {
  const latent = latentOf(game);
  const count = z.shape[0] as number;
  const rows = game.sampler.inputs.map((name): readonly [string, Tensor] => {
    const shape = samplerInputShape(game, name, count);
    if (name === latent) return [name, z];
    const source = game.inputs[name] as GameInput;
    if (dtypeOf(source) === "int32") return [name, tensor("int32", shape, new Int32Array(sizeOf(shape)).fill(label))];
    const values = new Float32Array(sizeOf(shape));
    if (source.kind === "attributes")
      fillRows(
        values,
        source.columns.map(({ mean }) => mean),
      );
    return [name, floatTensor(shape, values)];
  });
  return Object.fromEntries(rows);
}

/** The same row over and over. */
function fillRows(out: Float32Array, row: readonly number[]): void {
  for (let i = 0; i < out.length; i += 1) out[i] = row[i % row.length] as number;
}

export interface DrawOptions {
  /** Of a conditional generator; 0 by default. */
  readonly label?: number;
  /** What is shown of the traced generator; its output by default. */
  readonly show?: (generator: TracedGenerator) => Node;
}

/** @param z `[N, d]` @returns `[N, C, H, W]` in [−1, 1] or `[N, D]`, or whatever `show` picks, N in front */
export async function drawLatents(
  runtime: Runtime,
  { game, layout, state }: Trained,
  z: Tensor<"float32">,
  { label = 0, show = ({ output }) => output }: DrawOptions = {},
): Promise<Tensor<"float32">> {
  const { generator } = networksOf({ game, layout });
  const { drawn } = await throughRows(runtime, state, {
    build: (batch) => ({ name: "draw", outputs: { drawn: show(generator(batch)) }, updates: {} }),
    rows: samplerRows(game, z, label),
  });
  return drawn as Tensor<"float32">;
}
