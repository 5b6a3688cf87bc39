/** @file `gantry data`: what a set holds, what is odd about it, and a sheet to look at. */
import { sizeOf } from "gantry/base";
import { CROPS, type Crop, type DataSheet, type Dataset, DEFAULT_CROP, describeDataset } from "gantry/data";
import { openDataset } from "gantry/data/node";
import { composeGrid, scatterPixels } from "gantry/views";
import { encodePng } from "gantry/views/node";
import { placeOf } from "../follow-run.ts";
import { count, short } from "../format.ts";
import { writeOutput } from "../output.ts";
import { dataProgress, noteText } from "../talk.ts";
import type { Call, Cli, Options, Verb } from "../verb.ts";
import { tableLines } from "../width.ts";

export const dataVerb: Verb = {
  name: "data",
  words: ["<data>"],
  options: [
    { name: "limit", type: { kind: "integer", min: 2 }, default: null, argument: "n" },
    { name: "size", type: { kind: "integer", min: 8, max: 1024 }, default: null, argument: "pixels" },
    { name: "channels", type: { kind: "integer", only: [1, 3, 4] }, default: null, argument: "1|3|4" },
    { name: "crop", type: { kind: "choice", choices: CROPS }, default: DEFAULT_CROP, argument: CROPS.join("|") },
    { name: "classes", type: { kind: "list" }, default: null, argument: "a,b" },
    { name: "attributes", type: { kind: "list" }, default: null, argument: "a,b" },
    { name: "attributesFile", type: { kind: "text" }, default: null, argument: "file" },
    { name: "exclude", type: { kind: "list" }, default: null, argument: "a.png,b.png" },
    { name: "dataDir", type: { kind: "text" }, default: null, argument: "folder" },
    { name: "out", type: { kind: "text" }, default: null, argument: "file" },
  ],
  run,
};

async function run({ cli, words, options }: Call): Promise<number> {
  const spec = words[0] as string;
  const waiting = dataProgress(cli);
  const dataset = await openDataset(spec, { ...openOptions(options), onProgress: waiting.onProgress }).finally(
    waiting.clear,
  );
  const sheet = describeDataset(dataset);
  const path = await writeOutput(cli, options.text("out") ?? `${dataset.name}-sheet.png`, contactSheet(dataset, sheet));
  if (cli.json) cli.terminal.out.write(`${JSON.stringify({ ...sheet, sheet: path })}\n`);
  else cli.terminal.out.write(`${[...sheetLines(cli, sheet), "", placeOf(cli, path)].join("\n")}\n`);
  return 0;
}

function openOptions(options: Options): NonNullable<Parameters<typeof openDataset>[1]> {
  const [size, channels, limit] = [options.number("size"), options.number("channels"), options.number("limit")];
  const [classes, dataDir] = [options.list("classes"), options.text("dataDir")];
  const [attributes, attributesFile] = [options.list("attributes"), options.text("attributesFile")];
  const exclude = options.list("exclude");
  return {
    crop: options.text("crop") as Crop,
    ...(size === null ? {} : { size }),
    ...(channels === null ? {} : { channels: channels as 1 | 3 | 4 }),
    ...(limit === null ? {} : { count: limit }),
    ...(classes === null ? {} : { classes }),
    ...(attributes === null ? {} : { attributes }),
    ...(attributesFile === null ? {} : { attributesFile }),
    ...(exclude === null ? {} : { exclude }),
    ...(dataDir === null ? {} : { dataDir }),
  };
}

/** How many points are drawn. */
const MOST_POINTS = 5000;

function contactSheet(dataset: Dataset, { contact }: DataSheet): Uint8Array {
  const indices =
    dataset.kind === "images" ? contact : Array.from({ length: Math.min(MOST_POINTS, dataset.count) }, (_, i) => i);
  const items = new Float32Array(indices.length * sizeOf(dataset.shape));
  dataset.read(indices, items);
  if (dataset.kind === "points") {
    return encodePng(scatterPixels({ dimensions: dataset.shape[0] as number, data: items }, { size: 512 }));
  }
  return encodePng(composeGrid(items, [indices.length, ...dataset.shape]));
}

const MOST_CLASSES = 20;
const MOST_PROBLEMS = 10;

function sheetLines(cli: Cli, sheet: DataSheet): string[] {
  const { language, outPaint: paint, texts } = cli;
  const { data } = texts.results;
  const rows: (readonly [string, string])[] = [
    [data.items, count(sheet.count, language)],
    [data.shape, shapeText(cli, sheet)],
    ...sourceRows(cli, sheet),
    ...classRows(cli, sheet),
    ...attributeRows(cli, sheet),
    ...sheet.ranges.map(({ min, max, mean, std }, i): readonly [string, string] => {
      const value = {
        min: short(min, language),
        max: short(max, language),
        mean: short(mean, language),
        std: short(std, language),
      };
      return [`${data.values}${sheet.ranges.length > 1 ? ` ${i + 1}` : ""}`, data.value(value)];
    }),
    [data.duplicates, count(sheet.duplicates.count, language)],
    [data.fingerprint, sheet.fingerprint.slice(0, 16)],
    [data.problems, sheet.problems.length === 0 ? data.noProblems : count(sheet.problems.length, language)],
  ];
  const notes = [...sheet.notes, ...sheet.problems];
  const shown = notes.slice(0, MOST_PROBLEMS + sheet.notes.length);
  return [
    paint.bold(sheet.name),
    ...tableLines(rows),
    ...shown.map(({ code, parameters }) => noteText(cli, code, parameters)),
    ...(notes.length > shown.length ? [`  ${data.more({ count: notes.length - shown.length })}`] : []),
  ];
}

function shapeText({ texts }: Cli, { kind, shape }: DataSheet): string {
  const names: Readonly<Record<number, string>> = texts.results.data.channels;
  return kind === "points" ? `[${shape[0]}]` : `${shape[2]}×${shape[1]} ${names[shape[0] as number] ?? ""}`;
}

function sourceRows({ texts, language }: Cli, { sources }: DataSheet): (readonly [string, string])[] {
  if (sources === null) return [];
  const shown = sources
    .slice(0, 4)
    .map((source) => `${source.width}×${source.height} (${count(source.count, language)})`);
  return [[texts.results.data.sizes, shown.join(", ") + (sources.length > 4 ? ", …" : "")]];
}

function classRows({ texts, language }: Cli, { classes }: DataSheet): (readonly [string, string])[] {
  if (classes === null) return [];
  const shown = classes.slice(0, MOST_CLASSES).map((one) => `${one.name} (${count(one.count, language)})`);
  return [[texts.results.data.classes, shown.join(", ") + (classes.length > MOST_CLASSES ? ", …" : "")]];
}

/** A row for each: how many have it, or from what to what it goes. */
function attributeRows({ texts, language }: Cli, { attributes }: DataSheet): (readonly [string, string])[] {
  const { data } = texts.results;
  return (attributes ?? []).map(({ name, binary, min, max, mean }, i): readonly [string, string] => {
    const [least, most, middle] = [min, max, mean].map((value) => short(value, language)) as [string, string, string];
    const share = `${short(100 * mean, language)} %`;
    const value = binary ? data.attribute({ share }) : data.quantity({ min: least, max: most, mean: middle });
    return [i === 0 ? data.attributes : "", `${name}: ${value}`];
  });
}
