/** @file `gantry latent turn`: samples walked along an attribute's vector, from less of it to more. */
import { GantryError, type Tensor } from "gantry/base";
import {
  type Attribute,
  along,
  attributeIndex,
  attributeVector,
  columnOf,
  drawLatents,
  type Extremes,
  extremes,
  latents,
  positions,
  rises,
  rowOf,
  shareOf,
  stacked,
} from "gantry/latent";
import { short } from "../format.ts";
import {
  judgeOptions,
  latentOptions,
  numbersOf,
  type OpenedRun,
  openJudge,
  openLatentRun,
  seedOption,
  sheetRows,
  showFound,
  writeSheet,
} from "../latent-run.ts";
import type { Call, Options, Verb } from "../verb.ts";

export const latentTurnVerb: Verb = {
  name: "latent turn",
  words: ["<run>"],
  options: [
    ...["a", "b"].map((name) => ({ name, type: { kind: "list" }, default: null, argument: "1,5,9" }) as const),
    { name: "attribute", type: { kind: "text" }, default: null, argument: "name" },
    { name: "average", type: { kind: "integer", min: 1, max: 100_000 }, default: null, argument: "n" },
    { name: "frames", type: { kind: "integer", min: 2, max: 100 }, default: 9, argument: "n" },
    { name: "n", type: { kind: "integer", min: 1, max: 10_000 }, default: 100, argument: "n" },
    { name: "reach", type: { kind: "number", above: 0 }, default: 1, argument: "x" },
    seedOption,
    ...judgeOptions,
    ...latentOptions,
  ],
  run,
};

/** Rows of the picture. */
const DRAWN = 8;

async function run({ cli, words, options }: Call): Promise<number> {
  const opened = await openLatentRun(words[0] as string, options);
  const { trained, runtime } = opened;
  const { vector, judged } = await vectorFor(opened, options);
  const steps = positions(options.number("frames") as number);
  const count = options.number("n") as number;
  // others than those that the vector is made of, unless somebody turns the samples they see
  const z = latents(trained.game, count, ((options.number("seed") as number) + 1) % 2 ** 32);
  const reach = options.number("reach") as number;
  const rows = Array.from({ length: count }, (_, i) => steps.map((t) => along(rowOf(z, i), vector, reach * t)));
  const drawn = await drawLatents(runtime, trained, stacked(rows.flat()));
  const sheet = sheetRows(drawn, steps.length).slice(0, DRAWN);
  const file = await writeSheet(cli, options.text("out") ?? "turn.png", sheet, drawn.shape.slice(1));
  const length = Math.hypot(...vector);
  if (judged === null) return showFound(cli, [], { file, frames: steps.length, length });
  const score = await scoreOf(opened, judged, drawn, steps.length, options);
  const number = (value: number): string => short(value, cli.language);
  const ends = { from: number(score.path[0] as number), to: number(score.path.at(-1) as number) };
  return showFound(cli, [cli.texts.latent.turn({ ...score, ...ends })], { file, frames: steps.length, length, score });
}

interface Vector {
  readonly vector: Float32Array;
  /** The attribute that it was made by; null where samples were chosen by hand. */
  readonly judged: string | null;
}

/** @throws E738 where nothing says which samples */
async function vectorFor(opened: OpenedRun, options: Options): Promise<Vector> {
  const [a, b, seed] = [numbersOf(options, "a"), numbersOf(options, "b"), options.number("seed") as number];
  const attribute = options.text("attribute");
  if (a !== null && b !== null) {
    const z = latents(opened.trained.game, Math.max(...a, ...b) + 1, seed);
    return { vector: attributeVector(z, { with: b, without: a }), judged: attribute };
  }
  const judge = attribute === null ? null : await openJudge(opened, options);
  if (attribute === null || judge === null) throw new GantryError("E738", { command: "turn" });
  try {
    const z = latents(opened.trained.game, options.number("pool") as number, seed);
    const column = attributeIndex(judge, attribute);
    const scores = columnOf(await judge.of(await drawLatents(opened.runtime, opened.trained, z)), column);
    const average = options.number("average");
    const found = extremes(scores, judge.attributes[column] as Attribute, average ?? 2);
    return { vector: attributeVector(z, average === null ? found : firstOf(found, average)), judged: attribute };
  } finally {
    await judge.release();
  }
}

const firstOf = ({ with: having, without }: Extremes, count: number): Extremes => ({
  with: having.slice(0, count),
  without: without.slice(0, count),
});

interface Score {
  readonly attribute: string;
  /** The attribute's mean over all rows, frame by frame. */
  readonly path: readonly number[];
  /** Share of the rows in which it never falls. */
  readonly monotone: number;
  readonly count: number;
  readonly judge: string;
}

async function scoreOf(
  opened: OpenedRun,
  attribute: string,
  drawn: Tensor<"float32">,
  frames: number,
  options: Options,
): Promise<Score> {
  const judge = await openJudge(opened, options);
  if (judge === null) throw new GantryError("E738", { command: "turn" });
  try {
    const told = columnOf(await judge.of(drawn), attributeIndex(judge, attribute));
    const count = told.length / frames;
    const rows = Array.from({ length: count }, (_, i) => told.subarray(i * frames, (i + 1) * frames));
    const path = Array.from(
      { length: frames },
      (_, t) => rows.reduce((sum, row) => sum + (row[t] as number), 0) / count,
    );
    return { attribute, path, monotone: shareOf(rows.map((row) => rises(row))), count, judge: judge.name };
  } finally {
    await judge.release();
  }
}
