import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { fillNormal } from "../base/random.ts";
import { floatTensor } from "../base/tensor.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { principalComponents } from "./principal.ts";

const runtime = referenceRuntime();

describe("principal components", () => {
  test("of a cross of points are its axes, with their variances", async () => {
    // rotated by 30°: ±3 along one axis, ±1 along the other, around (5, −2)
    const [c, s] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
    const rows = [3, -3, 0, 0].map((a, i) => {
      const b = [0, 0, 1, -1][i] as number;
      return [5 + a * c - b * s, -2 + a * s + b * c];
    });
    const found = await principalComponents(runtime, floatTensor([4, 2], rows.flat()), { components: 2 });
    expectClose(found.variances, [18 / 3, 2 / 3], { rtol: 1e-5, atol: 0 });
    expectClose(found.directions.values, [c, s, -s, c], { rtol: 0, atol: 2e-6 });
    expectClose([found.total], [20 / 3], { rtol: 1e-6, atol: 0 });
  });

  test("of rows made from known ones are those: A = Σ σᵢ gᵢ vᵢᵀ", async () => {
    const [count, columns, deviations] = [400, 30, [8, 4, 2]];
    const data = new Float64Array(count * columns);
    // vᵢ: cosines, orthogonal over a whole period; gᵢ: Rademacher-like columns, orthogonal and of mean 0
    const v = deviations.map((_, i) =>
      Array.from(
        { length: columns },
        (_, j) => Math.sqrt(2 / columns) * Math.cos((2 * Math.PI * (i + 1) * j) / columns),
      ),
    );
    const g = deviations.map((_, i) => Array.from({ length: count }, (_, n) => ((n >> i) % 2 === 0 ? 1 : -1)));
    for (let n = 0; n < count; n += 1) {
      for (let j = 0; j < columns; j += 1) {
        for (const [i, deviation] of deviations.entries()) {
          data[n * columns + j] =
            (data[n * columns + j] as number) + deviation * (g[i]?.[n] as number) * (v[i]?.[j] as number);
        }
      }
    }
    const found = await principalComponents(runtime, floatTensor([count, columns], data), { components: 3 });
    expectClose(
      found.variances,
      deviations.map((deviation) => (deviation ** 2 * count) / (count - 1)),
      { rtol: 1e-5, atol: 0 },
    );
    for (const [i, direction] of v.entries()) {
      const row = found.directions.values.subarray(i * columns, (i + 1) * columns);
      const cosine = direction.reduce((sum, value, j) => sum + value * (row[j] as number), 0);
      expectClose([Math.abs(cosine)], [1], { rtol: 1e-5, atol: 0 });
    }
  });

  test("are no more than rows allow, and the same for the same seed", async () => {
    const rows = floatTensor([4, 6], fillNormal({ seed: 1, stream: "x", counter: 0 }, new Float32Array(24)));
    const found = await principalComponents(runtime, rows, { components: 5 });
    expect(found.directions.rows).toBe(3);
    const again = await principalComponents(runtime, rows, { components: 5 });
    expectClose(again.directions.values, found.directions.values, { rtol: 0, atol: 0 });
    expectClose([found.variances.reduce((a, b) => a + b)], [found.total], { rtol: 1e-5, atol: 0 });
  });
});
