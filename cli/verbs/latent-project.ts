/** @file `gantry latent project`: the latents of given pictures, by optimisation. */
import { GantryError } from "gantry/base";
import { encodeNpy } from "gantry/data";
import { type Nearness, project, rowOf } from "gantry/latent";
import { short } from "../format.ts";
import {
  dataDirOption,
  itemsOf,
  latentOptions,
  numbersOf,
  openDataFor,
  openLatentRun,
  seedOption,
  sheetRows,
  showFound,
  writeSheet,
} from "../latent-run.ts";
import { writeOutput } from "../output.ts";
import type { Call, Verb } from "../verb.ts";

export const latentProjectVerb: Verb = {
  name: "latent project",
  words: ["<run>"],
  options: [
    { name: "against", type: { kind: "text" }, default: null, argument: "data" },
    { name: "items", type: { kind: "list" }, default: ["0", "1", "2", "3", "4", "5", "6", "7"], argument: "0,1,2" },
    { name: "loss", type: { kind: "choice", choices: ["pixels", "features"] }, default: "pixels", argument: "kind" },
    { name: "steps", type: { kind: "integer", min: 1, max: 100_000 }, default: 300, argument: "n" },
    { name: "starts", type: { kind: "integer", min: 1, max: 256 }, default: 4, argument: "n" },
    { name: "zOut", type: { kind: "text" }, default: null, argument: "file" },
    seedOption,
    dataDirOption,
    ...latentOptions,
  ],
  run,
};

/** Pictures in a row. */
const COLUMNS = 8;

async function run({ cli, words, options }: Call): Promise<number> {
  const opened = await openLatentRun(words[0] as string, options);
  const dataset = await openDataFor(cli, opened, { spec: options.text("against") }, options);
  const items = numbersOf(options, "items") as number[];
  const missing = items.find((item) => item >= dataset.count);
  if (missing !== undefined || items.length === 0) {
    throw new GantryError("E732", {
      where: "--items",
      count: dataset.count,
      got: missing === undefined ? null : String(missing),
    });
  }
  const pictures = itemsOf(dataset, items);
  const [steps, starts] = [options.number("steps") as number, options.number("starts") as number];
  const nearness = options.text("loss") as Nearness;
  const seed = options.number("seed") as number;
  const found = await project(opened.runtime, opened.trained, pictures, { nearness, steps, starts, seed });
  const drawn = sheetRows(found.drawn, COLUMNS);
  const sheet = sheetRows(pictures, COLUMNS).flatMap((row, i) => [row, drawn[i] ?? []]);
  const file = await writeSheet(cli, options.text("out") ?? "project.png", sheet, dataset.shape);
  const zOut = options.text("zOut");
  const z = zOut === null ? null : await writeOutput(cli, zOut, encodeNpy(found.z.shape, found.z.data));
  const error = [...found.error];
  const mean = error.reduce((sum, value) => sum + value / error.length, 0);
  const line = cli.texts.latent.project({
    mean: short(mean, cli.language),
    worst: short(Math.max(...error), cli.language),
    count: items.length,
    steps,
    starts,
  });
  const lengths = items.map((_, i) => Math.hypot(...rowOf(found.z, i)));
  return showFound(cli, [line], { file, data: dataset.name, items, loss: nearness, error, mean, lengths, z });
}
