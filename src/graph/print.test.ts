import { expect, test } from "vitest";
import { floatTensor } from "../base/tensor.ts";
import { mean } from "./functions.ts";
import { gradient } from "./gradient.ts";
import { simplify } from "./passes/simplify.ts";
import { add, constant, conv, input, leakyRelu, matmul, mul, neg, slice, softplus } from "./primitives.ts";
import { printGraph } from "./print.ts";

test("a loss and its gradient, simplified", () => {
  const z = input("z", [8, 2]);
  const w = input("w", [4, 2]);
  const loss = mean(softplus(neg(leakyRelu(matmul(z, w, { transposeB: true })))));
  expect(printGraph(simplify([loss, ...gradient(loss, [w])]))).toMatchInlineSnapshot(`
    "%0 = input "z" : float32 [8, 2]
    %1 = input "w" : float32 [4, 2]
    %2 = matmul %0 %1 {transposeB} : float32 [8, 4]
    %3 = leakyRelu %2 {slope=0.2} : float32 [8, 4]
    %4 = neg %3 : float32 [8, 4]
    %5 = softplus %4 : float32 [8, 4]
    %6 = sum %5 {axes=[0 1]} : float32 [1, 1]
    %7 = constant 0.03125 : float32 []
    %8 = mul %6 %7 : float32 [1, 1]
    %9 = reshape %8 {shape=[]} : float32 []
    %10 = sigmoid %4 : float32 [8, 4]
    %11 = constant -0.03125 : float32 []
    %12 = mul %10 %11 : float32 [8, 4]
    %13 = constant 0 : float32 []
    %14 = greater %2 %13 : bool [8, 4]
    %15 = cast %14 {to=float32} : float32 [8, 4]
    %16 = constant 0.2 : float32 []
    %17 = maximum %15 %16 : float32 [8, 4]
    %18 = mul %12 %17 : float32 [8, 4]
    %19 = matmul %18 %0 {transposeA} : float32 [4, 2]
    return %9 %19"
  `);
});

test("constants are cut short, parameters written out", () => {
  const x = input("x", [1, 1, 4, 4]);
  const kernel = constant(floatTensor([1, 1, 3, 3], [1 / 3, 2, 3, 4, 5, 6, 7, 8, 9]));
  const y = conv(x, kernel, { stride: [2, 2], padding: [1, 1, 1, 1], dilation: [1, 1] });
  const part = slice(y, [0, 0, 0, 0], [1, 1, 1, 2]);
  expect(printGraph([add(mul(part, 0.1), input("i", [], "float32"))])).toMatchInlineSnapshot(`
    "%0 = input "x" : float32 [1, 1, 4, 4]
    %1 = constant 0.333333 2 3 4 … : float32 [1, 1, 3, 3]
    %2 = conv %0 %1 {stride=[2 2] padding=[1 1 1 1] dilation=[1 1]} : float32 [1, 1, 2, 2]
    %3 = slice %2 {start=[0 0 0 0] end=[1 1 1 2] step=[1 1 1 1]} : float32 [1, 1, 1, 2]
    %4 = constant 0.1 : float32 []
    %5 = mul %3 %4 : float32 [1, 1, 1, 2]
    %6 = input "i" : float32 []
    %7 = add %5 %6 : float32 [1, 1, 1, 2]
    return %7"
  `);
});
