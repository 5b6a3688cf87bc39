/**
 * @file BEGAN's game: D is an autoencoder, and what it judges by is how badly it repeats an image, L(v) = E|v − D(v)|.
 *
 *   L_D = L(x) − k·L(G(z))              D repeats data well, and generated images badly, as far as k says
 *   L_G = L(G(z))                       G draws what D repeats well
 *   k  ← k + λ_k (γ·L(x) − L(G(z)))     within [0, 1]: holds E[L(G(z))] / E[L(x)] at γ
 *   M_global = L(x) + |γ·L(x) − L(G(z))|
 *
 * Berthelot et al., 2017, https://arxiv.org/abs/1703.10717. The paper moves both players at once and takes both losses
 * from before the step. Here D moves first; k and M_global go by the two losses of one D, from before its step, and
 * L_G is what the new D makes of the fakes.
 *
 * The learning rates fall by a factor when M_global stalls: when its running mean (of about 100 steps) has had no new
 * minimum for `patience` steps. What that takes is controls, numbers that stand in the checkpoint: k, the factor
 * `rate` so far, and what it remembers.
 */
import type { Shape } from "../base/shape.ts";
import { clip } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { abs, add, mul, sub } from "../graph/primitives.ts";
import { reconstructionLoss } from "../losses/reconstruction.ts";
import type { Control, Game, GameInput, Phase, Player, PlayerHandle } from "./game.ts";
import { judgedTogether } from "./judging.ts";

export interface BeganOptions {
  /** From z `[N, d]` to images. */
  readonly generator: Player;
  /** From images to images. */
  readonly autoencoder: Player;
  /** `[N, C, H, W]`. */
  readonly dataShape: Shape;
  readonly z: Extract<GameInput, { kind: "normal" | "uniform" }>;
  /** γ in [0, 1]: how badly D may repeat fakes, as a share of how badly it repeats data. Low: sharp, and less varied. */
  readonly gamma: number;
  /** λ_k */
  readonly kRate: number;
  /** Steps without a new minimum of M_global after which the rates fall. */
  readonly patience: number;
  /** What they are multiplied by. */
  readonly factor: number;
  /** Whether G's phase draws what D has just judged. */
  readonly reuseFakes: boolean;
}

/** How much one step's M_global counts in its running mean. */
const MEMORY = 0.01;

export function beganGame(options: BeganOptions): Game {
  const { generator, autoencoder, dataShape, z, reuseFakes } = options;
  return {
    players: { G: { ...generator, rate: "rate" }, D: { ...autoencoder, rate: "rate" } },
    inputs: { x: { kind: "data", shape: dataShape }, z },
    phases: [
      { name: "D", updates: ["D"], loss: discriminatorPhase(options) },
      { name: "G", updates: ["G"], reuses: reuseFakes ? ["z"] : [], loss: generatorPhase },
    ],
    controls: beganControls(options),
    limits: { k: 1 },
    sampler: {
      player: "G",
      inputs: ["z"],
      output: "image",
      draw: ({ G }, inputs) => clip((G as PlayerHandle)(inputs.z as Node), -1, 1), // nothing bounds G
    },
  };
}

/**
 * k, and how the rates fall. All go by what the step before watched and by each other's values before it.
 *
 * `smoothed` and `best` are 0 until there is a measure.
 */
export function beganControls(
  options: Pick<BeganOptions, "gamma" | "kRate" | "patience" | "factor">,
): Readonly<Record<"k" | "smoothed" | "best" | "stalledFor" | "rate", Control>> {
  const { gamma, kRate, patience, factor } = options;
  return {
    k: {
      initial: 0,
      next: (k, { lossReal = 0, lossFake = 0 }) => Math.min(1, Math.max(0, k + kRate * (gamma * lossReal - lossFake))),
    },
    smoothed: {
      initial: 0,
      next: (mean, { measure = 0 }) => (mean === 0 ? measure : mean + MEMORY * (measure - mean)),
    },
    best: { initial: 0, next: (best, _, { smoothed = 0 }) => (best === 0 ? smoothed : Math.min(best, smoothed)) },
    stalledFor: {
      initial: 0,
      next: (steps, _, { smoothed = 0, best = 0 }) => (smoothed < best || steps >= patience ? 0 : steps + 1),
    },
    rate: { initial: 1, next: (rate, _, { stalledFor = 0 }) => (stalledFor >= patience ? rate * factor : rate) },
  };
}

function discriminatorPhase({ gamma }: BeganOptions): Phase["loss"] {
  return ({ G, D }, { x, z }, { k, rate }) => {
    const fake = (G as PlayerHandle)(z as Node);
    const repeated = judgedTogether(D as PlayerHandle, [[x as Node], [fake]]);
    const lossReal = reconstructionLoss(x as Node, repeated[0] as Node);
    const lossFake = reconstructionLoss(fake, repeated[1] as Node);
    const measure = add(lossReal, abs(sub(mul(lossReal, gamma), lossFake)));
    return {
      loss: sub(lossReal, mul(k as Node, lossFake)),
      watch: { lossReal, lossFake, measure, k: k as Node, rate: rate as Node },
    };
  };
}

const generatorPhase: Phase["loss"] = ({ G, D }, { z }) => {
  const fake = (G as PlayerHandle)(z as Node);
  return { loss: reconstructionLoss(fake, (D as PlayerHandle)(fake)) };
};
