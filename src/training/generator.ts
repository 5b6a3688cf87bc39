/** @file What a person takes away from a run: the generator as an ONNX model, with the facts of the run inside. */
import type { Tensor } from "../base/tensor.ts";
import type { Game, GameInput } from "../game/game.ts";
import { ANY_BATCH, asRgbBytes, lowerGenerator } from "../onnx/generator.ts";
import { judgedSamples } from "../steps/judge.ts";
import type { GameLayout } from "../steps/layout.ts";
import { fromValues, samplerOutput, type Weights } from "../steps/sampler.ts";

export interface GeneratorOptions {
  readonly recipe: string;
  readonly dataName: string;
  readonly step: number;
  /** Pixels as uint8 RGB instead of float32 in [−1, 1]; images only. */
  readonly uint8?: boolean;
  /** The data's classes, where there are some: what a conditional generator can be asked for. */
  readonly classes?: readonly string[] | null | undefined;
  /** `average` by default: the moving average, of players that have one. */
  readonly weights?: Weights;
  /** With D behind it: a second output `judgement`, D's plain output on what G draws, and its name as `judge`. */
  readonly judged?: boolean;
}

/** What the output's numbers are. */
const RANGES = { image: "[-1, 1]", sample: "as the data" } as const;

function latentFacts(game: Game): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const name of game.sampler.inputs) {
    const source = game.inputs[name] as GameInput;
    facts[`${name}.kind`] = source.kind;
    facts[`${name}.shape`] = `[N, ${source.shape.slice(1).join(", ")}]`;
    if (source.kind === "categorical") facts[`${name}.classes`] = String(source.classes);
    if (source.kind === "uniform") facts[`${name}.range`] = `[${source.low}, ${source.high}]`;
  }
  return facts;
}

/** `attributes`: the columns of that input as a JSON list, with the least, the most and the mean of the data. */
function attributeFacts({ sampler, inputs }: Game): Record<string, string> {
  const told = sampler.inputs.map((name) => inputs[name]).find((input) => input?.kind === "attributes");
  return told?.kind === "attributes" ? { attributes: JSON.stringify(told.columns) } : {};
}

/** `classes`: their names as a JSON list, in the order of the labels. */
function classFacts({ sampler, inputs }: Game, { classes }: GeneratorOptions): Record<string, string> {
  const told = sampler.inputs.some((name) => inputs[name]?.kind === "labels");
  return told && classes ? { classes: JSON.stringify(classes) } : {};
}

/**
 * The generator, unless asked otherwise with its averaged weights where there are any: inputs as the sampler names them (`z` `[N, d]`, `label`
 * int64 `[N]`, `attributes` float32 `[N, A]` in the units of the data), output `image` `[N, C, H, W]` or `sample`
 * `[N, D]`, any N.
 *
 * @param state the run's state, by name @returns an ONNX model's bytes @throws E730 where nobody judges samples one by one, and that is asked for
 */
export function generatorModel(
  game: Game,
  layout: GameLayout,
  state: Readonly<Record<string, Tensor>>,
  options: GeneratorOptions,
): Uint8Array<ArrayBuffer> {
  const values = Object.fromEntries(Object.entries(state).map(([name, { data }]) => [name, data as Float32Array]));
  const { weights = "average" } = options;
  const source = fromValues(values);
  const judged = options.judged === true ? judgedSamples(game, layout, ANY_BATCH, weights, source) : null;
  const node = judged?.samples ?? samplerOutput(game, layout, ANY_BATCH, weights, source);
  const { output, player } = game.sampler;
  const metadata = {
    ...latentFacts(game),
    ...classFacts(game, options),
    ...attributeFacts(game),
    recipe: options.recipe,
    data: options.dataName,
    step: String(options.step),
    range: options.uint8 === true ? "[0, 255]" : RANGES[output],
    weights: weights === "average" && layout[player]?.averaged === true ? "moving average" : "live",
    ...(judged !== null && { judge: judged.player }),
    size: node.shape.slice(1).join("x"),
    licence: "The pictures a generator draws follow from its training data; mind the rights in those.",
  };
  const also = judged === null ? {} : { judgement: judged.output };
  return lowerGenerator({ output, node: options.uint8 === true ? asRgbBytes(node) : node, also, metadata });
}
