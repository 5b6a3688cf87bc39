/**
 * @file The classic game: one generator, one discriminator (or critic), Algorithm 1 of Goodfellow et al. 2014.
 *
 *   for k steps: draw z and x, D ← D − η ∇ L_D(D(x), D(G(z)))
 *   then:        draw z,       G ← G − η ∇ L_G(D(G(z)))
 *
 * Each of the k steps draws fresh data and fresh noise, as the algorithm says; `reuseFakes` lets G's phase take the
 * last D step's z, as the common DCGAN loop does, so that G(z) is computed once.
 */
import { GantryError } from "../base/error.ts";
import { type Shape, sameShape } from "../base/shape.ts";
import { mean } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, concat, sigmoid, sliceAxis, sub } from "../graph/primitives.ts";
import { draganPenalty } from "../losses/dragan.ts";
import { switchedGeneratorLoss } from "../losses/generator-switch.ts";
import { gradientPenalty } from "../losses/gradient-penalty.ts";
import { isLossName, losses } from "../losses/registry.ts";
import { r1Penalty, r2Penalty } from "../losses/zero-centred-penalty.ts";
import type { Control, Game, GameInput, Handles, Nodes, PhaseResult, Player, PlayerHandle, Reading } from "./game.ts";

/** `minimax-then-ns`: G minimises log(1 − D(G(z))) until `lossSwitch` steps are done, then −log D(G(z)). */
export const LOSSES = ["ns", "minimax", "minimax-then-ns", "ls", "hinge", "wasserstein", "relativistic"] as const;
export const PENALTIES = ["none", "gp", "dragan", "r1", "r2"] as const;

export interface TwoPlayerOptions {
  readonly generator: Player;
  readonly discriminator: Player;
  /** Of a batch of data: `[N, C, H, W]` or `[N, D]`. */
  readonly dataShape: Shape;
  readonly z: Extract<GameInput, { kind: "normal" | "uniform" }>;
  /** One of `LOSSES`. */
  readonly loss: string;
  readonly lossSwitch: number;
  /** One of `PENALTIES`. */
  readonly penalty: string;
  readonly penaltyWeight: number;
  /** k, D's updates a step. */
  readonly discriminatorSteps: number;
  readonly reuseFakes: boolean;
}

/** What one D step has at hand. */
interface Judged {
  readonly D: PlayerHandle;
  readonly x: Node;
  readonly fake: Node;
  readonly realLogits: Node;
  readonly fakeLogits: Node;
  readonly inputs: Nodes;
}

/** @throws E112 for a loss or penalty of another name */
export function twoPlayerGame(options: TwoPlayerOptions): Game {
  const { generator, discriminator, dataShape, z, discriminatorSteps, reuseFakes } = options;
  const images = dataShape.length === 4;
  return {
    players: { G: generator, D: discriminator },
    inputs: {
      x: { kind: "data", shape: dataShape },
      z,
      ...penaltyInputs(options),
    },
    phases: [
      { name: "D", updates: ["D"], times: discriminatorSteps, loss: discriminatorPhase(options) },
      { name: "G", updates: ["G"], reuses: reuseFakes ? ["z"] : [], loss: generatorPhase(options) },
    ],
    controls: controlsOf(options),
    reading: readingOf(options.loss),
    sampler: {
      player: "G",
      inputs: ["z"],
      output: images ? "image" : "sample",
      draw: ({ G }, inputs) => (G as PlayerHandle)(inputs.z as Node),
    },
  };
}

type PhaseLoss = (players: Handles, inputs: Nodes, controls: Nodes) => PhaseResult;

function controlsOf({ loss, lossSwitch }: TwoPlayerOptions): Record<string, Control> {
  if (loss !== "minimax-then-ns") return {};
  return { lossSwitch: (step) => (step >= lossSwitch ? 1 : 0) };
}

