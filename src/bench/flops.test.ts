/** @file The counts against what PyTorch multiplies, against counts by hand, and against what the compiled graphs hold. */
import { describe, expect, test } from "vitest";
import sets from "../../bench/peer/sets.json" with { type: "json" };
import { expectClose } from "../../test/matchers.ts";
import { simplify } from "../graph/passes/simplify.ts";
import { resultsOf } from "../graph/program.ts";
import { declareGame } from "../steps/declare.ts";
import { fusedStep } from "../steps/step.ts";
import { stepGflop } from "./flops.ts";
import golden from "./golden/flops.json" with { type: "json" };
import { graphGflop } from "./multiplications.ts";
import { parseWorkload, type ShapedWorkload } from "./workload-spec.ts";
import { WORKLOADS, workloadGame, workloadShape } from "./workloads.ts";

/** GFLOP of what PyTorch's steps multiply, by workload and shape: `scripts/golden/flops.py`. */
const counted: Readonly<Record<string, number>> = golden;

/**
 * PyTorch differentiates LeakyReLU's slope in the penalty, and carries the zeros it gets down through D's layers: f₁ and
 * twice f₂ and f₃ more multiplications an example and update, which the algorithm does not need.
 */
function carriedZeros({ workload, shape: { size, channels, width, batch, k } }: ShapedWorkload): number {
  if (workload !== "wgan-gp-mlp") return 0;
  const perExample = channels * size ** 2 * width + 2 * width ** 2 + 2 * width;
  return (2 * batch * k * perExample) / 1e9;
}

test("every workload and shape that is compared with PyTorch is counted", () =>
  expect(Object.keys(counted)).toEqual([...sets.own, ...sets.untuned]));

test.each(Object.entries(counted))("%s: PyTorch multiplies what is counted", (spec, gflop) => {
  const shaped = parseWorkload(spec);
  expectClose([stepGflop(shaped.workload, shaped.shape) + carriedZeros(shaped)], [gflop], { rtol: 1e-12, atol: 0 });
});

describe.each(WORKLOADS)("%s", (workload) => {
  test("compiles to a step that multiplies as often as the algorithm needs, and no more", () => {
    const shape = workloadShape(workload, { batch: 8, width: 16, k: 2 });
    const game = workloadGame(workload, shape);
    const results = simplify(resultsOf(fusedStep(game, declareGame(game)).program));
    expectClose([graphGflop(results)], [stepGflop(workload, shape)], { rtol: 0.002, atol: 0 });
  });
});

test("other shapes count as their layers do", () => {
  // z 100 → 4·8·8 and 8 → 1 channels by 4·4 kernels on 8×8; D the way back: everything by hand
  const shape = workloadShape("dcgan32", { size: 16, width: 4, batch: 1, kernel: 3 });
  const [project, up, image] = [100 * 8 * 16, 16 * 8 * 4 * 9, 64 * 4 * 9];
  const [G, D] = [project + up + image, image + up + 8 * 16];
  const macs = G + 2 * (D + D + D - image) + 2 * D + G + G - project;
  expectClose([stepGflop("dcgan32", shape)], [(2 * macs) / 1e9], { rtol: 1e-12, atol: 0 });
});

test("28 pixels have three stages, the last from 7 to 4", () => {
  // channels 1 → 32 → 64 → 128 on 14×14, 7×7, 4×4 by 4·4 kernels, z 100
  const shape = workloadShape("dcgan32", { size: 28, width: 32, batch: 32 });
  const [project, inner, middle, image] = [100 * 128 * 16, 16 * 64 * 128 * 16, 49 * 32 * 64 * 16, 196 * 32 * 16];
  const [G, D] = [project + inner + middle + image, image + middle + inner + 128 * 16];
  const macs = G + 2 * (D + D + D - image) + 2 * D + G + G - project;
  expectClose([stepGflop("dcgan32", shape)], [(32 * 2 * macs) / 1e9], { rtol: 1e-12, atol: 0 });
});

test("a shape that is none is refused", () => {
  expect(() => workloadShape("mlp", { batch: 0 })).toThrow("bench.batch: expected an integer ≥ 1, got 0.");
});
