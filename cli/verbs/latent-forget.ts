/** @file `gantry latent forget`: the maps of G that draw a thing, found from boxes, and samples without them. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { GantryError, type Tensor } from "gantry/base";
import { encodeCsv } from "gantry/data";
import {
  type Attribute,
  type AttributeNetwork,
  attributeIndex,
  type Box,
  boxesFrom,
  boxesOf,
  type Contrast,
  columnOf,
  correlation,
  drawLatents,
  type FoundMaps,
  latents,
  mapsOfThing,
  rowsAt,
  shareOf,
  thresholdOf,
  withoutMaps,
} from "gantry/latent";
import { short } from "../format.ts";
import {
  judgeOptions,
  latentOptions,
  type OpenedRun,
  openJudge,
  openLatentRun,
  seedOption,
  sheetRows,
  showFound,
  writeSheet,
} from "../latent-run.ts";
import { writeOutput } from "../output.ts";
import type { Call, Cli, Options, Verb } from "../verb.ts";

export const latentForgetVerb: Verb = {
  name: "latent forget",
  words: ["<run>"],
  options: [
    { name: "boxes", type: { kind: "text" }, default: null, argument: "file.csv" },
    { name: "thing", type: { kind: "text" }, default: null, argument: "name" },
    { name: "layer", type: { kind: "integer", min: 1 }, default: null, argument: "k" },
    {
      name: "contrast",
      type: { kind: "choice", choices: ["samples", "places"] },
      default: "samples",
      argument: "kind",
    },
    { name: "n", type: { kind: "integer", min: 1, max: 100_000 }, default: null, argument: "n" },
    { name: "judged", type: { kind: "integer", min: 1, max: 100_000 }, default: 200, argument: "n" },
    { name: "boxesOut", type: { kind: "text" }, default: null, argument: "file.csv" },
    seedOption,
    ...judgeOptions.filter(({ name }) => name === "judge"),
    ...latentOptions,
  ],
  run,
};

/** Columns of the picture. */
const DRAWN = 8;
/** In which the judge looks for the thing, unless somebody says how many. */
const SAMPLES = 400;

async function run({ cli, words, options }: Call): Promise<number> {
  const opened = await openLatentRun(words[0] as string, options);
  const judge = await openJudge(opened, options);
  try {
    const boxes = await boxesFor(cli, opened, judge, options);
    const found = await findMaps(opened, boxes, options);
    return await tell(cli, opened, judge, { boxes, found }, options);
  } finally {
    await judge?.release();
  }
}

const seedOf = (options: Options): number => options.number("seed") as number;

/** @throws E738 where nothing says where the thing is */
async function boxesFor(
  cli: Cli,
  { trained, runtime }: OpenedRun,
  judge: AttributeNetwork | null,
  options: Options,
): Promise<readonly Box[]> {
  const [file, thing] = [options.text("boxes"), options.text("thing")];
  if (file !== null) {
    const text = await readFile(resolve(cli.terminal.cwd, file), "utf8").catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === "ENOENT") throw new GantryError("E322", { path: file }, { cause });
      throw new GantryError("E323", { path: file, detail: cause.code ?? cause.message }, { cause });
    });
    return boxesFrom(text, { file, part: thing });
  }
  if (thing === null || judge === null) throw new GantryError("E738", { command: "forget" });
  const count = options.number("n") ?? SAMPLES;
  const drawn = await drawLatents(runtime, trained, latents(trained.game, count, seedOf(options)));
  const found = await boxesOf(judge, thing, drawn);
  const out = options.text("boxesOut");
  if (out !== null) await writeOutput(cli, out, csvOf(found));
  return found;
}

const csvOf = (boxes: readonly Box[]): string =>
  encodeCsv(Float32Array.from(boxes.flatMap(({ sample, x0, y0, x1, y1 }) => [sample, x0, y0, x1, y1])), 5, [
    ...["sample", "x0", "y0", "x1", "y1"],
  ]);

