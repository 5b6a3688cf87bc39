/** @file `sgan` from the command line: trained with few labels, resumed exactly, its classifier exported, refusals. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ort from "onnxruntime-node";
import { beforeAll, describe, expect, test } from "vitest";
import { freshFolder, gantry } from "./gantry-process.ts";

const folder = freshFolder();
const file = (...path: string[]): string => join(folder, ...path);
const small = [
  "--recipe",
  "sgan",
  "--size",
  "16",
  "--width",
  "16",
  "--g-width",
  "8",
  "--batch",
  "10",
  "--labels",
  "20",
];
const train = (name: string, steps: number): string[] => {
  const words = ["train", "strokes", ...small, "--threads", "1", "--run", name, "--steps", String(steps)];
  return [...words, "--progress", "none"];
};

beforeAll(async () => {
  expect((await gantry(train("whole", 8), folder)).code).toBe(0);
});

describe("the classifier of a run", () => {
  test("lies beside the generator, and classifies any number of images", async () => {
    const session = await ort.InferenceSession.create(readFileSync(file("runs", "whole", "classifier.onnx")));
    const { logits } = await session.run({
      image: new ort.Tensor("float32", new Float32Array(3 * 256), [3, 1, 16, 16]),
    });
    await session.release();
    expect(logits?.dims).toEqual([3, 10]);
    expect(existsSync(file("runs", "whole", "generator.onnx"))).toBe(true);
  });

  test("is exported from a checkpoint, and says what the engine says", async () => {
    const { code, out } = await gantry(["export", "whole", "--what", "classifier", "--json"], folder);
    const said = JSON.parse(out) as { file: string; step: number; maxDifference: number };
    expect([code, said.step]).toEqual([0, 8]);
    expect(said.maxDifference).toBeLessThan(1e-5);
    expect(said.file).toMatch(/whole-classifier\.onnx$/);
    expect(existsSync(said.file)).toBe(true);
  });

  test("follows exactly from a run that was resumed", async () => {
    expect((await gantry(train("halves", 4), folder)).code).toBe(0);
    expect((await gantry(["resume", "halves", "--steps", "8", "--progress", "none"], folder)).code).toBe(0);
    const bytesOf = (run: string): Buffer => readFileSync(file("runs", run, "classifier.onnx"));
    expect(bytesOf("halves").equals(bytesOf("whole"))).toBe(true);
  });
});

describe("what goes wrong", () => {
  test.each([
    [["train", "strokes", ...small.slice(0, -1), "25"], /E150 {2}--labels: .* got 25 in all\.\n {4}take 20 or 30/],
    [["train", "strokes", ...small.slice(0, -1), "10000000"], /E151 {2}--labels: expected 1000000 labelled items/],
    [["train", "ring8", "--recipe", "sgan"], /E109 {2}the recipe sgan needs images/],
    [
      ["train", "strokes", "--recipe", "sgan", "--size", "48"],
      /E112 {2}sgan\.size: expected images of at most 32 pixels/,
    ],
    [["export", "whole", "--what", "classifier", "--uint8"], /E207 {2}--uint8: expected a generator/],
    [["export", "whole", "--what", "judge"], /E101 {2}--what: expected/],
  ])("%j: one sentence, exit 2", async (words, sentence) => {
    const { code, out, err } = await gantry(words, folder);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/\n\s+at /);
    expect([code, out]).toEqual([2, ""]);
  });

  test("a run without a classifier has none to export", async () => {
    const plain = ["train", "ring8", "--width", "8", "--steps", "2", "--run", "plain", "--progress", "none"];
    expect((await gantry(plain, folder)).code).toBe(0);
    const { code, err } = await gantry(["export", "plain", "--what", "classifier"], folder);
    expect([code, err]).toEqual([2, expect.stringContaining("E152  this run's recipe trains no classifier.")]);
  });
});
