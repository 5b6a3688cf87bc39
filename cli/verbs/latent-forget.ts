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
  columnOf,
  drawingLayer,
  drawLatents,
  type FoundMaps,
  latents,
  mapsOf,
  mapsThatDraw,
  networksOf,
  placesOf,
  rowsAt,
  shareOf,
  thresholdOf,
  withoutMaps,
} from "gantry/latent";
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
    { name: "n", type: { kind: "integer", min: 1, max: 100_000 }, default: 200, argument: "n" },
    { name: "boxesOut", type: { kind: "text" }, default: null, argument: "file.csv" },
    seedOption,
    ...judgeOptions.filter(({ name }) => name === "judge"),
    ...latentOptions,
  ],
  run,
};

/** Columns of the picture. */
const DRAWN = 8;

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
    const text = await readFile(resolve(cli.terminal.cwd, file), "utf8").catch((cause) => {
      throw new GantryError("E300", { spec: file, suggestion: null, known: [] }, { cause });
    });
    return boxesFrom(text, { file, part: thing });
  }
  if (thing === null || judge === null) throw new GantryError("E738", { command: "forget" });
  const count = options.number("n") as number;
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
  const asked = options.number("layer") ?? undefined;
  const { index } = drawingLayer(networksOf(trained).generator(1), asked);
  const count = Math.max(1, ...boxes.map(({ sample }) => sample + 1));
  const maps = await mapsOf(runtime, trained, latents(trained.game, count, seedOf(options)), index);
  const [height, width] = networksOf(trained).generator(1).output.shape.slice(2) as [number, number];
  return mapsThatDraw(runtime, placesOf(maps, boxes, { size: [height, width], seed: seedOf(options) }), index);
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
  const count = Math.max(DRAWN, options.number("n") as number);
  const z = latents(trained.game, count, (seedOf(options) + 1) % 2 ** 32);
  const before = await drawLatents(runtime, trained, z);
  const after = await drawLatents(runtime, trained, z, {
    show: (generator) => withoutMaps(generator, found.layer, found.maps),
  });
  const thing = options.text("thing");
  const score = judge === null || thing === null ? null : await scoreOf(judge, thing, before, after);
  const shown = (score?.having ?? Array.from({ length: count }, (_, i) => i)).slice(0, 2 * DRAWN);
  const [old, fresh] = [sheetRows(rowsAt(before, shown), DRAWN), sheetRows(rowsAt(after, shown), DRAWN)];
  const sheet = old.flatMap((row, i) => [row, fresh[i] ?? []]);
  const file = await writeSheet(cli, options.text("out") ?? "forget.png", sheet, before.shape.slice(1));
  const { latent } = cli.texts;
  const { maps, weights, layer, accuracy } = found;
  const lines = [latent.forget({ maps: maps.length, of: weights.length, layer, accuracy })];
  const { having, ...told } = score ?? { having: null };
  if (score !== null) lines.push(latent.forgotten(score));
  return showFound(cli, lines, {
    file,
    layer,
    maps,
    of: weights.length,
    accuracy,
    boxes: boxes.length,
    ...(having === null ? {} : { score: told }),
  });
}

async function scoreOf(judge: AttributeNetwork, thing: string, before: Tensor<"float32">, after: Tensor<"float32">) {
  const column = attributeIndex(judge, thing);
  const [old, fresh] = [columnOf(await judge.of(before), column), columnOf(await judge.of(after), column)];
  const threshold = thresholdOf(old, judge.attributes[column] as Attribute);
  const having = Array.from(old.keys()).filter((i) => (old[i] as number) > threshold);
  const share = (scores: Float64Array): number => shareOf(Array.from(scores, (score) => score > threshold));
  const gone = shareOf(having.map((i) => (fresh[i] as number) <= threshold));
  return { thing, before: share(old), after: share(fresh), gone, count: old.length, judge: judge.name, having };
}
