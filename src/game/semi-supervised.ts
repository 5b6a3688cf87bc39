/**
 * @file The semi-supervised game: D tells K classes apart and real from fake; G matches the features D has learnt.
 *
 *   D: labelled x with its class, unlabelled x, G(z):   L = log Z − l_y + w·(−½ log D(x) − ½ log(1 − D(G(z))))
 *   G: fresh x and z:                                    L = mean (E f(x) − E f(G(z)))², f the last hidden layer of D
 *
 * with Z = Σ exp lₖ and D(x) = Z/(Z + 1). Salimans et al., 2016, https://arxiv.org/abs/1606.03498. D's network gives
 * `[N, K + F]`, its logits and then its features, and nobody else need know.
 */
import { mean } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, mul, sigmoid, sliceAxis } from "../graph/primitives.ts";
import {
  featureMatchingLoss,
  labelledLoss,
  realLogitOf,
  unlabelledLoss,
  wrongShare,
} from "../losses/semi-supervised.ts";
import { labelInput } from "./condition.ts";
import type { Game, GameInput, Handles, Nodes, PhaseResult, Player, PlayerHandle } from "./game.ts";
import { judgedTogether } from "./judging.ts";

export interface SemiSupervisedOptions {
  readonly generator: Player;
  /** Its network gives `[N, K + F]`: K logits, then the F features that G matches. */
  readonly discriminator: Player;
  /** Of a batch of images: `[N, C, H, W]`. */
  readonly dataShape: readonly number[];
  readonly z: Extract<GameInput, { kind: "normal" | "uniform" }>;
  /** K */
  readonly classes: number;
  /** Labels in all; as many of each class. */
  readonly labels: number;
  /** w, the weight of the unlabelled loss. */
  readonly unlabelledWeight: number;
}

export function semiSupervisedGame(options: SemiSupervisedOptions): Game {
  const { generator, discriminator, dataShape: shape, z, classes, labels } = options;
  return {
    players: { G: generator, D: discriminator },
    inputs: {
      x: { kind: "data", shape },
      labelled: { kind: "data", shape, labelled: labels },
      labels: labelInput("labelled", shape),
      z,
    },
    phases: [
      { name: "D", updates: ["D"], loss: discriminatorPhase(options) },
      { name: "G", updates: ["G"], loss: generatorPhase(classes) },
    ],
    reading: "logit",
    sampler: {
      player: "G",
      inputs: ["z"],
      output: "image",
      draw: ({ G }, inputs) => (G as PlayerHandle)(inputs.z as Node),
    },
    classifier: {
      player: "D",
      input: "x",
      logits: ({ D }, x) => sliceAxis((D as PlayerHandle)(x), 1, 0, classes),
    },
  };
}

type PhaseLoss = (players: Handles, inputs: Nodes) => PhaseResult;

function discriminatorPhase({ classes, unlabelledWeight }: SemiSupervisedOptions): PhaseLoss {
  return (players, inputs) => {
    const [G, D] = [players.G as PlayerHandle, players.D as PlayerHandle];
    const judged = judgedTogether(D, [[inputs.labelled as Node], [inputs.x as Node], [G(inputs.z as Node)]]);
    const [known, unknown, fake] = judged.map((output) => sliceAxis(output, 1, 0, classes)) as [Node, Node, Node];
    const labels = inputs.labels as Node;
    const [realLogits, fakeLogits] = [realLogitOf(unknown), realLogitOf(fake)];
    const supervised = labelledLoss(known, labels);
    return {
      loss: add(supervised, mul(unlabelledLoss(realLogits, fakeLogits), unlabelledWeight)),
      watch: {
        dReal: mean(sigmoid(realLogits)),
        dFake: mean(sigmoid(fakeLogits)),
        labelled: supervised,
        labelledError: wrongShare(known, labels),
        realLogits,
        fakeLogits,
      },
    };
  };
}

function generatorPhase(classes: number): PhaseLoss {
  return (players, inputs) => {
    const [G, D] = [players.G as PlayerHandle, players.D as PlayerHandle];
    const features = (x: Node): Node => {
      const judged = D(x);
      return sliceAxis(judged, 1, classes, judged.shape[1] as number);
    };
    // apart, for only the fakes' half is differentiated
    return { loss: featureMatchingLoss(features(inputs.x as Node), features(G(inputs.z as Node))) };
  };
}
