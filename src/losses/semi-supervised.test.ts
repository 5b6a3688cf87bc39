/** @file The losses of a D with K logits, against PyTorch (scripts/golden/semi_supervised.py). */
import { describe, expect, test } from "vitest";
import { type Packed, readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import { featureMatchingLoss, labelledLoss, realLogitOf, unlabelledLoss, wrongShare } from "./semi-supervised.ts";

interface Slopes {
  readonly value: number;
  readonly gradients: Readonly<Record<string, Packed>>;
}
interface Case {
  readonly labels: readonly number[];
  readonly known: Packed;
  readonly real: Packed;
  readonly fake: Packed;
  readonly labelled: Slopes;
  readonly unlabelled: Slopes;
  readonly featureMatching: Slopes;
}

const golden = readGolden<Record<string, Case>>(import.meta.url, "semi-supervised");
const nodes: Record<string, Node> = Object.fromEntries(
  ["known", "real", "fake"].map((name) => [name, input(name, [4, 3])]),
);
const { known, real, fake } = nodes as Record<"known" | "real" | "fake", Node>;
const labels = input("labels", [4], "int32");

const formulas: Record<"labelled" | "unlabelled" | "featureMatching", Node> = {
  labelled: labelledLoss(known, labels),
  unlabelled: unlabelledLoss(realLogitOf(real), realLogitOf(fake)),
  featureMatching: featureMatchingLoss(real, fake),
};

const cases = Object.entries(golden).flatMap(([size, values]) =>
  (["labelled", "unlabelled", "featureMatching"] as const).map((name) => [name, size, values] as const),
);

describe("losses and their slopes equal PyTorch's", () => {
  test.each(cases)("%s, %s logits", (name, _, values) => {
    const loss = formulas[name];
    expect(loss.shape).toEqual([]);
    const { value, gradients } = values[name];
    const slopes = gradient(
      loss,
      Object.keys(gradients).map((key) => nodes[key] as Node),
    );
    const feeds = {
      known: values.known,
      real: values.real,
      fake: values.fake,
      labels: { shape: [4], data: values.labels },
    };
    const got = evaluate([loss, ...slopes], feeds).map(({ data }) => data as Float64Array);
    expectClose(got[0] as Float64Array, [value], { rtol: 1e-7, atol: 1e-12 }); // 1/3 is float32 in a mean over 3
    Object.values(gradients).forEach((want, i) => {
      expectClose(got[i + 1] as Float64Array, want.data, { rtol: 1e-7, atol: 1e-12 });
    });
  });
});

test.each([
  ["none", [2, 1, 0, 0, 3, 1], [0, 1], 0],
  ["one of two", [2, 1, 0, 0, 3, 1], [0, 2], 0.5],
  ["none where all tie", [1, 1, 1, 0, 0, 0], [2, 0], 0],
  ["all where all logits are NaN", new Array<number>(6).fill(Number.NaN), [0, 1], 1],
  ["one where one logit of its row is NaN", [2, Number.NaN, 0, 0, 3, 1], [0, 1], 0.5],
] as const)("wrong items: %s", (_, data, of, share) => {
  const wrong = wrongShare(input("logits", [2, 3]), input("of", [2], "int32"));
  const [got] = evaluate([wrong], { logits: { shape: [2, 3], data }, of: { shape: [2], data: of } });
  expect(Array.from(got?.data as Float64Array)).toEqual([share]);
});

describe("shapes", () => {
  test("a label for each row, features of one length", () => {
    expect(() => labelledLoss(known, input("labels", [3], "int32"))).toThrow(
      "logitOfLabel.labels: expected shape [4], got [3].",
    );
    expect(() => featureMatchingLoss(real, input("f", [4, 2]))).toThrow(
      "featureMatchingLoss.fake: expected shape [?, 3], got [4, 2].",
    );
  });
});
