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
import { labelledLoss } from "../losses/semi-supervised.ts";
import type { Game, Nodes, PhaseResult } from "./game.ts";
import { type HeadedOptions, headedGame } from "./heads.ts";

/** The heads are a logit for each class, then the means of the codes. */
export interface InfoganOptions extends HeadedOptions {
  /** C, at most d: the last C numbers of z are codes. */
  readonly codes: number;
  /** λ of the class. */
  readonly classWeight: number;
  /** λ of the codes. */
  readonly codeWeight: number;
}

export const infoganGame = (options: InfoganOptions): Game =>
  headedGame(options, {
    label: { kind: "categorical", shape: [options.dataShape[0] as number], classes: options.classes },
    discriminator: ({ fake }, inputs) => informationCost(options, fake, inputs),
    generator: (heads, inputs) => informationCost(options, heads, inputs).loss,
  });

/**
 * −λ L_I up to H(c).
 * @returns watched: `information`, the bound on I(class; image) in nats, at most ln K; `codeError`, the codes' loss
 */
function informationCost(
  { classes, codes, classWeight, codeWeight }: InfoganOptions,
  heads: Node,
  inputs: Nodes,
): PhaseResult {
  const classLoss = labelledLoss(sliceAxis(heads, 1, 0, classes), inputs.label as Node);
  const information = sub(Math.log(classes), classLoss);
  const loss = mul(classLoss, classWeight);
  if (codes === 0) return { loss, watch: { information } };
  const z = inputs.z as Node;
  const length = z.shape[1] as number;
  const codeError = codeLoss(sliceAxis(z, 1, length - codes, length), sliceAxis(heads, 1, classes, classes + codes));
  return { loss: add(loss, mul(codeError, codeWeight)), watch: { information, codeError } };
}
