/**
 * @file Fixed-z samples: the same latent vectors through all of training, drawn by the averaged generator where there
 * is one.
 */
import { sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor, tensor } from "../base/tensor.ts";
import type { Game, GameInput } from "../game/game.ts";
import type { DeviceState, Runtime, Session } from "../runtime/runtime.ts";
import type { GameLayout } from "../steps/layout.ts";
import { samplerInputShape, samplerProgram } from "../steps/sampler.ts";
import { noiseTensor } from "./feeds.ts";

/** How many are drawn: a grid of 8 × 8 pictures, or a cloud of points. */
export const GRID_COUNT = { image: 64, sample: 2500 } as const;

/** Latents and labels for `count` samples of a seed; labels go round the classes, a row each. */
export function samplerInputs(
  game: Game,
  seed: number,
  count: number,
  classes = 1,
  label?: number,
): Record<string, Tensor> {
  return Object.fromEntries(
    game.sampler.inputs.map((name) => {
      const source = game.inputs[name] as GameInput;
      const shape = samplerInputShape(game, name, count);
      if (source.kind === "labels" || source.kind === "categorical") {
        const known = source.kind === "categorical" ? source.classes : classes;
        const labels = Int32Array.from(
          { length: count },
          (_, i) => label ?? Math.floor(i / Math.ceil(Math.sqrt(count))) % known,
        );
        return [name, tensor("int32", shape, labels)];
      }
      if (source.kind === "data") return [name, floatTensor(shape, new Float32Array(sizeOf(shape)))];
      return [name, noiseTensor({ ...source, shape }, { seed, stream: `sample/${name}`, counter: 0 })];
    }),
  );
}

export interface FixedSampler {
  /** Samples of the state as it is: `[N, C, H, W]` in [−1, 1] or `[N, D]`. */
  readonly draw: (state: DeviceState) => Promise<Tensor<"float32">>;
  readonly release: () => Promise<void>;
}

/** Opens the sampler for one fixed set of latents. */
export async function fixedSampler(
  runtime: Runtime,
  game: Game,
  layout: GameLayout,
  { seed, count, classes = 1 }: { readonly seed: number; readonly count: number; readonly classes?: number },
): Promise<FixedSampler> {
  const session: Session = await runtime.open(samplerProgram(game, layout, count, "average"));
  const inputs = samplerInputs(game, seed, count, classes);
  return {
    draw: async (state) => (await session.run(state, inputs))[game.sampler.output] as Tensor<"float32">,
    release: () => session.release(),
  };
}
