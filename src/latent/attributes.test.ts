import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { floatTensor } from "../base/tensor.ts";
import {
  type AttributeNetwork,
  attributeIndex,
  columnOf,
  extremes,
  rises,
  shareOf,
  thresholdOf,
} from "./attributes.ts";
import { boxesFrom, boxesOf } from "./boxes.ts";
import { classAttributes } from "./classes.ts";

const network: AttributeNetwork = {
  name: "faces",
  attributes: [
    { name: "pose", kind: "amount" },
    { name: "glasses", kind: "presence" },
    ...["x0", "y0", "x1", "y1"].map((edge) => ({ name: `glasses.${edge}`, kind: "place" }) as const),
  ],
  of: async () => ({ rows: 2, columns: 6, values: Float64Array.of(3, 0.9, 0.1, 0.25, 0.52, 1.2, 5, 0.2, 0, 0, 1, 1) }),
  release: async () => {},
};

describe("attributes", () => {
  test("are found by name; what they are not is told with a suggestion", () => {
    expect(attributeIndex(network, "glasses")).toBe(1);
    expect(() => attributeIndex(network, "glases")).toThrow('knows no attribute "glases".\ndid you mean  glasses ?');
    expect(() => attributeIndex(network, "hat")).toThrow("it knows: pose, glasses");
  });

  test("columns of a matrix", () => {
    expectClose(columnOf({ rows: 2, columns: 2, values: Float64Array.of(1, 2, 3, 4) }, 1), [2, 4], {
      rtol: 0,
      atol: 0,
    });
  });

  test("of a presence the sure ones are taken, in their order", () => {
    const scores = Float64Array.of(0.95, 0.5, 0.01, 0.99, 0.05);
    const glasses = { name: "glasses", kind: "presence" } as const;
    expect(extremes(scores, glasses, 2)).toEqual({ with: [0, 3], without: [2, 4] });
    expect(thresholdOf(scores, glasses)).toBe(0.5);
    expect(() => extremes(scores, glasses, 3)).toThrow(
      '"glasses": expected 3 samples that clearly have it and 3 that clearly do not, found 2 of one kind among 5.',
    );
  });

  test("of an amount the ends, most and least first", () => {
    const scores = Float64Array.from({ length: 30 }, (_, i) => (i * 7) % 30);
    const pose = { name: "pose", kind: "amount" } as const;
    const { with: most, without: least } = extremes(scores, pose, 2);
    expect(most.map((i) => scores[i])).toEqual([29, 28, 27]);
    expect(least.map((i) => scores[i])).toEqual([0, 1, 2]);
    expect(thresholdOf(scores, pose)).toBe(15);
    expect(() => extremes(scores, pose, 16)).toThrow("found 15 of one kind among 30");
  });

  test("a row that never falls, and shares", () => {
    expect([rises([1, 1, 2]), rises([1, 0.9, 2]), rises([1, 0.9, 2], 0.2)]).toEqual([true, false, true]);
    expect(shareOf([true, false, true, true])).toBe(0.75);
  });

  test("a classifier's classes are attributes by number", async () => {
    const matrix = { rows: 1, columns: 2, values: Float64Array.of(0.25, 0.75) };
    const digits = classAttributes({
      ...{ name: "digits", dimension: 3, classes: 2, release: async () => {} },
      of: async () => ({ features: matrix, probabilities: matrix }),
    });
    expect(digits.attributes.map(({ name }) => name)).toEqual(["0", "1"]);
    expect(await digits.of(floatTensor([1, 1, 1, 1], [0]))).toBe(matrix);
  });
});

describe("boxes", () => {
  test("found by a network: those of samples that have the thing, in pixels, within the picture", async () => {
    const found = await boxesOf(network, "glasses", floatTensor([2, 1, 8, 20], new Float32Array(320)));
    expect(found).toEqual([{ sample: 0, x0: 2, y0: 2, x1: 10, y1: 8 }]);
  });

  test("from CSV with names, of one part", () => {
    const text = "index,part,x0,y0,x1,y1\n3,hair,0,0,9,4\n3,glasses,1,2,8,4\n";
    expect(boxesFrom(text, { file: "b.csv", part: "glasses" })).toEqual([{ sample: 3, x0: 1, y0: 2, x1: 8, y1: 4 }]);
    expect(boxesFrom(text, { file: "b.csv", part: null })).toHaveLength(2);
  });

  test("from CSV without names, in order", () => {
    const want = { sample: 3, x0: 1, y0: 2, x1: 8, y1: 4 };
    expect(boxesFrom("3;1;2;8;4\r\n", { file: "b.csv", part: null })).toEqual([want]);
  });

  test.each([
    ["a column that is missing", "sample,x0,y0,x1\n1,2,3,4\n", "b.csv:1: expected 5 columns"],
    ["a line of another length", "1,2,3,4,5\n1,2,3,4\n", "b.csv:2: expected 5 columns"],
    ["a cell that is no number", "1,2,three,4,5\n", 'b.csv:1: expected a number in column 3, got "three"'],
  ])("refuse %s", (_, text, sentence) => {
    expect(() => boxesFrom(text, { file: "b.csv", part: null })).toThrow(sentence);
  });
});
