/**
 * @file The classic game: one generator, one discriminator (or critic), Algorithm 1 of Goodfellow et al. 2014.
 *
 *   for k steps: draw z and x, D ← D − η ∇ L_D(D(x), D(G(z)))
 *   then:        draw z,       G ← G − η ∇ L_G(D(G(z)))
 *
 * Each of the k steps draws fresh data and fresh noise, as the algorithm says; `reuseFakes` lets G's phase take the
 * last D step's z, as the common DCGAN loop does, so that G(z) is computed once.
 *
 * With `classes` and `attributes`, both players are told y, D(x | y) and G(z | y) of Mirza & Osindero, 2014,
 * https://arxiv.org/abs/1411.1784 (`condition.ts`). With `pack`, D judges several samples as one (PacGAN). `views` stand between both
 * batches and D (`showing.ts`).
 */
import { GantryError } from "../base/error.ts";
import type { Node } from "../graph/node.ts";
import { add } from "../graph/primitives.ts";
import { switchedGeneratorLoss } from "../losses/generator-switch.ts";
import { isLossName, losses } from "../losses/registry.ts";
import { conditionInputs, conditionLength, drawnSamples } from "./condition.ts";
import type { Control, Game, GameInput, Handles, Nodes, PhaseResult, Player, PlayerHandle } from "./game.ts";
import { judgedTogether } from "./judging.ts";
import { readingOf, watchedLogits } from "./opinion.ts";
import { judgesAlone, penaltyInputs, penaltyOf } from "./penalties.ts";
import { type Showing, shower, shownShape } from "./showing.ts";
import { viewControls, viewInputs, viewLimits } from "./view.ts";

/** `minimax-then-ns`: G minimises log(1 − D(G(z))) until `lossSwitch` steps are done, then −log D(G(z)). */
export const LOSSES = [
  "ns",
  "minimax",
  "minimax-then-ns",
  "ls",
  "hinge",
  "wasserstein",
  "relativistic",
  "paired",
] as const;

export interface TwoPlayerOptions extends Showing {
  readonly generator: Player;
  readonly discriminator: Player;
  readonly z: Extract<GameInput, { kind: "normal" | "uniform" }>;
  /** One of `LOSSES`. */
  readonly loss: string;
  readonly lossSwitch: number;
  /** D is asked for 1 − smoothing on the data, where its output is a probability; 0 by default. */
  readonly smoothing?: number;
  /** One of `PENALTIES`. */
  readonly penalty: string;
  readonly penaltyWeight: number;
  /** k, D's updates a step. */
  readonly discriminatorSteps: number;
  readonly reuseFakes: boolean;
}

/** @throws E112 for a loss or penalty of another name, E116 for a batch that cannot be packed */
export function twoPlayerGame(options: TwoPlayerOptions): Game {
  const { generator, discriminator, dataShape, z, discriminatorSteps, views = [] } = options;
  const told = conditionInputs(options, "x", dataShape);
  return {
    players: { G: generator, D: discriminator },
    inputs: {
      x: { kind: "data", shape: dataShape },
      z,
      ...told,
      ...penaltyInputs(options.penalty, shownShape(options)),
      ...viewInputs(views, dataShape),
    },
    phases: [
      { name: "D", updates: ["D"], times: discriminatorSteps, loss: discriminatorPhase(options) },
      { name: "G", updates: ["G"], reuses: reusedByG(options), loss: generatorPhase(options) },
    ],
    controls: { ...controlsOf(options), ...viewControls(views) },
    limits: { lossSwitch: 1, ...viewLimits(views) },
    reading: readingOf(options.loss),
    sampler: {
      player: "G",
      inputs: ["z", ...Object.keys(told)],
      output: dataShape.length === 4 ? "image" : "sample",
      draw: ({ G }, inputs) => drawnSamples(G as PlayerHandle, inputs, options),
    },
  };
}

type PhaseLoss = (players: Handles, inputs: Nodes, controls: Nodes) => PhaseResult;

/** y goes with its items: G is told that of the batch that D saw last, and that batch is the one it may look at. */
function reusedByG(options: TwoPlayerOptions): string[] {
  return [...(options.reuseFakes ? ["z"] : []), ...(conditionLength(options) > 0 ? ["x"] : [])];
}

function controlsOf({ loss, lossSwitch }: TwoPlayerOptions): Record<string, Control> {
  if (loss !== "minimax-then-ns") return {};
  return { lossSwitch: (step) => (step >= lossSwitch ? 1 : 0) };
}

function discriminatorPhase(options: TwoPlayerOptions): PhaseLoss {
  const { loss, penalty, penaltyWeight, views = [] } = options;
  const cost = discriminatorLoss(options);
  return (players, inputs, controls) => {
    const [G, D] = [players.G as PlayerHandle, players.D as PlayerHandle];
    const show = shower(options, inputs, controls);
    const [real, fake] = [show("real", inputs.x as Node), show("fake", drawnSamples(G, inputs, options))];
    const [realLogits, fakeLogits] = (
      judgesAlone(penalty) ? [D(...real), D(...fake)] : judgedTogether(D, [real, fake])
    ) as [Node, Node];
    const watched = penaltyOf(penalty, penaltyWeight, {
      ...{ real: real[0], fake: fake[0], realLogits, fakeLogits, inputs },
      discriminator: (x) => D(x, ...real.slice(1)),
    });
    const plain = cost(realLogits, fakeLogits);
    return {
      loss: watched.penalty === undefined ? plain : add(plain, watched.penalty),
      watch: {
        ...watchedLogits(loss, realLogits, fakeLogits, views),
        ...watched,
      },
    };
  };
}

function generatorPhase(options: TwoPlayerOptions): PhaseLoss {
  const { loss } = options;
  const { generator } = adversarial(loss);
  return (players, inputs, controls) => {
    const [G, D] = [players.G as PlayerHandle, players.D as PlayerHandle];
    const show = shower(options, inputs, controls);
    const fakeLogits = D(...show("fake", drawnSamples(G, inputs, options)));
    if (loss === "minimax-then-ns") return { loss: switchedGeneratorLoss(fakeLogits, controls.lossSwitch as Node) };
    return { loss: generator(fakeLogits, () => D(...show("real", inputs.x as Node))) };
  };
}

function adversarial(name: string): (typeof losses)["ns"] {
  const known = name === "minimax-then-ns" ? "ns" : name;
  if (isLossName(known)) return losses[known];
  throw new GantryError("E112", { where: "loss", expected: `one of ${LOSSES.join(", ")}`, got: name });
}

/** @throws E112 where labels are to be smoothed and D's output is no probability */
function discriminatorLoss({ loss, smoothing = 0 }: TwoPlayerOptions): (real: Node, fake: Node) => Node {
  const { discriminator, smoothed } = adversarial(loss);
  if (smoothing === 0) return discriminator;
  if (smoothed !== undefined) return (real, fake) => smoothed(real, fake, smoothing);
  throw new GantryError("E112", { where: "smoothing", expected: `0 with the loss ${loss}`, got: String(smoothing) });
}
