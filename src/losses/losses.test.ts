/** @file Losses and penalties against PyTorch (scripts/golden/losses.py) and against TF-GAN's published numbers. */
import { describe, expect, test } from "vitest";
import { type Packed, readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { onCpu } from "../../test/onnx-cpu.ts";
import { floatTensor } from "../base/tensor.ts";
import { flatten } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { add, constant, input, matmul, mul, tanh } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import {
  draganPenalty,
  gradientPenalty,
  hingeDiscriminatorLoss,
  hingeGeneratorLoss,
  isLossName,
  leastSquaresDiscriminatorLoss,
  leastSquaresGeneratorLoss,
  losses,
  minimaxDiscriminatorLoss,
  minimaxGeneratorLoss,
  nonSaturatingGeneratorLoss,
  pairedDiscriminatorLoss,
  pairedGeneratorLoss,
  r1Penalty,
  r1r2Penalty,
  r2Penalty,
  relativisticDiscriminatorLoss,
  relativisticGeneratorLoss,
  smoothedDiscriminatorLoss,
  switchedGeneratorLoss,
  wassersteinDiscriminatorLoss,
  wassersteinGeneratorLoss,
} from "./index.ts";

interface LossCase {
  readonly real: Packed;
  readonly fake: Packed;
  readonly weight: number;
  readonly loss: Packed;
  readonly realGradient: Packed;
  readonly fakeGradient: Packed;
  /** Of the real and of the fake samples, where they are soft. */
  readonly targets?: readonly [Packed, Packed];
}

interface PenaltyCase {
  readonly inputs: Readonly<Record<"real" | "fake" | "noise" | "epsilon", Packed>>;
  readonly parameters: Readonly<Record<string, Packed>>;
  readonly loss: Packed;
  readonly parameterGradients: Readonly<Record<string, Packed>>;
}

const golden = readGolden<Record<string, LossCase & PenaltyCase>>(import.meta.url, "losses");

/** The interpreter computes in float64; what is left is the rounding of 1/N and of constants to float32. */
const tolerance = { rtol: 2e-7, atol: 1e-9 };

const formulas: Record<string, (real: Node, fake: Node, weight: Node) => Node> = {
  minimaxDiscriminator: (real, fake) => minimaxDiscriminatorLoss(real, fake),
  minimaxDiscriminatorSmoothed: (real, fake) => smoothedDiscriminatorLoss(real, fake),
  minimaxGenerator: (_, fake) => minimaxGeneratorLoss(fake),
  nonSaturatingGenerator: (_, fake) => nonSaturatingGeneratorLoss(fake),
  switchedGenerator: (_, fake, weight) => switchedGeneratorLoss(fake, weight),
  leastSquaresDiscriminator: leastSquaresDiscriminatorLoss,
  leastSquaresGenerator: (_, fake) => leastSquaresGeneratorLoss(fake),
  hingeDiscriminator: hingeDiscriminatorLoss,
  hingeGenerator: (_, fake) => hingeGeneratorLoss(fake),
  wassersteinDiscriminator: wassersteinDiscriminatorLoss,
  wassersteinGenerator: (_, fake) => wassersteinGeneratorLoss(fake),
  relativisticDiscriminator: relativisticDiscriminatorLoss,
  relativisticGenerator: relativisticGeneratorLoss,
  pairedDiscriminator: pairedDiscriminatorLoss,
  pairedGenerator: pairedGeneratorLoss,
};

/** The value of a formula and its slopes in the real and in the fake logits. */
const solved = (formula: (typeof formulas)[string], want: LossCase): readonly Node[] => {
  const [real, fake, weight] = [input("real", want.real.shape), input("fake", want.fake.shape), input("weight", [])];
  const loss = formula(real, fake, weight);
  expect(loss.shape).toEqual([]);
  return [loss, ...gradient(loss, [real, fake])];
};

function expectSolved(formula: (typeof formulas)[string], want: LossCase): void {
  const feeds = { real: want.real, fake: want.fake, weight: { shape: [], data: [want.weight] } };
  const values = evaluate(solved(formula, want), feeds).map(({ data }) => data);
  [want.loss, want.realGradient, want.fakeGradient].forEach((wanted, i) => {
    expectClose(values[i] as Float64Array, wanted.data, tolerance);
  });
}

describe("losses and their gradients equal PyTorch's", () => {
  test.each(Object.entries(formulas))("%s", (name, formula) => {
    expectSolved(formula, golden[name] as LossCase);
  });

  test("with targets of each sample, and of both sides", () => {
    const want = golden.softTargets as LossCase;
    const [real, fake] = want.targets as readonly [Packed, Packed];
    const soft = ({ shape, data }: Packed): Node => constant(floatTensor(shape, data));
    expectSolved((x, g) => smoothedDiscriminatorLoss(x, g, { real: soft(real), fake: soft(fake) }), want);
    const both = (x: Node, g: Node): Node => smoothedDiscriminatorLoss(x, g, { real: 0.8, fake: 0.1 });
    expectSolved(both, golden.smoothedBothSides as LossCase);
  });
});

describe("where σ is 0 or 1 in float32, with logits up to ±60 in every pairing", () => {
  test.each(Object.entries(formulas))("%s and its slopes are PyTorch's", (name, formula) => {
    expectSolved(formula, golden[`${name}At60`] as LossCase);
  });

  test.each(Object.entries(formulas))("%s is as good on a processor in float32", async (name, formula) => {
    const want = golden[`${name}At60`] as LossCase;
    const tensors = { real: want.real, fake: want.fake, weight: { shape: [], data: [want.weight] } };
    const feeds = Object.fromEntries(
      Object.entries(tensors).map(([key, { shape, data }]) => [key, floatTensor(shape, data)]),
    );
    const values = await onCpu(solved(formula, want), feeds);
    [want.loss, want.realGradient, want.fakeGradient].forEach((wanted, i) => {
      expectClose(values[i] as Float32Array, wanted.data, { rtol: 2e-6, atol: 2e-6 });
    });
  });
});

describe("TF-GAN's unit test, to the digits it publishes", () => {
  const real = input("real", [4, 1]);
  const fake = input("fake", [4, 1]);
  const feeds = {
    real: { shape: [4, 1], data: [-5, 1.4, 12.5, 2.7] },
    fake: { shape: [4, 1], data: [10, 4.4, -5.5, 3.6] },
  };
  test.each<[keyof typeof losses, number, number]>([
    ["ls", 17.69625, 41.73375],
    ["wasserstein", -3.125, 0.225],
    ["hinge", -3.125, 6.75],
    ["ns", 1.38582, 5.83387],
    ["minimax", -4.51082, 5.83387],
  ])("%s", (name, generator, discriminator) => {
    const loss = losses[name];
    const values = evaluate([loss.generator(fake, () => real), loss.discriminator(real, fake)], feeds);
    expectClose(
      values.map(({ data }) => data[0] as number),
      [generator, discriminator],
      { rtol: 0, atol: 5e-6 },
    );
  });
});

test("losses on probabilities alone can be smoothed, by what real samples lack of 1", () => {
  const smoothed = Object.entries(losses).filter(([, loss]) => loss.smoothed !== undefined);
  expect(smoothed.map(([name]) => name)).toEqual(["minimax", "ns"]);
  for (const [, loss] of smoothed) {
    expectSolved(
      (real, fake) => (loss.smoothed as NonNullable<typeof loss.smoothed>)(real, fake, 0.1),
      golden.minimaxDiscriminatorSmoothed as LossCase,
    );
    expectSolved(
      (real, fake) => (loss.smoothed as NonNullable<typeof loss.smoothed>)(real, fake, 0),
      golden.minimaxDiscriminator as LossCase,
    );
  }
});

test("where D cannot tell, D's loss is 2 ln 2 and G's ln 2", () => {
  const logits = constant(0.25); // any constant for the relativistic loss, 0 for the others
  const column = (value: Node): Node => mul(value, input("ones", [3, 1]));
  const zero = column(constant(0));
  const values = evaluate(
    [
      minimaxDiscriminatorLoss(zero, zero),
      relativisticDiscriminatorLoss(column(logits), column(logits)),
      nonSaturatingGeneratorLoss(zero),
      minimaxGeneratorLoss(zero),
      pairedDiscriminatorLoss(column(logits), column(logits)),
    ],
    { ones: { shape: [3, 1], data: [1, 1, 1] } },
  ).map(({ data }) => data[0] as number);
  expectClose(values, [2 * Math.LN2, 2 * Math.LN2, Math.LN2, -Math.LN2, Math.LN2], { rtol: 1e-7, atol: 0 });
});

test("the losses stay finite where σ is 0 or 1 in float32, with slopes that do", () => {
  const [real, fake] = [input("real", [2, 1]), input("fake", [2, 1])];
  const feeds = { real: { shape: [2, 1], data: [200, -200] }, fake: { shape: [2, 1], data: [-200, 200] } };
  const loss = minimaxDiscriminatorLoss(real, fake);
  const values = evaluate([loss, ...gradient(loss, [real, fake])], feeds).map(({ data }) => data);
  expectClose(values[0] as Float64Array, [200], { rtol: 1e-12, atol: 0 });
  expectClose(values[1] as Float64Array, [0, -0.5], { rtol: 1e-12, atol: 1e-12 });
  expectClose(values[2] as Float64Array, [0, 0.5], { rtol: 1e-12, atol: 1e-12 });
});

describe("penalties and their gradients in D's weights equal PyTorch's", () => {
  const cases = ["gradientPenalty", "r1", "r2", "r1r2", "dragan", "draganCentred"] as const;
  test.each(cases)("%s", (name) => {
    const want = golden[name] as PenaltyCase;
    const nodes = Object.fromEntries(
      Object.entries({ ...want.inputs, ...want.parameters }).map(([key, { shape }]) => [key, input(key, shape)]),
    );
    const node = (key: string): Node => nodes[key] as Node;
    const discriminator = (x: Node): Node => {
      const h = matmul(flatten(x), node("hidden.weight"), { transposeB: true });
      const out = matmul(tanh(add(h, node("hidden.bias"))), node("out.weight"), { transposeB: true });
      return add(out, node("out.bias"));
    };
    const [real, fake, noise, epsilon] = [node("real"), node("fake"), node("noise"), node("epsilon")];
    const penalty = {
      gradientPenalty: () => gradientPenalty({ discriminator, real, fake, epsilon }),
      r1: () => r1Penalty({ logits: discriminator(real), real, weight: 5 }),
      r2: () => r2Penalty({ logits: discriminator(fake), fake, weight: 5 }),
      r1r2: () =>
        r1r2Penalty({ realLogits: discriminator(real), real, fakeLogits: discriminator(fake), fake, weight: 5 }),
      dragan: () => draganPenalty({ discriminator, real, noise, centre: 0 }),
      draganCentred: () => draganPenalty({ discriminator, real, noise }),
    }[name]();
    expect(penalty.shape).toEqual([]);
    const parameters = Object.keys(want.parameters);
    const results = [penalty, ...gradient(penalty, parameters.map(node))];
    const values = evaluate(results, { ...want.inputs, ...want.parameters }).map(({ data }) => data);
    expectClose(values[0] as Float64Array, want.loss.data, tolerance);
    parameters.forEach((key, i) => {
      expectClose(values[i + 1] as Float64Array, (want.parameterGradients[key] as Packed).data, tolerance);
    });
  });
});

describe("gradient penalty", () => {
  const [real, fake, epsilon] = [input("real", [3, 4]), input("fake", [3, 4]), input("epsilon", [3])];
  const slope = input("slope", [4, 1]);
  const feeds = {
    real: { shape: [3, 4], data: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
    fake: { shape: [3, 4], data: [2, 1, 0, 1, 2, 3, 4, 5, 6, 5, 4, 3] },
    epsilon: { shape: [3], data: [0.1, 0.5, 0.9] },
    slope: { shape: [4, 1], data: [2, 2, 2, 2] },
  };
  const penalty = gradientPenalty({ discriminator: (x) => matmul(x, slope), real, fake, epsilon, weight: 1 });

  test("of D(x) = 2x on 4 inputs: slope 4, (4 − 1)² = 9", () => {
    const [value] = evaluate([penalty], feeds);
    expectClose(value?.data ?? [], [9], { rtol: 1e-7, atol: 0 });
  });

  test("of a flat D is λ, and its gradient 0, not NaN", () => {
    const flat = { ...feeds, slope: { shape: [4, 1], data: [0, 0, 0, 0] } };
    const values = evaluate([penalty, ...gradient(penalty, [slope])], flat).map(({ data }) => data);
    expectClose(values[0] as Float64Array, [1], { rtol: 1e-7, atol: 0 });
    expectClose(values[1] as Float64Array, [0, 0, 0, 0], { rtol: 0, atol: 0 });
  });
});

test("losses go by the names that --loss takes", () => {
  expect(Object.keys(losses)).toEqual(["minimax", "ns", "ls", "hinge", "wasserstein", "relativistic", "paired"]);
  expect(isLossName("hinge")).toBe(true);
  expect(isLossName("constructor")).toBe(false);
});

test("only a relativistic G looks at real data", () => {
  const fake = input("fake", [2, 1]);
  const asked = Object.entries(losses).filter(([, loss]) => {
    let looked = false;
    loss.generator(fake, () => {
      looked = true;
      return fake;
    });
    return looked;
  });
  expect(asked.map(([name]) => name)).toEqual(["relativistic", "paired"]);
});

describe("shapes are checked at the door", () => {
  const column = input("column", [4, 1]);
  const row = input("row", [4]);
  test.each<[() => unknown, string]>([
    [() => minimaxDiscriminatorLoss(row, column), "minimax.realLogits: expected shape [?, 1], got [4]."],
    [() => minimaxDiscriminatorLoss(column, row), "minimax.fakeLogits: expected shape [?, 1], got [4]."],
    [() => minimaxGeneratorLoss(row), "minimax.fakeLogits: expected shape [?, 1], got [4]."],
    [() => nonSaturatingGeneratorLoss(row), "nonSaturating.fakeLogits: expected shape [?, 1], got [4]."],
    [() => leastSquaresDiscriminatorLoss(row, column), "leastSquares.realLogits: expected shape [?, 1], got [4]."],
    [() => leastSquaresGeneratorLoss(row), "leastSquares.fakeLogits: expected shape [?, 1], got [4]."],
    [() => hingeDiscriminatorLoss(column, row), "hinge.fakeLogits: expected shape [?, 1], got [4]."],
    [() => hingeGeneratorLoss(row), "hinge.fakeLogits: expected shape [?, 1], got [4]."],
    [() => wassersteinDiscriminatorLoss(column, row), "wasserstein.fakeLogits: expected shape [?, 1], got [4]."],
    [() => wassersteinGeneratorLoss(row), "wasserstein.fakeLogits: expected shape [?, 1], got [4]."],
    [() => relativisticDiscriminatorLoss(row, column), "relativistic.realLogits: expected shape [?, 1], got [4]."],
    [() => switchedGeneratorLoss(column, row), "switchedGeneratorLoss.weight: expected shape [], got [4]."],
    [
      () => smoothedDiscriminatorLoss(column, column, { real: 1.1 }),
      "smoothed.real: expected a number in [0, 1], got 1.1.",
    ],
    [
      () => smoothedDiscriminatorLoss(column, column, { fake: Number.NaN }),
      "smoothed.fake: expected a number in [0, 1], got NaN.",
    ],
    [() => smoothedDiscriminatorLoss(column, column, { real: row }), "smoothed.real: expected shape [4, 1], got [4]."],
    [() => pairedDiscriminatorLoss(row, column), "paired.realLogits: expected shape [?, 1], got [4]."],
    [
      () => pairedDiscriminatorLoss(column, input("more", [5, 1])),
      "paired.fakeLogits: expected shape [4, 1], got [5, 1].",
    ],
    [
      () => gradientPenalty({ discriminator: (x) => x, real: column, fake: column, epsilon: constant(0.5) }),
      "gradientPenalty.epsilon: expected one number for each of 4 samples, got shape [].",
    ],
    [
      () => gradientPenalty({ discriminator: (x) => x, real: column, fake: row, epsilon: row }),
      "gradientPenalty.fake: expected shape [4, 1], got [4].",
    ],
    [
      () => draganPenalty({ discriminator: (x) => x, real: column, noise: row }),
      "dragan.noise: expected shape [4, 1], got [4].",
    ],
    [() => r1Penalty({ logits: row, real: row }), "r1.logits: expected shape [?, 1], got [4]."],
    [() => r2Penalty({ logits: row, fake: row }), "r2.logits: expected shape [?, 1], got [4]."],
  ])("%#", (make, sentence) => {
    expect(make).toThrow(sentence);
  });
});
