/** @file `gantry walk`: the way from one latent to the next, as a film, a strip or frames. */
import { join } from "node:path";
import { floatTensor, GantryError, type Tensor } from "gantry/base";
import { encodeNpy } from "gantry/data";
import { type PathKind, walk } from "gantry/latent";
import type { Generator } from "gantry/runtime/node";
import { composeGrid, type Pixels } from "gantry/views";
import { encodePng } from "gantry/views/node";
import { askedOptions, conditionsFor, sayBeyond } from "../asked.ts";
import { placeOf } from "../follow-run.ts";
import { encodeGif } from "../gif.ts";
import { endingOf, writeOutput } from "../output.ts";
import { generatorOptions, openGeneratorFor } from "../run-generator.ts";
import type { Call, Cli, Verb } from "../verb.ts";
import { pictureOf } from "./sample.ts";

export const walkVerb: Verb = {
  name: "walk",
  words: ["<run>"],
  options: [
    { name: "seeds", type: { kind: "list" }, default: ["0", "1", "2", "3"], argument: "a,b" },
    { name: "frames", type: { kind: "integer", min: 2, max: 10_000 }, default: null, argument: "n" },
    { name: "path", type: { kind: "choice", choices: ["slerp", "linear"] }, default: "slerp", argument: "kind" },
    { name: "out", type: { kind: "text" }, default: "walk.gif", argument: "path" },
    ...askedOptions,
    ...generatorOptions,
  ],
  run,
};

/** Frames unless somebody says how many: a strip is looked at as a whole, a film runs a second a seed or so. */
const STRIP_FRAMES = 12;
const FRAMES_EACH = 24;
const FRAME_MS = 60;

async function run({ cli, words, options }: Call): Promise<number> {
  const out = options.text("out") as string;
  const seeds = (options.list("seeds") as readonly string[]).map(seedOf);
  const own = endingOf(out) === ".png" ? STRIP_FRAMES : FRAMES_EACH * Math.max(1, seeds.length - 1);
  const frames = options.number("frames") ?? own;
  const generator = await openGeneratorFor(words[0] as string, options);
  try {
    const path = walk(stopsOf(generator, seeds), frames, options.text("path") as PathKind, generator.range);
    const conditions = conditionsFor(generator, options);
    sayBeyond(cli, generator, conditions);
    const samples = await generator.generate(path, conditions);
    const file = await writeWalk(cli, out, samples);
    if (cli.json) cli.terminal.out.write(`${JSON.stringify({ file, frames, seeds })}\n`);
    else if (!cli.quiet) cli.terminal.out.write(`${placeOf(cli, file)}\n`);
    return 0;
  } finally {
    await generator.release();
  }
}

/** @throws E101 */
function seedOf(text: string): number {
  const seed = Number(text);
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return seed;
  throw new GantryError("E101", {
    where: "--seeds",
    expected: { kind: "integer", min: 0, max: 2 ** 32 - 1 },
    got: text,
  });
}

/** The first latent of each seed; a single seed walks to the one after it. */
function stopsOf(generator: Generator, seeds: readonly number[]): Float32Array[] {
  const all = seeds.length === 1 ? [seeds[0] as number, (seeds[0] as number) + 1] : seeds;
  return all.map((seed) => generator.z(1, seed).data);
}

async function writeWalk(cli: Cli, out: string, samples: Tensor<"float32">): Promise<string> {
  const images = samples.shape.length === 4;
  const ending = endingOf(out);
  if (ending === ".npy") return writeOutput(cli, out, encodeNpy(samples.shape, samples.data));
  if (ending === ".png") return writeOutput(cli, out, encodePng(pictureOf(samples, samples.shape[0] as number)));
  if (images && ending === ".gif") return writeOutput(cli, out, await encodeGif(framesOf(samples), FRAME_MS));
  if (images && ending === "") return writeFrames(cli, out, framesOf(samples));
  const expected = images ? "a .gif, .png or .npy file, or a folder" : "a .png or .npy file for points";
  throw new GantryError("E207", { where: "--out", expected, got: out });
}

/** Small images are enlarged until they can be looked at. */
const WIDEST = 128;

function framesOf({ data, shape }: Tensor<"float32">): Pixels[] {
  const [count, ...one] = shape as [number, number, number, number];
  const size = data.length / count;
  const scale = Math.max(1, Math.floor(WIDEST / (one[2] as number)));
  return Array.from({ length: count }, (_, i) => {
    const image = floatTensor([1, ...one], data.subarray(i * size, (i + 1) * size));
    return composeGrid(image.data, image.shape, { padding: 0, scale });
  });
}

async function writeFrames(cli: Cli, folder: string, frames: readonly Pixels[]): Promise<string> {
  for (const [i, frame] of frames.entries()) {
    await writeOutput(cli, join(folder, `${String(i).padStart(6, "0")}.png`), encodePng(frame));
  }
  return join(cli.terminal.cwd, folder);
}