function discriminatorPhase({ loss, penalty, penaltyWeight }: TwoPlayerOptions): PhaseLoss {
  const { discriminator } = adversarial(loss);
  const oneBatchAlone = penalty === "r1" || penalty === "r2"; // they differentiate in it, and would pay for both
  return (players, inputs) => {
    const [G, D] = [players.G as PlayerHandle, players.D as PlayerHandle];
    const x = inputs.x as Node;
    const fake = G(inputs.z as Node);
    const [realLogits, fakeLogits] = oneBatchAlone ? [D(x), D(fake)] : judgeBoth(D, x, fake);
    const regulariser = penaltyOf(penalty, penaltyWeight, { D, x, fake, realLogits, fakeLogits, inputs });
    const plain = discriminator(realLogits, fakeLogits);
    return {
      loss: regulariser === null ? plain : add(plain, regulariser),
      watch: {
        ...opinionOf(loss, realLogits, fakeLogits),
        realLogits,
        fakeLogits,
        ...(regulariser === null ? {} : { penalty: regulariser }),
      },
    };
  };
}

/** In one pass where D judges each example by itself: products of twice the rows, and half as many operations. */
function judgeBoth(D: PlayerHandle, x: Node, fake: Node): readonly [Node, Node] {
  if (!sameShape(x.shape, fake.shape) || D.rowwise?.(x.shape) !== true) return [D(x), D(fake)];
  const count = x.shape[0] as number;
  const logits = D(concat([x, fake], 0));
  return [sliceAxis(logits, 0, 0, count), sliceAxis(logits, 0, count, 2 * count)];
}

function generatorPhase({ loss }: TwoPlayerOptions): PhaseLoss {
  const { generator } = adversarial(loss);
  return (players, inputs, controls) => {
    const [G, D] = [players.G as PlayerHandle, players.D as PlayerHandle];
    const fakeLogits = D(G(inputs.z as Node));
    if (loss === "minimax-then-ns") return { loss: switchedGeneratorLoss(fakeLogits, controls.lossSwitch as Node) };
    return { loss: generator(fakeLogits, () => D(inputs.x as Node)) };
  };
}

function adversarial(name: string): (typeof losses)["ns"] {
  const known = name === "minimax-then-ns" ? "ns" : name;
  if (isLossName(known)) return losses[known];
  throw new GantryError("E112", { where: "loss", expected: `one of ${LOSSES.join(", ")}`, got: name });
}

/** Their D's output is no logit of a probability: a critic's value, a margin, a target's estimate. */
const CRITICS: ReadonlySet<string> = new Set(["wasserstein", "hinge", "ls"]);

/** An unknown loss is refused where its graph is built. */
const READINGS: Readonly<Record<string, Reading>> = {
  hinge: "margin",
  ls: "target",
  wasserstein: "relative",
  relativistic: "relative",
};
const readingOf = (loss: string): Reading => READINGS[loss] ?? "logit";

/**
 * What D thinks of both, as means: a probability, or the output itself where it stands for none. A relativistic D knows
 * only which is more real: than the mean fake, than the mean real.
 */
function opinionOf(loss: string, real: Node, fake: Node): { readonly dReal: Node; readonly dFake: Node } {
  if (CRITICS.has(loss)) return { dReal: mean(real), dFake: mean(fake) };
  const [realLogits, fakeLogits] =
    loss === "relativistic" ? [sub(real, mean(fake)), sub(fake, mean(real))] : [real, fake];
  return { dReal: mean(sigmoid(realLogits)), dFake: mean(sigmoid(fakeLogits)) };
}

/** The noise a penalty looks at D with: one share of the way for each sample, or a shift of each element. */
function penaltyInputs({ penalty, dataShape }: TwoPlayerOptions): Record<string, GameInput> {
  const unit = { kind: "uniform", low: 0, high: 1 } as const;
  if (penalty === "gp") return { epsilon: { ...unit, shape: [dataShape[0] as number, 1] } };
  return penalty === "dragan" ? { nearby: { ...unit, shape: dataShape } } : {};
}

function penaltyOf(name: string, weight: number, judged: Judged): Node | null {
  const { D: discriminator, x: real, fake, realLogits, fakeLogits, inputs } = judged;
  switch (name) {
    case "none":
      return null;
    case "gp":
      return gradientPenalty({ discriminator, real, fake, epsilon: inputs.epsilon as Node, weight });
    case "dragan":
      return draganPenalty({ discriminator, real, noise: inputs.nearby as Node, weight });
    case "r1":
      return r1Penalty({ logits: realLogits, real, weight });
    case "r2":
      return r2Penalty({ logits: fakeLogits, fake, weight });
    default:
      throw new GantryError("E112", { where: "penalty", expected: `one of ${PENALTIES.join(", ")}`, got: name });
  }
}
