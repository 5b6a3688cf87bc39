/** @file Data and settings that a recipe cannot be played with: one sentence that says what to do, before anything is made. */
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { freshFolder, gantry } from "./gantry-process.ts";

const folder = freshFolder();
const strokes = (recipe: string): string[] => ["train", "strokes", "--size", "16", "--recipe", recipe];
const unnamed = (...words: string[]): string[] => ["train", "pictures", "--size", "16", ...words];
const unlabelled = "give labelled data: mnist, cifar10, strokes, or images with a folder for each class";

beforeAll(async () => {
  mkdirSync(join(folder, "pictures"));
  const grey = (level: number) =>
    sharp({ create: { width: 16, height: 16, channels: 3, background: { r: level, g: 9, b: 9 } } });
  for (let i = 0; i < 8; i += 1)
    await grey(30 * i)
      .png()
      .toFile(join(folder, `pictures/${i}.png`));
});

describe("one sentence, exit 2, nothing left behind", () => {
  test.concurrent.each([
    // labels
    [unnamed("--recipe", "acgan"), `E109  the recipe acgan needs labels, and the data have none.\n    ${unlabelled}\n`],
    [unnamed("--recipe", "sgan"), `E109  the recipe sgan needs labels, and the data have none.\n    ${unlabelled}\n`],
    [
      unnamed("--recipe", "cgan"),
      "E109  the recipe cgan needs labels or attributes, and the data have none.\n    give",
    ],
    [unnamed("--conditional"), "E109  --conditional needs labels or attributes, and the data have none.\n    give"],
    [
      [...strokes("sgan"), "--labels", "105"],
      "E150  --labels: expected as many labels of each of the 10 classes, got 105",
    ],
    [
      [...strokes("sgan"), "--labels", "90000"],
      "E151  --labels: expected 9000 labelled items of each class, but strokes",
    ],
    [[...strokes("sgan"), "--labels", "0"], "E101  --labels: expected a whole number of at least 1, got 0.\n"],
    // steps ahead
    [
      ["train", "ring8", "--recipe", "unrolled", "--unroll", "0"],
      "E101  --unroll: expected a whole number of at least 1",
    ],
    [
      ["train", "ring8", "--recipe", "unrolled", "--unroll", "50"],
      "E115  --unroll: expected an integer from 1 to 20, got 50.\n" +
        "    each step ahead takes about 8 MB, 50 of them 415 MB; the paper takes 5 or 10\n",
    ],
    // packs
    [
      ["train", "ring8", "--pack", "3"],
      "E116  pack: expected a divisor of the batch, 256, got 3.\n    take 1, 2 or 4, or --batch 255\n",
    ],
    [["train", "ring8", "--pack", "0"], "E101  --pack: expected a whole number from 1 to 16, got 0.\n"],
    // weights
    [
      ["train", "ring8", "--penalty", "gp", "--penalty-weight", "-1"],
      "E101  --penalty-weight: expected a number of at least 0, got -1.\n",
    ],
    [[...strokes("acgan"), "--class-weight", "-1"], "E101  --class-weight: expected a number of at least 0, got -1.\n"],
    [
      [...strokes("infogan"), "--code-weight", "-0.5"],
      "E101  --code-weight: expected a number of at least 0, got -0.5.\n",
    ],
    [
      [...strokes("sgan"), "--unlabelled-weight", "-1"],
      "E101  --unlabelled-weight: expected a number of at least 0, got -1.\n",
    ],
    [[...strokes("began"), "--gamma", "2"], "E101  --gamma: expected a number from 0 to 1, got 2.\n"],
    [
      [...strokes("dcgan"), "--augment-images", "0"],
      "E101  --augment-images: expected a whole number of at least 1, got 0.\n",
    ],
  ])("%j", async (words, sentence) => {
    const { code, out, err } = await gantry(words, folder);
    expect(err).toContain(`error ${sentence}`);
    expect(err).not.toMatch(/\n\s+at /);
    expect([code, out]).toEqual([2, ""]);
    expect(readdirSync(folder)).toEqual(["pictures"]);
  });
});

test("a class that the generator does not know, by number and by name", async () => {
  const place = freshFolder();
  const words = [
    ...strokes("cgan"),
    "--width",
    "4",
    "--batch",
    "4",
    "--steps",
    "2",
    "--threads",
    "1",
    "--run",
    "digits",
  ];
  expect((await gantry([...words, "--no-autotune", "--progress", "none"], place)).code).toBe(0);
  for (const asked of ["10", "-1", "elf", "2.5"]) {
    const { code, out, err } = await gantry(["sample", "digits", `--class=${asked}`], place);
    expect([code, out, err]).toEqual([
      2,
      "",
      `  error E213  --class: expected one of 10 classes, 0 to 9; got ${asked}.\n`,
    ]);
  }
});
