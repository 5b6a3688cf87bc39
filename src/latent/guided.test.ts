/** @file Guided backpropagation against the rule done by hand, layer by layer, on arrays. */
import { test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { floatTensor } from "../base/tensor.ts";
import { relu, sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import { constant, input, leakyRelu, matmul, mul } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import { guidedGradient } from "./guided.ts";

const W1 = [
  [1, -2, 0.5],
  [-1, 1, 2],
  [0.5, 1, -1],
  [2, 0.25, 1],
];
const W2 = [
  [1, -1, 0.5, 2],
  [-0.5, 2, 1, -1],
];
const X = [0.7, 0.3, -0.2];

const matrix = (rows: readonly (readonly number[])[]) =>
  constant(floatTensor([rows.length, (rows[0] as readonly number[]).length], rows.flat()));
const feeds = { x: { shape: [1, 3], data: X } };

function network(rectify: (x: ReturnType<typeof input>) => ReturnType<typeof input>) {
  const x = input("x", [1, 3]);
  const h1 = matmul(x, matrix(W1), { transposeB: true });
  const h2 = matmul(rectify(h1), matrix(W2), { transposeB: true });
  const weights = constant(floatTensor([1, 2], [1, -3]));
  return { x, loss: sum(mul(rectify(h2), weights)) };
}

/** What reaches x when adjoints pass a rectifier where it was active and where they are positive. */
function byHand(): number[] {
  const h1 = W1.map((row) => row.reduce((total, w, j) => total + w * (X[j] as number), 0));
  const y1 = h1.map((h) => Math.max(0, h));
  const h2 = W2.map((row) => row.reduce((total, w, j) => total + w * (y1[j] as number), 0));
  const dh2 = [1, -3].map((d, k) => ((h2[k] as number) > 0 ? Math.max(0, d) : 0));
  const dy1 = W1.map((_, j) => W2.reduce((total, row, k) => total + (row[j] as number) * (dh2[k] as number), 0));
  const dh1 = dy1.map((d, j) => ((h1[j] as number) > 0 ? Math.max(0, d) : 0));
  return X.map((_, i) => W1.reduce((total, row, j) => total + (row[i] as number) * (dh1[j] as number), 0));
}

test.each([
  ["rectifiers", relu],
  ["leaky ones, which count as rectifiers", (x: ReturnType<typeof input>) => leakyRelu(x, 0.2)],
] as const)("through %s", (_, rectify) => {
  const { x, loss } = network(rectify);
  const [guided] = evaluate([guidedGradient(loss, x)], feeds);
  // a leaky rectifier's own value differs where it is not active, but the signs, and so the ways back, do not here
  expectClose(guided?.data as Float64Array, byHand(), { rtol: 1e-12, atol: 1e-12 });
});

test("is the gradient where every adjoint and every activation is positive", () => {
  const x = input("x", [1, 2]);
  const loss = sum(relu(matmul(relu(x), matrix([[1, 2]]), { transposeB: true })));
  const at = { x: { shape: [1, 2], data: [0.5, 1] } };
  const [plain, guided] = evaluate([...gradient(loss, [x]), guidedGradient(loss, x)], at);
  expectClose(guided?.data as Float64Array, plain?.data as Float64Array, { rtol: 0, atol: 0 });
});
