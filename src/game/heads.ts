/**
 * @file Games whose D answers with more than a logit: classes, codes. Its output is `[N, 1 + heads]`, the logit first. G is
 * told a class, D is not; both play for which source an image is of, and what the heads cost is added.
 *
 *   D minimises L_D(D(x), D(G(z, y))) + what the heads cost of both,   G minimises L_G(D(G(z, y))) + what they cost of its own
 *
 * Views stand between both batches and D (`view.ts`). Packs do not: a head answers of one image.
 */
import type { Node } from "../graph/node.ts";
import { add, sliceAxis } from "../graph/primitives.ts";
import { type LossName, losses } from "../losses/registry.ts";
import { drawnSamples } from "./condition.ts";
import type { Game, GameInput, Nodes, Phase, PhaseResult, Player, PlayerHandle } from "./game.ts";
import { judgedTogether } from "./judging.ts";
import { readingOf, watchedLogits } from "./opinion.ts";
import { shower } from "./showing.ts";
import { type View, viewControls, viewInputs, viewLimits } from "./view.ts";

export interface HeadedOptions {
  /** From z `[N, d]` and one-hot classes `[N, K]`. */
  readonly generator: Player;
  /** From x to `[N, 1 + heads]`: the logit of "real", then the heads. */
  readonly discriminator: Player;
  /** Of a batch of images: `[N, C, H, W]`. */
  readonly dataShape: readonly number[];
  readonly z: Extract<GameInput, { kind: "normal" | "uniform" }>;
  /** K */
  readonly classes: number;
  /** That of the source. */
  readonly loss: LossName;
  readonly discriminatorSteps: number;
  /** Whether G's phase draws what D has just judged. */
  readonly reuseFakes: boolean;
  /** What both batches go through on their way to D; nothing by default. */
  readonly views?: readonly View[];
}

/** @property logit `[N, 1]` @property heads `[N, H]`, everything else D answers */
export interface Answer {
  readonly logit: Node;
  readonly heads: Node;
}

/** What a game makes of the heads `[N, H]`. */
export interface HeadLosses {
  /** The classes that G is asked for. */
  readonly label: GameInput;
  /** Added to D's loss. */
  readonly discriminator: (heads: { readonly real: Node; readonly fake: Node }, inputs: Nodes) => PhaseResult;
  /** Added to G's loss. @returns scalar */
  readonly generator: (heads: Node, inputs: Nodes) => Node;
}

/** @param output `[N, 1 + H]` */
const answerOf = (output: Node): Answer => ({
  logit: sliceAxis(output, 1, 0, 1),
  heads: sliceAxis(output, 1, 1, output.shape[1] as number),
});

export function headedGame(options: HeadedOptions, heads: HeadLosses): Game {
  const { generator, discriminator, dataShape, z, classes, discriminatorSteps, reuseFakes, loss, views = [] } = options;
  const reuses = ["x", ...(reuseFakes ? ["z", "label"] : [])]; // G may look at the batch that D saw last
  return {
    players: { G: generator, D: discriminator },
    inputs: { x: { kind: "data", shape: dataShape }, z, label: heads.label, ...viewInputs(views, dataShape) },
    phases: [
      { name: "D", updates: ["D"], times: discriminatorSteps, loss: discriminatorPhase(options, heads) },
      { name: "G", updates: ["G"], reuses, loss: generatorPhase(options, heads) },
    ],
    controls: viewControls(views),
    limits: viewLimits(views),
    reading: readingOf(loss),
    sampler: {
      player: "G",
      inputs: ["z", "label"],
      output: "image",
      draw: ({ G }, inputs) => drawnSamples(G as PlayerHandle, inputs, { classes }),
    },
  };
}

/** D is told no class: it is shown the samples alone. */
const showerOf = (
  { dataShape, views = [] }: HeadedOptions,
  inputs: Nodes,
  controls: Nodes,
): ReturnType<typeof shower> => shower({ dataShape, views }, inputs, controls);

function discriminatorPhase(options: HeadedOptions, heads: HeadLosses): Phase["loss"] {
  const { loss, classes, views = [] } = options;
  return ({ G, D }, inputs, controls) => {
    const show = showerOf(options, inputs, controls);
    const [x, fakes] = [inputs.x as Node, drawnSamples(G as PlayerHandle, inputs, { classes })];
    const judged = judgedTogether(D as PlayerHandle, [show("real", x), show("fake", fakes)]);
    const [real, fake] = judged.map(answerOf) as [Answer, Answer];
    const cost = heads.discriminator({ real: real.heads, fake: fake.heads }, inputs);
    return {
      loss: add(losses[loss].discriminator(real.logit, fake.logit), cost.loss),
      watch: {
        ...watchedLogits(loss, real.logit, fake.logit, views),
        ...cost.watch,
      },
    };
  };
}

function generatorPhase(options: HeadedOptions, heads: HeadLosses): Phase["loss"] {
  const { loss, classes } = options;
  return (players, inputs, controls) => {
    const [G, D] = [players.G as PlayerHandle, players.D as PlayerHandle];
    const show = showerOf(options, inputs, controls);
    const fake = answerOf(D(...show("fake", drawnSamples(G, inputs, { classes }))));
    const source = losses[loss].generator(fake.logit, () => answerOf(D(...show("real", inputs.x as Node))).logit);
    return { loss: add(source, heads.generator(fake.heads, inputs)) };
  };
}
