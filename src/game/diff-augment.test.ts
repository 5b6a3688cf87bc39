/** @file DiffAugment against PyTorch (scripts/golden/augment.py), finite differences, and what its words promise. */
import { describe, expect, test } from "vitest";
import type { Draw } from "../../test/draw.ts";
import { checkDerivatives } from "../../test/finite-differences.ts";
import { type Packed, readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { floatTensor } from "../base/tensor.ts";
import { sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { constant, input, mul } from "../graph/primitives.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { evaluate } from "../runtime/reference.ts";
import { AUGMENT_POLICIES, type DiffAugmentOptions, diffAugment } from "./diff-augment.ts";

interface Case {
  readonly policy: string;
  readonly p: number;
  readonly x: Packed;
  readonly draws: Packed;
  readonly cotangent: Packed;
  readonly output: Packed;
  readonly gradient: Packed;
}

const golden = readGolden<Record<string, Case>>(import.meta.url, "augment");

const fed = ({ shape, data }: Packed) => ({ dtype: "float32" as const, shape, data });

function augmented(x: Node, draws: Node, p: Node, options: DiffAugmentOptions = {}): Node {
  return diffAugment(options).apply(x, { draws }, { augment: p });
}

const flat = (value: number, shape: readonly number[]): Packed => ({
  shape,
  data: new Array<number>(shape.reduce((a, b) => a * b, 1)).fill(value),
});

/** What becomes of `x` where an example's draws are all `numbers`. */
function drawn(x: Packed, numbers: readonly number[], policy: string): number[] {
  const [n] = x.shape as [number];
  const draws = { shape: [n, numbers.length], data: Array.from({ length: n }, () => numbers).flat() };
  const [y] = evaluate([augmented(input("x", x.shape), input("u", draws.shape), input("p", []), { policy })], {
    x: fed(x),
    u: fed(draws),
    p: fed({ shape: [], data: [1] }),
  });
  return [...(y as NonNullable<typeof y>).data];
}

describe("as PyTorch computes it, transform by transform", () => {
  test.each(Object.entries(golden))("%s", (_, { policy, p, x, draws, cotangent, output, gradient: slope }) => {
    const [image, weights] = [input("x", x.shape), input("w", x.shape)];
    const y = augmented(image, input("u", draws.shape), input("p", []), { policy });
    const feeds = { x: fed(x), u: fed(draws), w: fed(cotangent), p: fed({ shape: [], data: [p] }) };
    const [value, dx] = evaluate([y, ...gradient(sum(mul(y, weights)), [image])], feeds);
    // What is left is the rounding of 1/(C·H·W) to float32.
    expectClose(value?.data as Float64Array, output.data, { rtol: 0, atol: 1e-7 });
    expectClose(dx?.data as Float64Array, slope.data, { rtol: 0, atol: 1e-6 });
  });
});

test.each([1, 3, 4])("derivatives of both orders, %d channels", (channels) => {
  const build = (draw: Draw): Node => {
    const shape = [2, channels, 8, 8];
    const numbers = (count: number): number[] => Array.from({ length: count }, () => draw.real(0, 1));
    const draws = constant(floatTensor([2, 12], numbers(24)));
    return augmented(draw.float(shape), draws, constant(0.7));
  };
  for (let seed = 0; seed < 3; seed += 1) checkDerivatives(build, seed);
});

test("every policy draws what it needs: two numbers for each of three colours, three for a place", () => {
  const widths = AUGMENT_POLICIES.map((policy) => diffAugment({ policy }).inputs([6, 3, 8, 8]).draws?.shape);
  expect(widths).toEqual([12, 6, 9, 9, 6, 3, 3].map((width) => [6, width]));
});

test("an image is moved by up to an eighth, and what comes in is mid grey", () => {
  const ones = flat(1, [1, 1, 16, 16]);
  const rowsLeft = (u: number): number[] => drawn(ones, [0, u, 0.5], "translation").filter((_, i) => i % 16 === 0); // first column
  expect(rowsLeft(0)).toEqual([...new Array(14).fill(1), 0, 0]); // two rows up
  expect(rowsLeft(0.999999)).toEqual([0, 0, ...new Array(14).fill(1)]);
  expect(rowsLeft(0.5)).toEqual(new Array(16).fill(1));
});

test("a square of half the image is cut, less where it sticks out", () => {
  const cut = (row: number, column: number): number =>
    drawn(flat(1, [1, 1, 8, 8]), [0, row, column], "cutout").filter((x) => x === 0).length;
  expect(cut(0.5, 0.5)).toBe(16);
  expect(cut(0, 0)).toBe(4);
  expect(cut(0.999999, 0.999999)).toBe(9);
});

test("grey images have no saturation, and opacity no colour", () => {
  const grey: Packed = { shape: [1, 1, 2, 2], data: [-0.5, 0, 0.25, 1] };
  const never = [0.5, 1]; // a draw of 1 is never below p
  expectClose(drawn(grey, [...never, 0.9, 0, ...never], "colour"), grey.data, { rtol: 0, atol: 0 });
  const rgba: Packed = { shape: [1, 4, 1, 1], data: [0.1, 0.2, 0.3, -0.7] };
  expect(drawn(rgba, [0.9, 0, 0.9, 0, 0.9, 0], "colour")[3]).toBe(-0.7);
});

test("each example has numbers of its own", () => {
  const x = flat(0.5, [2, 1, 8, 8]);
  const one = { shape: [2, 6], data: [1, 0, 0.5, 1, 0.5, 1, 0, 0, 0.5, 1, 0.5, 1] };
  const [y] = evaluate([augmented(input("x", x.shape), input("u", one.shape), input("p", []), { policy: "colour" })], {
    x: fed(x),
    u: fed(one),
    p: fed({ shape: [], data: [1] }),
  });
  expectClose(
    [...(y?.data ?? [])].filter((_, i) => i % 64 === 0),
    [1, 0],
    { rtol: 0, atol: 1e-12 },
  );
});

describe("what does not go together is refused", () => {
  test("points", () => {
    expect(() => diffAugment().inputs([8, 2])).toThrow("augment: the data are points");
  });
  test("a policy of another name", () => {
    expect(() => diffAugment({ policy: "rotation" })).toThrow("augment.policy: expected one of");
  });
  test("draws of another batch", () => {
    const draws = input("u", [3, 12]);
    expect(() => augmented(input("x", [2, 1, 8, 8]), draws, input("p", []))).toThrow("changeColour");
  });
});

test("ONNX Runtime computes the same, with its derivative", async () => {
  const { policy, x, draws, cotangent, output, gradient: slope } = golden.rgb as Case;
  const [image, weights] = [input("x", x.shape), input("w", x.shape)];
  const y = augmented(image, input("u", draws.shape), input("p", []), { policy });
  const dx = gradient(sum(mul(y, weights)), [image])[0] as Node;
  const runtime = nodeRuntime({ threads: 1 });
  const session = await runtime.open({ name: "augment", outputs: { y, dx }, updates: {} });
  const state = runtime.state({});
  const feeds = { x, u: draws, w: cotangent, p: { shape: [], data: [1] } };
  const tensors = Object.entries(feeds).map(([name, { shape, data }]) => [name, floatTensor(shape, data)] as const);
  const result = await session.run(state, Object.fromEntries(tensors));
  expectClose(result.y?.data as Float32Array, output.data, { rtol: 0, atol: 1e-6 });
  expectClose(result.dx?.data as Float32Array, slope.data, { rtol: 0, atol: 1e-5 });
  state.release();
  await session.release();
});
