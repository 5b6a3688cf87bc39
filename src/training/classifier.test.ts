/** @file The exported classifier: what the engine's D says, for any number of images, without noise. */
import * as ort from "onnxruntime-node";
import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { recipeGame, tinyGan } from "../../test/play.ts";
import { fillUniform } from "../base/random.ts";
import { modelFacts } from "../onnx/facts.ts";
import { sgan } from "../recipes/sgan.ts";
import { evaluate } from "../runtime/reference.ts";
import { classifierOutput } from "../steps/classifier.ts";
import { declareGame } from "../steps/declare.ts";
import { initialState } from "../steps/layout.ts";
import { fromValues } from "../steps/sampler.ts";
import { classifierModel } from "./classifier.ts";

const data = { kind: "images", size: 16, channels: 1, classes: 10 } as const;
const game = recipeGame(sgan, data, { batch: 10, width: 16, "g.width": 6, "z.size": 4, labels: 20 });
const layout = declareGame(game);
const state = initialState(layout, 3);
const classes = Array.from({ length: 10 }, (_, i) => `the ${i}`);
const facts = { recipe: "sgan", dataName: "strokes", step: 7, classes };

test.each([1, 5])("gives the engine's logits for %i images", async (count) => {
  const session = await ort.InferenceSession.create(classifierModel(game, layout, state, facts));
  const pixels = fillUniform({ seed: 1, stream: "pixels", counter: 0 }, new Float32Array(count * 256), -1, 1);
  const { logits } = await session.run({ image: new ort.Tensor("float32", pixels, [count, 1, 16, 16]) });
  await session.release();
  const values = Object.fromEntries(Object.entries(state).map(([name, tensor]) => [name, tensor.data as Float32Array]));
  const node = classifierOutput(game, layout, count, "average", fromValues(values));
  const [want] = evaluate([node], { image: { shape: [count, 1, 16, 16], data: pixels } });
  expect(logits?.dims).toEqual([count, 10]);
  expectClose(logits?.data as Float32Array, want?.data as Float64Array, { rtol: 1e-5, atol: 1e-5 });
});

test("says what it is: its input, its classes, and where it is from", () => {
  const { inputs, outputs, metadata } = modelFacts(classifierModel(game, layout, state, facts), "classifier.onnx");
  expect(inputs).toMatchObject([{ name: "image", shape: ["N", 1, 16, 16] }]);
  expect(outputs).toMatchObject([{ name: "logits", shape: ["N", 10] }]);
  expect(metadata).toMatchObject({
    recipe: "sgan",
    data: "strokes",
    step: "7",
    range: "[-1, 1]",
    weights: "moving average",
  });
  expect(JSON.parse(metadata.classes as string)).toEqual(classes);
});

test("is not to be had of a game that has none", () => {
  const other = tinyGan();
  const plain = declareGame(other);
  expect(() => classifierModel(other, plain, initialState(plain, 3), facts)).toThrow(
    "this run's recipe trains no classifier.",
  );
});
