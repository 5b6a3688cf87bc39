/**
 * @file InfoGAN's game: some of what G draws from is a code, and a head Q of D reads it off the image again, so that G
 * learns to show it.
 *
 *   min_{G,Q} max_D  V(D, G) − λ L_I(G, Q),    L_I = E[log Q(c | G(z, c))] + H(c) ≤ I(c; G(z, c))
 *
 * The code is a class, drawn evenly, and the last `codes` numbers of z. Q shares D's body: both are one network that
 * answers `[N, 1 + classes + codes]`, and L_I trains it in D's phase and G in G's, as the authors' own code has it.
 * Nobody is told labels.
 *
 * Chen et al., "InfoGAN: interpretable representation learning by information maximizing generative adversarial nets",
 * 2016, https://arxiv.org/abs/1606.03657.
 */
import type { Node } from "../graph/node.ts";
import { add, mul, sliceAxis, sub } from "../graph/primitives.ts";
import { codeLoss } from "../losses/information.ts";
import { type LossName, losses } from "../losses/registry.ts";
import { labelledLoss } from "../losses/semi-supervised.ts";
import { drawnSamples } from "./condition.ts";
import type { Game, GameInput, Nodes, Phase, Player, PlayerHandle } from "./game.ts";
import { type Answer, answerOf } from "./heads.ts";
import { judgedTogether } from "./judging.ts";
import { opinionOf, readingOf } from "./opinion.ts";

export interface InfoganOptions {
  /** From z `[N, d]` and one-hot classes `[N, K]`. */
  readonly generator: Player;
  /** From x to `[N, 1 + K + C]`: the logit of "real", one for each class, the means of the codes. */
  readonly discriminator: Player;
  /** Of a batch of images: `[N, C, H, W]`. */
  readonly dataShape: readonly number[];
  readonly z: Extract<GameInput, { kind: "normal" | "uniform" }>;
  /** K */
  readonly classes: number;
  /** C, at most d: the last C numbers of z are codes. */
  readonly codes: number;
  readonly loss: LossName;
  /** λ of the class. */
  readonly classWeight: number;
  /** λ of the codes. */
  readonly codeWeight: number;
  readonly discriminatorSteps: number;
  /** Whether G's phase draws what D has just judged. */
  readonly reuseFakes: boolean;
}

export function infoganGame(options: InfoganOptions): Game {
  const { generator, discriminator, dataShape, z, classes, discriminatorSteps, reuseFakes, loss } = options;
  return {
    players: { G: generator, D: discriminator },
    inputs: {
      ...{ x: { kind: "data", shape: dataShape }, z },
      label: { kind: "categorical", shape: [dataShape[0] as number], classes },
    },
    phases: [
      { name: "D", updates: ["D"], times: discriminatorSteps, loss: discriminatorPhase(options) },
      { name: "G", updates: ["G"], reuses: reuseFakes ? ["z", "label", "x"] : ["x"], loss: generatorPhase(options) },
    ],
    reading: readingOf(loss),
    sampler: {
      player: "G",
      inputs: ["z", "label"],
      output: "image",
      draw: ({ G }, inputs) => drawnSamples(G as PlayerHandle, inputs, { classes }),
    },
  };
}

function discriminatorPhase(options: InfoganOptions): Phase["loss"] {
  const { loss, classes } = options;
  return ({ G, D }, inputs) => {
    const fakes = drawnSamples(G as PlayerHandle, inputs, { classes });
    const judged = judgedTogether(D as PlayerHandle, [[inputs.x as Node], [fakes]]);
    const [real, fake] = judged.map(answerOf) as [Answer, Answer];
    const { cost, watch } = informationCost(options, fake.heads, inputs);
    return {
      loss: add(losses[loss].discriminator(real.logit, fake.logit), cost),
      watch: {
        ...opinionOf(loss, real.logit, fake.logit),
        ...{ realLogits: real.logit, fakeLogits: fake.logit, ...watch },
      },
    };
  };
}

function generatorPhase(options: InfoganOptions): Phase["loss"] {
  return ({ G, D }, inputs) => {
    const { logit, heads } = answerOf((D as PlayerHandle)(drawnSamples(G as PlayerHandle, inputs, options)));
    const adversarial = losses[options.loss].generator(
      logit,
      () => answerOf((D as PlayerHandle)(inputs.x as Node)).logit,
    );
    return { loss: add(adversarial, informationCost(options, heads, inputs).cost) };
  };
}

/**
 * −λ L_I up to H(c).
 * @returns watched: `information`, the bound on I(class; image) in nats, at most ln K; `codeError`, the codes' loss
 */
function informationCost({ classes, codes, classWeight, codeWeight }: InfoganOptions, heads: Node, inputs: Nodes) {
  const classLoss = labelledLoss(sliceAxis(heads, 1, 0, classes), inputs.label as Node);
  const information = sub(Math.log(classes), classLoss);
  const cost = mul(classLoss, classWeight);
  if (codes === 0) return { cost, watch: { information } };
  const z = inputs.z as Node;
  const length = z.shape[1] as number;
  const codeError = codeLoss(sliceAxis(z, 1, length - codes, length), sliceAxis(heads, 1, classes, classes + codes));
  return { cost: add(cost, mul(codeError, codeWeight)), watch: { information, codeError } };
}
