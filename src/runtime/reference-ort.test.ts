/** @file ONNX Runtime on the CPU against the reference: every primitive, its gradient, and random graphs. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Draw } from "../../test/draw.ts";
import { expectClose } from "../../test/matchers.ts";
import { primitiveCases } from "../../test/primitive-cases.ts";
import { randomGraph } from "../../test/random-graph.ts";
import type { Tensor } from "../base/tensor.ts";
import { sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { add } from "../graph/primitives.ts";
import { nodeRuntime } from "./ort.node.ts";
import { referenceRuntime } from "./reference-runtime.ts";
import type { Runtime } from "./runtime.ts";

const runtimes: readonly Runtime[] = [nodeRuntime({ threads: 1 }), referenceRuntime()];

/** Feeds are float32, so both runtimes read the same numbers. */
function feedsOf(draw: Draw): Record<string, Tensor> {
  const entries = Object.entries(draw.feeds).map(([name, { dtype, shape, data }]) => [
    name,
    dtype === "int32"
      ? { dtype, shape, data: Int32Array.from(data) }
      : { dtype: "float32", shape, data: Float32Array.from(data) },
  ]);
  return Object.fromEntries(entries) as Record<string, Tensor>;
}

/**
 * Float32 keeps 24 bits: 6e-8 relative for each step. One primitive and its gradient, with sums of up to a few hundred
 * terms, stay below 1e-5 of the largest value.
 */
const ONE_STEP = 1e-5;
/** A dozen steps and their derivatives pass errors on and cancel what stands beside them: in 500 graphs one reached 6e-5. */
const MANY_STEPS = 3e-4;

async function expectParity(nodes: readonly Node[], draw: Draw, tolerance: number): Promise<void> {
  const outputs = Object.fromEntries(nodes.map((node, i) => [`out${i}`, node]));
  const feeds = feedsOf(draw);
  const [got, want] = await Promise.all(
    runtimes.map(async (runtime) => {
      const session = await runtime.open({ name: "parity", outputs, updates: {} });
      const values = await session.run(runtime.state({}), feeds);
      await session.release();
      return values;
    }),
  );
  for (const name of Object.keys(outputs)) {
    const [a, b] = [got?.[name] as Tensor, want?.[name] as Tensor];
    expect([a.dtype, a.shape]).toEqual([b.dtype, b.shape]);
    const size = Array.from(b.data, Math.abs).reduce((most, x) => Math.max(most, x), 1);
    const scaled = (data: ArrayLike<number>): number[] => Array.from(data, (x) => x / size);
    expectClose(scaled(a.data), scaled(b.data), { rtol: tolerance, atol: tolerance });
  }
}

test.each(Object.entries(primitiveCases))("%s and its gradient", async (_, build) => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const draw = new Draw(seed);
      // Several applications in one program: opening one costs more than running it.
      const outputs = Array.from({ length: 8 }, () => build(draw));
      const loss = outputs.map((node) => sum(node)).reduce((a, b) => add(a, b));
      await expectParity([...outputs, ...gradient(loss, draw.floats)], draw, ONE_STEP);
    }),
    { numRuns: 4 },
  );
});

test("random graphs and their gradients", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const draw = new Draw(seed);
      await expectParity(randomGraph(draw), draw, MANY_STEPS);
    }),
    // Always the same graphs: float32 may fall on the other side of a kink, once in many thousands.
    { numRuns: 40, seed: 1 },
  );
});
