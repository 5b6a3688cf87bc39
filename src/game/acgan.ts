/**
 * @file ACGAN's game: G is told a class, and D, which is told none, says whether an image is real and of which class it
 * is.
 *
 *   L_S = E[log D(x)] + E[log(1 − D(G(z, y)))]               which source
 *   L_C = E[log P(y | x)] + E[log P(y | G(z, y))]            which class
 *   D maximises L_S + λ L_C,  G maximises λ L_C − L_S        λ 1
 *
 * Odena, Olah & Shlens, "Conditional image synthesis with auxiliary classifier GANs", 2017,
 * https://arxiv.org/abs/1610.09585. The classes that G is asked for are those of the batch. `loss` is that of the
 * source; by default G's is the non-saturating one.
 */
import type { Node } from "../graph/node.ts";
import { add, mul, sub } from "../graph/primitives.ts";
import { type LossName, losses } from "../losses/registry.ts";
import { labelledLoss, wrongShare } from "../losses/semi-supervised.ts";
import { drawnSamples, labelInput } from "./condition.ts";
import type { Game, GameInput, Phase, Player, PlayerHandle } from "./game.ts";
import { type Answer, answerOf } from "./heads.ts";
import { judgedTogether } from "./judging.ts";
import { opinionOf, readingOf } from "./opinion.ts";

export interface AcganOptions {
  /** From z `[N, d]` and one-hot classes `[N, K]`. */
  readonly generator: Player;
  /** From x to `[N, 1 + K]`: the logit of "real", then one for each class. */
  readonly discriminator: Player;
  /** Of a batch of images: `[N, C, H, W]`. */
  readonly dataShape: readonly number[];
  readonly z: Extract<GameInput, { kind: "normal" | "uniform" }>;
  /** K */
  readonly classes: number;
  readonly loss: LossName;
  /** λ */
  readonly classWeight: number;
  readonly discriminatorSteps: number;
  /** Whether G's phase draws what D has just judged. */
  readonly reuseFakes: boolean;
}

export function acganGame(options: AcganOptions): Game {
  const { generator, discriminator, dataShape, z, classes, discriminatorSteps, reuseFakes, loss } = options;
  return {
    players: { G: generator, D: discriminator },
    inputs: { x: { kind: "data", shape: dataShape }, z, label: labelInput("x", dataShape) },
    phases: [
      { name: "D", updates: ["D"], times: discriminatorSteps, loss: discriminatorPhase(options) },
      { name: "G", updates: ["G"], reuses: ["x", ...(reuseFakes ? ["z"] : [])], loss: generatorPhase(options) },
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

function discriminatorPhase({ loss, classes, classWeight }: AcganOptions): Phase["loss"] {
  return ({ G, D }, inputs) => {
    const [x, label] = [inputs.x as Node, inputs.label as Node];
    const fakes = drawnSamples(G as PlayerHandle, inputs, { classes });
    const [real, fake] = judgedTogether(D as PlayerHandle, [[x], [fakes]]).map(answerOf) as [Answer, Answer];
    const [classReal, classFake] = [labelledLoss(real.heads, label), labelledLoss(fake.heads, label)];
    const source = losses[loss].discriminator(real.logit, fake.logit);
    return {
      loss: add(source, mul(add(classReal, classFake), classWeight)),
      watch: {
        ...opinionOf(loss, real.logit, fake.logit),
        ...{ realLogits: real.logit, fakeLogits: fake.logit, classReal, classFake },
        ...{ rightReal: rightShare(real.heads, label), rightFake: rightShare(fake.heads, label) },
      },
    };
  };
}

function generatorPhase({ loss, classes, classWeight }: AcganOptions): Phase["loss"] {
  return ({ G, D }, inputs) => {
    const { logit, heads } = answerOf((D as PlayerHandle)(drawnSamples(G as PlayerHandle, inputs, { classes })));
    const source = losses[loss].generator(logit, () => answerOf((D as PlayerHandle)(inputs.x as Node)).logit);
    return { loss: add(source, mul(labelledLoss(heads, inputs.label as Node), classWeight)) };
  };
}

/** The share of images whose class has the largest logit. */
const rightShare = (classLogits: Node, label: Node): Node => sub(1, wrongShare(classLogits, label));
