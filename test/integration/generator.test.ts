/** @file What a person takes away: `generator.onnx` in a process that knows nothing of Gantry, and what is inside. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Generator } from "../../src/runtime/generator.ts";
import { expectClose } from "../matchers.ts";
import { start } from "./gantry-process.ts";
import { built, builtTraining, childFile, temporaryFolder, trainedApart } from "./training-process.ts";

const { exportParity, runGenerator } = builtTraining;
const folder = await temporaryFolder();
const run = (name: string): string => join(folder, "runs", name);

interface Drawn {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: readonly number[];
}

/** Draws in a process that imports onnxruntime-node alone. */
async function strangerDraws(file: string, rows: number, z: ArrayLike<number>): Promise<Drawn> {
  const { child, ended } = start(process.execPath, [childFile("load-generator.mjs"), file], folder);
  child.stdin?.end(JSON.stringify({ rows, z: Array.from(z) }));
  const { code, out, err } = await ended;
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out) as Drawn;
}

beforeAll(async () => {
  const points = { data: "ring8", recipe: "gan", width: 16, batch: 32, threads: 1, steps: 40, run: "points" };
  await trainedApart({ train: points }, folder);
  const common = { data: "strokes", size: 16, recipe: "dcgan", width: 8, batch: 8, threads: 1, steps: 12 };
  await trainedApart({ train: { ...common, run: "images" } }, folder);
  await trainedApart({ train: { ...common, channels: 3, "z.kind": "uniform", ema: 0, run: "colour" } }, folder);
});

const cases = [
  ["points", { outputs: ["sample"], shape: [2], latentSize: 2 }],
  ["images", { outputs: ["image"], shape: [1, 16, 16], latentSize: 32 }],
  ["colour", { outputs: ["image"], shape: [3, 16, 16], latentSize: 32 }],
] as const;

describe.each(cases)("the generator of %s", (name, { outputs, shape, latentSize }) => {
  let generator: Generator;
  beforeAll(async () => {
    generator = await built.loadGenerator(run(name));
  });
  afterAll(() => generator.release());

  test.each([1, 3, 64])("draws %i at once, in a fresh process with onnxruntime-node alone", async (rows) => {
    expect(generator).toMatchObject({ latentSize, sampleShape: shape, output: outputs[0] });
    const z = generator.z(rows, 5);
    const drawn = await strangerDraws(join(run(name), "generator.onnx"), rows, z.data);
    expect(drawn).toMatchObject({ inputs: ["z"], outputs, type: "float32", dims: [rows, ...shape] });
    const own = await generator.generate(z);
    expect(own.shape).toEqual([rows, ...shape]);
    expectClose(own.data, drawn.data, { rtol: 0, atol: 0 }); // the same file on the same machine
    if (name !== "points") expect(drawn.data.every((value) => value >= -1 && value <= 1)).toBe(true);
  });

  test("draws what the training engine draws", async () => {
    expect(await exportParity(await runGenerator(run(name)))).toBeLessThan(1e-5);
  });

  test("draws a sample by its z alone, whatever stands beside it", async () => {
    const [few, many] = [await generator.generate(generator.z(3, 9)), await generator.generate(generator.z(70, 9))];
    // Another number of rows takes other paths through matrix products, which round differently.
    expectClose(many.data.subarray(0, few.data.length), few.data, { rtol: 1e-4, atol: 1e-5 });
  });
});

describe("metadata", () => {
  test("tells what z is, what comes out, and where it is from", async () => {
    const { metadata, release } = await built.loadGenerator(run("images"));
    expect(metadata).toEqual({
      recipe: "dcgan",
      data: "strokes",
      step: "12",
      range: "[-1, 1]",
      size: "1x16x16",
      weights: "moving average",
      "z.kind": "normal",
      "z.shape": "[N, 32]",
      licence: "The pictures a generator draws follow from its training data; mind the rights in those.",
    });
    await release();
  });

  test("tells the range of uniform noise, and latents are drawn from it", async () => {
    const generator = await built.loadGenerator(run("colour"));
    expect(generator.metadata).toMatchObject({ "z.kind": "uniform", "z.range": "[-1, 1]", weights: "live" });
    const { data } = generator.z(100, 0);
    expect(data.every((value) => value >= -1 && value <= 1)).toBe(true);
    expect(data.some((value) => value < -0.9)).toBe(true);
    await generator.release();
  });

  test("tells that points are as the data", async () => {
    const { metadata, release } = await built.loadGenerator(run("points"));
    expect(metadata).toMatchObject({ range: "as the data", size: "2" });
    await release();
  });
});

describe("latents of a seed", () => {
  test("are the same for everybody; the first k of n are those of k", async () => {
    const generator = await built.loadGenerator(run("images"));
    expect(generator.z(5, 1).data).toEqual(generator.z(9, 1).data.subarray(0, 160));
    expect(generator.z(5, 1).data).not.toEqual(generator.z(5, 2).data);
    await generator.release();
  });
});

describe("bytes", () => {
  test.each(["images", "colour"])("%s as uint8 are RGB, and the pixels of the float model", async (name) => {
    const { bytes } = await runGenerator(run(name), { uint8: true });
    const file = join(folder, `${name}-bytes.onnx`);
    await writeFile(file, bytes);
    const generator = await built.loadGenerator(run(name));
    const z = generator.z(5, 3);
    const drawn = await strangerDraws(file, 5, z.data);
    expect(drawn).toMatchObject({ type: "uint8", dims: [5, 3, 16, 16], outputs: ["image"] });
    const { data } = await generator.generate(z);
    const channels = generator.sampleShape[0] as number;
    const level = (i: number): number => {
      const [image, within] = [Math.floor(i / 768), i % 768];
      const x = data[image * channels * 256 + (channels === 3 ? within : within % 256)] as number;
      return 127.5 * (x + 1);
    };
    // Rounded to the nearest level; a value between two levels may fall on either side.
    expectClose(
      drawn.data,
      Array.from(drawn.data, (_, i) => level(i)),
      { rtol: 0, atol: 0.501 },
    );
    await generator.release();
    const named = await built.loadGenerator(file);
    expect(named.metadata).toMatchObject({ range: "[0, 255]" });
    // Whoever draws with such a file has images in [−1, 1], as of any other.
    const images = await named.generate(z);
    expectClose(
      images.data,
      drawn.data.map((byte) => byte / 127.5 - 1),
      { rtol: 0, atol: 1e-7 },
    );
    await named.release();
  });
});

describe("what is no generator", () => {
  test("a file of another kind is refused by name", async () => {
    const file = join(folder, "other.onnx");
    await writeFile(file, "not a model");
    await expect(built.loadGenerator(file)).rejects.toThrow(
      `${file} is not a generator: expected an ONNX model with an input "z" and an output. Give a run, or a generator.onnx.`,
    );
  });

  test("a run that is not there", async () => {
    await expect(built.loadGenerator("nobody", { root: join(folder, "runs") })).rejects.toThrow(
      "there is no run nobody.",
    );
  });
});
