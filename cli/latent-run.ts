/** @file What the `latent` verbs share: a run opened up, its data, a network that tells attributes, pictures. */
import { floatTensor, GantryError, sameShape, sizeOf, type Tensor } from "gantry/base";
import type { Dataset } from "gantry/data";
import { openDataset } from "gantry/data/node";
import { openFeatures } from "gantry/features/node";
import { type AttributeNetwork, classAttributes, facesNetwork, type Trained } from "gantry/latent";
import type { Runtime } from "gantry/runtime";
import { nodeRuntime } from "gantry/runtime/node";
import { openRun, type RunRecord } from "gantry/store/node";
import { croppedAs, runGenerator } from "gantry/training/node";
import { composeGrid } from "gantry/views";
import { encodePng } from "gantry/views/node";
import { placeOf } from "./follow-run.ts";
import { writeOutput } from "./output.ts";
import { generatorOptions, whichCheckpoint } from "./run-generator.ts";
import { dataProgress } from "./talk.ts";
import type { Cli, Options, VerbOption } from "./verb.ts";

/** A run's networks and what they were trained on. */
export interface OpenedRun {
  readonly trained: Trained;
  readonly step: number;
  readonly record: RunRecord;
  readonly runtime: Runtime;
}

export const latentOptions: readonly VerbOption[] = [
  { name: "out", type: { kind: "text" }, default: null, argument: "file" },
  ...generatorOptions,
];

export const seedOption: VerbOption = {
  name: "seed",
  type: { kind: "integer", min: 0, max: 2 ** 32 - 1 },
  default: 0,
  argument: "n",
};

export const judgeOptions: readonly VerbOption[] = [
  { name: "judge", type: { kind: "text" }, default: null, argument: "network" },
  { name: "pool", type: { kind: "integer", min: 2, max: 100_000 }, default: 1000, argument: "n" },
];

export const dataDirOption: VerbOption = { name: "dataDir", type: { kind: "text" }, default: null, argument: "folder" };

/** @throws what `runGenerator` throws (E50x, E51x, E103, E108); E735 for a run of points */
export async function openLatentRun(source: string, options: Options): Promise<OpenedRun> {
  const root = options.text("runs") as string;
  const asked = options.text("checkpoint");
  const which = asked === null ? {} : { checkpoint: whichCheckpoint(asked) };
  const { record } = await openRun(source, { root });
  if (record.data.kind !== "images") throw new GantryError("E735", { needs: "images", network: "G" });
  const { game, layout, state, step } = await runGenerator(source, { root, ...which });
  return { trained: { game, layout, state }, step, record, runtime: nodeRuntime() };
}

/** Which data, by the words people give, made to fit what the run's networks take. */
export interface DataChoice {
  /** The run's own data where nobody said. */
  readonly spec: string | null;
  readonly split?: "train" | "test";
  /** How many items at most, taken at random. */
  readonly count?: number;
}

/** @throws E3xx where the data cannot be used, E739 where they do not fit the run's networks */
export async function openDataFor(
  cli: Cli,
  { record }: OpenedRun,
  { spec, split, count }: DataChoice,
  options: Options,
): Promise<Dataset> {
  const waiting = dataProgress(cli);
  const { shape, kind } = record.data;
  const [channels, size] = shape;
  const own = record.config.dataDir?.value;
  const dataDir = options.text("dataDir") ?? (typeof own === "string" ? own : null);
  const dataset = await openDataset(spec ?? record.data.spec, {
    ...(kind === "images" ? { channels: channels as 1 | 3 | 4, size: size as number } : {}),
    ...(spec === null ? { exclude: excludedOf(record), excludedGone: true } : {}),
    ...croppedAs(record),
    attributes: [], // what these verbs look at are pictures and their classes
    ...(split === undefined ? {} : { split }),
    ...(count === undefined ? {} : { count }),
    ...(dataDir === null ? {} : { dataDir }),
    onProgress: waiting.onProgress,
  }).finally(waiting.clear);
  if (sameShape(dataset.shape, shape)) return dataset;
  throw new GantryError("E739", { data: dataset.name, expected: shape, got: dataset.shape, labels: false });
}

