import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { minimise } from "./minimise.ts";

describe("L-BFGS", () => {
  test("reaches the bottom of Rosenbrock's valley, (1, 1)", async () => {
    const found = await minimise(
      async ([x, y]) => {
        const [a, b] = [x as number, y as number];
        return {
          value: (1 - a) ** 2 + 100 * (b - a * a) ** 2,
          gradient: Float64Array.of(-2 * (1 - a) - 400 * a * (b - a * a), 200 * (b - a * a)),
        };
      },
      Float64Array.of(-1.2, 1),
      { tolerance: 1e-10 },
    );
    expectClose(found.x, [1, 1], { rtol: 1e-9, atol: 0 });
    expect(found.iterations).toBeLessThan(60);
  });

  test("solves a quadratic of badly scaled axes: x = c", async () => {
    const scales = [1, 10, 100, 1000, 10_000];
    const centre = [3, -1, 0.5, 2, -4];
    const found = await minimise(
      async (x) => ({
        value: scales.reduce((sum, s, i) => sum + (s / 2) * ((x[i] as number) - (centre[i] as number)) ** 2, 0),
        gradient: Float64Array.from(scales, (s, i) => s * ((x[i] as number) - (centre[i] as number))),
      }),
      new Float64Array(5),
      { tolerance: 1e-9 },
    );
    expectClose(found.x, centre, { rtol: 1e-8, atol: 0 });
  });

  test("stays where the gradient is zero, and where nothing gains", async () => {
    const flat = await minimise(async () => ({ value: 1, gradient: new Float64Array(2) }), Float64Array.of(4, 5));
    expect([flat.iterations, ...flat.x]).toEqual([0, 4, 5]);
    const wrong = await minimise(async () => ({ value: 1, gradient: Float64Array.of(1) }), Float64Array.of(4));
    expect([wrong.iterations, ...wrong.x]).toEqual([0, 4]);
  });
});