async function findMaps({ trained, runtime }: OpenedRun, boxes: readonly Box[], options: Options): Promise<FoundMaps> {
  const count = options.number("n") ?? Math.max(1, ...boxes.map(({ sample }) => sample + 1));
  return mapsOfThing(runtime, trained, latents(trained.game, count, seedOf(options)), {
    boxes,
    layer: options.number("layer") ?? undefined,
    contrast: options.text("contrast") as Contrast,
    seed: seedOf(options),
  });
}

interface Findings {
  readonly boxes: readonly Box[];
  readonly found: FoundMaps;
}

/** Samples that the maps were not found with, with all maps and without those. */
async function tell(
  cli: Cli,
  { trained, runtime }: OpenedRun,
  judge: AttributeNetwork | null,
  { boxes, found }: Findings,
  options: Options,
): Promise<number> {
  const count = options.number("judged") as number;
  const z = latents(trained.game, count, (seedOf(options) + 1) % 2 ** 32);
  const before = await drawLatents(runtime, trained, z);
  const after = await drawLatents(runtime, trained, z, {
    show: (generator) => withoutMaps(generator, found.layer, found.maps),
  });
  const thing = options.text("thing");
  const told = judge === null || thing === null ? null : await scoreOf(judge, thing, before, after);
  const score = told !== null && told.having.length > 0 ? told : null; // of what no sample has nothing is gone
  const shown = (score?.having ?? Array.from({ length: count }, (_, i) => i)).slice(0, 2 * DRAWN);
  const [old, fresh] = [sheetRows(rowsAt(before, shown), DRAWN), sheetRows(rowsAt(after, shown), DRAWN)];
  const sheet = old.flatMap((row, i) => [row, fresh[i] ?? []]);
  const file = await writeSheet(cli, options.text("out") ?? "forget.png", sheet, before.shape.slice(1));
  const { latent } = cli.texts;
  const { maps, weights, layer, accuracy } = found;
  const lines = [latent.forget({ maps: maps.length, of: weights.length, layer, accuracy })];
  const { having: _, ...facts } = score ?? { having: null };
  if (score !== null) lines.push(latent.forgotten(score), latent.kept({ kept: keptText(cli, score) }));
  return showFound(cli, lines, {
    file,
    layer,
    maps,
    of: weights.length,
    accuracy,
    boxes: boxes.length,
    score: score === null ? null : facts,
  });
}

const keptText = ({ language }: Cli, { kept }: Score): string =>
  Object.entries(kept)
    .map(([name, value]) => `${name} ${short(value, language)}`)
    .join(", ");

interface Score {
  readonly thing: string;
  /** Shares of the samples that have it, and of those that had it the share that have it no more. */
  readonly before: number;
  readonly after: number;
  readonly gone: number;
  /** Correlation of each amount before and after, over the samples that had the thing: what was not to change. */
  readonly kept: Readonly<Record<string, number>>;
  readonly count: number;
  readonly judge: string;
  /** Which samples had it. */
  readonly having: readonly number[];
}

async function scoreOf(
  judge: AttributeNetwork,
  thing: string,
  before: Tensor<"float32">,
  after: Tensor<"float32">,
): Promise<Score> {
  const column = attributeIndex(judge, thing);
  const told = [await judge.of(before), await judge.of(after)] as const;
  const [old, fresh] = told.map((matrix) => columnOf(matrix, column)) as [Float64Array, Float64Array];
  const threshold = thresholdOf(old, judge.attributes[column] as Attribute);
  const having = Array.from(old.keys()).filter((i) => (old[i] as number) > threshold);
  const share = (scores: Float64Array): number => shareOf(Array.from(scores, (score) => score > threshold));
  const amounts = judge.attributes.flatMap(({ name, kind }, i): [string, number][] => {
    if (kind !== "amount" || name === thing) return [];
    const [a, b] = told.map((matrix) => having.map((row) => columnOf(matrix, i)[row] as number));
    return [[name, correlation(a as number[], b as number[])]];
  });
  const gone = shareOf(having.map((i) => (fresh[i] as number) <= threshold));
  const kept = Object.fromEntries(amounts);
  return { thing, before: share(old), after: share(fresh), gone, kept, count: old.length, judge: judge.name, having };
}
