/**
 * @file Fixed-z samples: the same latent vectors through all of training, drawn by the averaged generator where there
 * is one.
 */
import type { Tensor } from "../base/tensor.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Game } from "../game/game.ts";
import type { DeviceState, Runtime, Session } from "../runtime/runtime.ts";
import type { GameLayout } from "../steps/layout.ts";
import { samplerProgram } from "../steps/sampler.ts";
import { samplerInputs, samplesAttributes } from "./sampler-inputs.ts";

/** How many are drawn: a grid of 8 × 8 pictures, or a cloud of points. */
export const GRID_COUNT = { image: 64, sample: 2500 } as const;

export interface FixedSampler {
  /** Samples of the state as it is, to be looked at: `[N, C, H, W]` in [−1, 1] or `[N, D]`. */
  readonly draw: (state: DeviceState) => Promise<Tensor<"float32">>;
  /**
   * As many that are as varied as what G can draw, of the same state: those of `draw`, unless they walk attributes from
   * few latents. @param drawn what `draw` gave
   */
  readonly spread: (state: DeviceState, drawn: Tensor<"float32">) => Promise<Tensor<"float32">>;
  /** The same latents with the live weights; null where those are what `draw` draws with, or nobody wants to see them. */
  readonly drawLive: ((state: DeviceState) => Promise<Tensor<"float32">>) | null;
  readonly release: () => Promise<void>;
}

export interface FixedSamplerOptions {
  /** Both weights; by default the average's alone. */
  readonly both?: boolean;
  readonly seed: number;
  readonly count: number;
  /** What the game is trained on: its classes, and attributes that samples have. */
  readonly data?: Pick<Dataset, "count" | "classes" | "labels" | "attributes">;
}

/** Opens the sampler for one fixed set of latents. */
export async function fixedSampler(
  runtime: Runtime,
  game: Game,
  layout: GameLayout,
  { seed, count, data, both = false }: FixedSamplerOptions,
): Promise<FixedSampler> {
  const session: Session = await runtime.open(samplerProgram(game, layout, count, "average"));
  const averaged = layout[game.sampler.player]?.averaged === true;
  const openLive = (): Promise<Session> =>
    runtime.open(samplerProgram(game, layout, count, "live")).catch(async (error: unknown) => {
      await session.release(); // nobody would
      throw error;
    });
  const live = both && averaged ? await openLive() : null;
  const asked = { classes: data?.classes?.length ?? 1 };
  const inputs = samplerInputs(game, seed, count, asked);
  const varied = samplesAttributes(game) ? samplerInputs(game, seed, count, { ...asked, like: data }) : null;
  const run = async (of: Session, state: DeviceState, feeds: typeof inputs): Promise<Tensor<"float32">> =>
    (await of.run(state, feeds))[game.sampler.output] as Tensor<"float32">;
  return {
    draw: (state) => run(session, state, inputs),
    spread: async (state, drawn) => (varied === null ? drawn : run(session, state, varied)),
    drawLive: live === null ? null : (state) => run(live, state, inputs),
    release: async () => {
      await session.release();
      await live?.release();
    },
  };
}
