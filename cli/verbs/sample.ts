/** @file `gantry sample`: pictures, arrays or points from a trained generator. */
import { join } from "node:path";
import { floatTensor, GantryError } from "gantry/base";
import { encodeCsv, encodeNpy } from "gantry/data";
import type { Generator } from "gantry/runtime/node";
import { composeGrid, type Pixels, scatterPixels } from "gantry/views";
import { encodePng } from "gantry/views/node";
import { askedOptions, sayBeyond } from "../asked.ts";
import { type Grid, gridFor, rowLines } from "../asked-grid.ts";
import { placeOf } from "../follow-run.ts";
import { endingOf, writeOutput } from "../output.ts";
import { generatorOptions, openGeneratorFor } from "../run-generator.ts";
import type { Call, Cli, Options, Verb } from "../verb.ts";

export const sampleVerb: Verb = {
  name: "sample",
  words: ["<run>"],
  options: [
    { name: "n", type: { kind: "integer", min: 1, max: 1_000_000 }, default: null, argument: "n" },
    { name: "seed", type: { kind: "integer", min: 0, max: 2 ** 32 - 1 }, default: 0, argument: "n" },
    { name: "out", type: { kind: "text" }, default: null, argument: "path" },
    { name: "npy", type: { kind: "text" }, default: null, argument: "file", optional: true },
    { name: "zOut", type: { kind: "text" }, default: null, argument: "file" },
    ...askedOptions,
    { name: "columns", type: { kind: "integer", min: 1 }, default: null, argument: "n" },
    ...generatorOptions,
  ],
  run,
};

type Samples = Awaited<ReturnType<Generator["generate"]>>;

async function run({ cli, words, options }: Call): Promise<number> {
  const [seed, asked] = [options.number("seed") as number, options.number("n")];
  const generator = await openGeneratorFor(words[0] as string, options);
  try {
    const grid = gridFor(generator, options, { asked, columns: options.number("columns") });
    sayBeyond(cli, generator, grid.conditions);
    const z = latentsOf(generator, grid, seed);
    const samples = await generator.generate(z, grid.conditions);
    const written = await writeSamples(cli, samples, { options, columns: grid.columns, seed });
    const zOut = options.text("zOut");
    if (zOut !== null) written.push(await writeOutput(cli, zOut, encodeNpy(z.shape, z.data)));
    show(cli, written, samples, { grid, seed });
    return 0;
  } finally {
    await generator.release();
  }
}

/** Those of the seed, one for each sample, or one for several that differ in what they are asked for. */
function latentsOf(generator: Generator, { count, latents }: Grid, seed: number): Samples {
  if (latents === undefined) return generator.z(count, seed);
  const { data } = generator.z(Math.max(...latents) + 1, seed);
  const size = generator.latentSize;
  const rows = new Float32Array(count * size);
  latents.forEach((latent, i) => {
    rows.set(data.subarray(latent * size, (latent + 1) * size), i * size);
  });
  return floatTensor([count, size], rows);
}

interface Written {
  readonly options: Options;
  readonly columns: number | null;
  readonly seed: number;
}

/** @returns the paths, absolute */
async function writeSamples(cli: Cli, samples: Samples, { options, columns, seed }: Written): Promise<string[]> {
  const npy = options.text("npy");
  const out = options.text("out") ?? (npy === null ? `sample-${seed}.png` : null);
  const paths: string[] = [];
  if (out !== null) paths.push(await writeAs(cli, out, samples, columns));
  if (npy !== null)
    paths.push(await writeOutput(cli, npy || `sample-${seed}.npy`, encodeNpy(samples.shape, samples.data)));
  return paths;
}

async function writeAs(cli: Cli, path: string, samples: Samples, columns: number | null): Promise<string> {
  switch (endingOf(path)) {
    case ".png":
      return writeOutput(cli, path, encodePng(pictureOf(samples, columns)));
    case ".npy":
      return writeOutput(cli, path, encodeNpy(samples.shape, samples.data));
    case ".csv":
      return writeOutput(cli, path, csvOf(samples));
    case "":
      return writeFolder(cli, path, samples);
    default:
      throw new GantryError("E207", { where: "--out", expected: "a .png, .npy or .csv file, or a folder", got: path });
  }
}

/** A grid of images, or points as dots. */
export function pictureOf({ data, shape }: Samples, columns: number | null): Pixels {
  if (shape.length === 4) return composeGrid(data, shape, columns === null ? {} : { columns });
  return scatterPixels({ dimensions: shape[1] as number, data }, { size: 512 });
}

/** @throws E207 for images, of which a line of numbers each would say little */
function csvOf({ data, shape }: Samples): string {
  if (shape.length === 2) return encodeCsv(data, shape[1] as number);
  throw new GantryError("E207", {
    where: "--out",
    expected: "a .png or .npy file or a folder for images",
    got: ".csv",
  });
}

async function writeFolder(cli: Cli, folder: string, { data, shape }: Samples): Promise<string> {
  if (shape.length !== 4) {
    throw new GantryError("E207", { where: "--out", expected: "a .png, .npy or .csv file for points", got: folder });
  }
  const [count, ...one] = shape as [number, number, number, number];
  const size = data.length / count;
  const digits = Math.max(6, String(count - 1).length);
  for (let i = 0; i < count; i += 1) {
    const pixels = composeGrid(data.subarray(i * size, (i + 1) * size), [1, ...one], { padding: 0 });
    await writeOutput(cli, join(folder, `${String(i).padStart(digits, "0")}.png`), encodePng(pixels));
  }
  return join(cli.terminal.cwd, folder);
}

function show(
  cli: Cli,
  written: readonly string[],
  { shape }: Samples,
  { grid, seed }: { readonly grid: Grid; readonly seed: number },
): void {
  const { out } = cli.terminal;
  const rows = grid.rows.length === 0 ? {} : { rows: grid.rows };
  if (cli.json) out.write(`${JSON.stringify({ files: written, shape, seed, ...rows })}\n`);
  else if (!cli.quiet) out.write([...rowLines(cli, grid), ...written.map((path) => placeOf(cli, path)), ""].join("\n"));
}
