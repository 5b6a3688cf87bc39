import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { tinyDcgan, tinyPerceptrons } from "../../test/tiny-trained.ts";
import { floatTensor } from "../base/tensor.ts";
import { resultsOf } from "../graph/program.ts";
import { evaluate } from "../runtime/reference.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { drawLatents, latents } from "./draw.ts";
import { type Nearness, project, projectProgram } from "./project.ts";

const STEP = 1e-5;

describe.each(["pixels", "features"] as const)("the slope in z by %s", (nearness: Nearness) => {
  test.each([
    ["dcgan", tinyDcgan()],
    ["perceptrons", tinyPerceptrons()],
  ] as const)("of %s is the central difference of the losses", (_, trained) => {
    const program = projectProgram(trained, 2, nearness, 0.1);
    const names = Object.keys(program.outputs);
    const z = latents(trained.game, 2, 3);
    const shape = program.outputs.drawn?.shape ?? [];
    const target = floatTensor(
      shape,
      Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i)),
    );
    const at = (moved: ArrayLike<number>): number[] => {
      const values = evaluate(resultsOf(program), { ...trained.state, z: { shape: z.shape, data: moved }, target });
      return names.flatMap((name, i) => (name === "loss" ? Array.from(values[i]?.data ?? []) : []));
    };
    const slope = evaluate(resultsOf(program), { ...trained.state, z, target })[names.indexOf("slope")]?.data;
    const want = Array.from(z.data, (_, i) => {
      const ends = [STEP, -STEP].map((move) =>
        at(Float64Array.from(z.data, (value, j) => value + (i === j ? move : 0))),
      );
      const [up, down] = ends.map((losses) => losses.reduce((a, b) => a + b)) as [number, number];
      return (up - down) / (2 * STEP);
    });
    // h²f‴/6 and 2⁻⁵³f/h are about 1e-11; the rectifiers' kinks are not near
    expectClose(slope as Float64Array, want, { rtol: 1e-6, atol: 1e-9 });
  });
});

test("a picture of G's own is found again", async () => {
  const trained = tinyPerceptrons();
  const runtime = referenceRuntime();
  const pictures = await drawLatents(runtime, trained, latents(trained.game, 2, 11));
  const steps: number[] = [];
  const found = await project(runtime, trained, pictures, {
    steps: 150,
    rate: 0.2,
    prior: 0,
    seed: 4,
    onStep: (step) => steps.push(step),
  });
  const spread = pictures.data.reduce((sum, value) => sum + value * value, 0) / pictures.data.length;
  for (const error of found.error) expect(error).toBeLessThan(spread / 1000);
  expect([found.z.shape, found.drawn.shape, steps.length]).toEqual([[2, 3], [2, 1, 8, 8], 150]);
});