/** The files that the run leaves out. */
function excludedOf({ config }: RunRecord): readonly string[] {
  const exclude = config.exclude?.value; // younger than some runs
  return Array.isArray(exclude) ? exclude.map(String) : [];
}

/** @param indices all by default @returns `[N, ...shape]` */
export function itemsOf(dataset: Dataset, indices?: readonly number[]): Tensor<"float32"> {
  const chosen = indices ?? Array.from({ length: dataset.count }, (_, i) => i);
  const values = new Float32Array(chosen.length * sizeOf(dataset.shape));
  dataset.read(chosen, values);
  return floatTensor([chosen.length, ...dataset.shape], values);
}

/** Sets whose pictures are handwritten digits, or drawn like them. */
const DIGITS: ReadonlySet<string> = new Set(["mnist", "strokes"]);

/** The network that tells attributes: the one asked for, else the one made for the run's data; null where none is. */
export async function openJudge({ record, runtime }: OpenedRun, options: Options): Promise<AttributeNetwork | null> {
  const { name, shape } = record.data;
  const spec = options.text("judge") ?? (name === "faces" ? "faces" : DIGITS.has(name) ? "digits" : null);
  if (spec === null) return null;
  if (spec === "faces") return facesNetwork(runtime);
  return classAttributes(await openFeatures(spec, { runtime, shape }));
}

/** Whole numbers from a list of words. @throws E101 */
export function numbersOf(options: Options, name: string): number[] | null {
  const words = options.list(name);
  if (words === null) return null;
  return words.map((word) => {
    const number = Number(word);
    if (Number.isInteger(number) && number >= 0) return number;
    throw new GantryError("E101", { where: `--${name}`, expected: { kind: "integer", min: 0 }, got: word });
  });
}

/** Small images are enlarged until their parts can be seen. */
const CELL = 64;

/** A sheet of pictures, row by row; null leaves a cell black. */
export type Sheet = readonly (readonly (Float32Array | null)[])[];

/** @param shape of one picture, `[C, H, W]` @returns the file's path, absolute @throws E207 for another ending */
export async function writeSheet(cli: Cli, path: string, sheet: Sheet, shape: readonly number[]): Promise<string> {
  if (!path.toLowerCase().endsWith(".png")) {
    throw new GantryError("E207", { where: "--out", expected: "a .png file", got: path });
  }
  const [rows, columns] = [Math.max(1, sheet.length), Math.max(1, ...sheet.map((row) => row.length))];
  const size = sizeOf(shape);
  const values = new Float32Array(rows * columns * size).fill(-1);
  for (const [i, row] of sheet.entries()) {
    for (const [j, cell] of row.entries()) if (cell !== null) values.set(cell, (i * columns + j) * size);
  }
  const scale = Math.max(1, Math.round(CELL / (shape[2] as number)));
  return writeOutput(cli, path, encodePng(composeGrid(values, [rows * columns, ...shape], { columns, scale })));
}

/** Rows of `[N, …]` as they are, `columns` each. */
export function sheetRows({ shape, data }: Tensor<"float32">, columns: number): Float32Array[][] {
  const count = shape[0] as number;
  const size = data.length / Math.max(1, count);
  return Array.from({ length: Math.ceil(count / columns) }, (_, row) =>
    Array.from({ length: Math.min(columns, count - row * columns) }, (_, column) => {
      const start = (row * columns + column) * size;
      return data.subarray(start, start + size);
    }),
  );
}

/** What was found: for people lines and the file's place, for programs one object. */
export function showFound(
  cli: Cli,
  lines: readonly string[],
  found: Readonly<Record<string, unknown>> & { file: string },
): number {
  const { out } = cli.terminal;
  if (cli.json) out.write(`${JSON.stringify(found)}\n`);
  else if (!cli.quiet) out.write([...lines, placeOf(cli, found.file), ""].join("\n"));
  return 0;
}
