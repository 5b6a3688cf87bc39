import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { fillNormal } from "../base/random.ts";
import { floatTensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import { add, constant, conv, input, leakyRelu, matmul, mul, reshape, tanh } from "../graph/primitives.ts";
import { openGenerator } from "../runtime/generator.node.ts";
import { evaluate } from "../runtime/reference.ts";
import { modelFacts } from "./facts.ts";
import { ANY_BATCH, lowerGenerator } from "./generator.ts";
import { innerValues, withOutputs } from "./with-outputs.ts";

const LATENT = 3;
const weight = (counter: number, shape: readonly number[]): Node => {
  const size = shape.reduce((product, extent) => product * extent, 1);
  return constant(floatTensor(shape, fillNormal({ seed: 9, stream: "inner", counter }, new Float32Array(size))));
};
const weights = { project: weight(0, [LATENT, 16]), kernel: weight(1, [2, 4, 3, 3]), scale: weight(2, [2, 1, 1]) };
const same = { stride: [1, 1], padding: [1, 1, 1, 1], dilation: [1, 1] } as const;

/** A product, a convolution, a scale, an activation: what is on the way to the picture, for `count` latents. */
function passage(count: number): { readonly [name: string]: Node } {
  const z = input("z", [count, LATENT]);
  const product = matmul(z, weights.project);
  const plane = reshape(product, [count, 4, 2, 2]);
  const convolved = conv(plane, weights.kernel, same);
  const scaled = mul(convolved, weights.scale);
  const active = leakyRelu(scaled, 0.2);
  return { product, plane, convolved, scaled, active, image: tanh(add(active, scaled)) };
}

const model = (): Uint8Array<ArrayBuffer> =>
  lowerGenerator({ output: "image", node: passage(ANY_BATCH).image as Node, metadata: { recipe: "mine" } });

/** Of each operator in turn, what a model of `passage` has. */
const OPERATORS = ["MatMul", "Reshape", "Conv", "Mul", "LeakyRelu", "Add", "Tanh"];

describe("values on the way", () => {
  test("are those that follow from z, in their order, with what they follow from", () => {
    const values = innerValues(model());
    expect(values.map(({ operator }) => operator)).toEqual(OPERATORS);
    expect(values.map(({ node }) => node.split("/")[0])).toEqual([
      "matmul",
      "reshape",
      "conv",
      "mul",
      "leakyRelu",
      "add",
      "tanh",
    ]);
    const [product, plane, convolved, scaled, active, sum, image] = values.map(({ name }) => name);
    expect(values.map(({ from }) => from)).toEqual([
      ...[["z"], [product], [plane], [convolved], [scaled]],
      ...[[active, scaled], [sum]],
    ]);
    expect(image).toBe("image");
  });

  test("that follow from weights alone are none of them", () => {
    const made = mul(reshape(weights.scale, [2]), reshape(weights.scale, [2]));
    const node = mul(input("z", [ANY_BATCH, 2]), made);
    const values = innerValues(lowerGenerator({ output: "sample", node, metadata: {} }));
    expect(values.map(({ name, operator, from }) => [name, operator, from])).toEqual([["sample", "Mul", ["z"]]]);
  });
});

describe("a model with further outputs", () => {
  test("puts out what the float64 interpreter finds there, and the same sample", async () => {
    const names = innerValues(model()).map(({ name }) => name);
    const generator = await openGenerator(withOutputs(model(), names), "mine.onnx");
    const z = generator.z(2, 4);
    const values = await generator.values(z);
    await generator.release();
    expect(Object.keys(values).sort()).toEqual([...names].sort());
    const { product, plane, convolved, scaled, active, image } = passage(2) as Record<string, Node>;
    const nodes = [product, plane, convolved, scaled, active, add(active as Node, scaled as Node), image] as Node[];
    const want = evaluate(nodes, { z });
    for (const [i, name] of names.entries()) {
      expect(values[name]?.shape, name).toEqual(nodes[i]?.shape);
      // at most 36 products of normal numbers, each rounded by 2⁻²⁴ of partial sums of about 24
      expectClose(values[name]?.data as Float32Array, want[i]?.data ?? [], { rtol: 2e-6, atol: 5e-6 });
    }
  });

  test("is a generator as it was: its own output comes first, its metadata stay, and none is there twice", async () => {
    const [, , convolved] = innerValues(model()).map(({ name }) => name) as [string, string, string];
    const facts = modelFacts(withOutputs(model(), [convolved, "image"]), "mine.onnx");
    expect(facts.outputs.map(({ name }) => name)).toEqual(["image", convolved]);
    expect(facts.metadata).toEqual(modelFacts(model(), "mine.onnx").metadata);
    expect(withOutputs(model(), ["image"])).toEqual(model());
    const [whole, further] = await Promise.all(
      [model(), withOutputs(model(), [convolved])].map(async (bytes) => {
        const generator = await openGenerator(bytes, "mine.onnx");
        const { data } = await generator.generate(generator.z(3, 1));
        await generator.release();
        return data;
      }),
    );
    expectClose(further as Float32Array, whole as Float32Array, { rtol: 1e-6, atol: 1e-7 });
  });

  test("whose value is asked for by a name that it has not is refused by ONNX Runtime", async () => {
    await expect(openGenerator(withOutputs(model(), ["nothing"]), "mine.onnx")).rejects.toMatchObject({ code: "E123" });
  });
});
