import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { roundToHalf } from "../base/half.ts";
import { fillNormal } from "../base/random.ts";
import { floatTensor } from "../base/tensor.ts";
import { add, constant, input, matmul } from "../graph/primitives.ts";
import { openGenerator } from "../runtime/generator.node.ts";
import { modelFacts } from "./facts.ts";
import { ANY_BATCH, lowerGenerator } from "./generator.ts";
import { withHalfWeights } from "./half-weights.ts";

const [LATENT, OUT] = [40, 50];
const normal = (counter: number, count: number): Float32Array =>
  fillNormal({ seed: 3, stream: "half", counter }, new Float32Array(count));
const [weights, bias] = [normal(0, LATENT * OUT), normal(1, OUT)];

/** z·W + b; W is large enough to be halved, b is not. */
function model(first = weights[0] as number): Uint8Array<ArrayBuffer> {
  const w = weights.slice();
  w[0] = first;
  const z = input("z", [ANY_BATCH, LATENT]);
  const node = add(matmul(z, constant(floatTensor([LATENT, OUT], w))), constant(floatTensor([1, OUT], bias)));
  return lowerGenerator({ output: "sample", node, metadata: { recipe: "mine" } });
}

async function drawn(bytes: Uint8Array): Promise<Float32Array> {
  const generator = await openGenerator(bytes, "mine.onnx");
  const { data } = await generator.generate(generator.z(3, 5));
  await generator.release();
  return data;
}

/** The same by hand, in float64, of weights as `rounding` leaves them. */
async function expected(rounding: (x: number) => number): Promise<number[]> {
  const generator = await openGenerator(model(), "mine.onnx");
  const z = generator.z(3, 5).data;
  await generator.release();
  return Array.from({ length: 3 * OUT }, (_, i) => {
    const [row, column] = [Math.floor(i / OUT), i % OUT];
    let sum = bias[column] as number;
    for (let k = 0; k < LATENT; k += 1)
      sum += (z[row * LATENT + k] as number) * rounding(weights[k * OUT + column] as number);
    return sum;
  });
}

describe("a model with its weights in float16", () => {
  test("computes what weights rounded to float16 give, and not what they were", async () => {
    const halved = await drawn(withHalfWeights(model()));
    const exact = await expected((x) => x);
    expectClose(halved, await expected(roundToHalf), { rtol: 0, atol: 1e-5 });
    expect(Math.max(...halved.map((value, i) => Math.abs(value - (exact[i] as number))))).toBeGreaterThan(1e-4);
  });

  test("has half the bytes, and says the same of itself", () => {
    const [whole, half] = [model(), withHalfWeights(model())];
    expect(half.length).toBeGreaterThan(LATENT * OUT * 2);
    expect(half.length).toBeLessThan(whole.length - LATENT * OUT * 2 + 300);
    expect(modelFacts(half, "half")).toEqual(modelFacts(whole, "whole"));
  });

  test("takes bytes as a file is read in Node", () => {
    expect(Buffer.from(withHalfWeights(Buffer.from(model()))).equals(withHalfWeights(model()))).toBe(true);
  });

  test("keeps a weight that float16 cannot hold", async () => {
    const huge = model(70_000);
    expect(withHalfWeights(huge)).toEqual(huge);
    expectClose(await drawn(withHalfWeights(huge)), await drawn(huge), { rtol: 0, atol: 0 });
  });
});
