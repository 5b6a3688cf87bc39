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
import { labelledLoss, wrongShare } from "../losses/semi-supervised.ts";
import { labelInput } from "./condition.ts";
import type { Game } from "./game.ts";
import { type HeadedOptions, headedGame } from "./heads.ts";

/** The heads are a logit for each class. */
export interface AcganOptions extends HeadedOptions {
  /** λ */
  readonly classWeight: number;
}

export const acganGame = (options: AcganOptions): Game =>
  headedGame(options, {
    label: labelInput("x", options.dataShape),
    discriminator: ({ real, fake }, inputs) => {
      const label = inputs.label as Node;
      const [classReal, classFake] = [labelledLoss(real, label), labelledLoss(fake, label)];
      return {
        loss: mul(add(classReal, classFake), options.classWeight),
        watch: { classReal, classFake, rightReal: rightShare(real, label), rightFake: rightShare(fake, label) },
      };
    },
    generator: (heads, inputs) => mul(labelledLoss(heads, inputs.label as Node), options.classWeight),
  });

/** The share of images whose class has the largest logit. */
const rightShare = (classLogits: Node, label: Node): Node => sub(1, wrongShare(classLogits, label));
