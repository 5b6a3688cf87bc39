import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { fillNormal } from "../base/random.ts";
import { bilinear, blend } from "./blend.ts";

const latent = (counter: number, size = 20_000): Float32Array =>
  fillNormal({ seed: 1, stream: "blend", counter }, new Float32Array(size));

test("a blend of normal latents is normal: its mean square is 1, wherever it lies", () => {
  for (const [x, y] of [
    [0.5, 0.5],
    [0.1, 0.9],
    [0.25, 0],
  ] as const) {
    const parts = bilinear(x, y).map(({ weight, ...corner }) => ({ latent: latent(corner.x + 2 * corner.y), weight }));
    const z = blend(parts);
    const square = z.reduce((sum, value) => sum + value * value, 0) / z.length;
    expectClose([square], [1], { rtol: 0.04, atol: 0 }); // four deviations of √(2/20,000)
  }
});

test("at one latent it is that latent, also on the far side of the lattice", () => {
  const corners = bilinear(-3, 7);
  expect(corners).toEqual([{ x: -3, y: 7, weight: 1 }]);
  expect(blend([{ latent: latent(3), weight: 1 }])).toEqual(latent(3));
});

test("bilinear weights sum to one, also left of zero", () => {
  const corners = bilinear(-0.25, 1.5);
  expect(corners.map(({ x, y }) => [x, y])).toEqual([
    [-1, 1],
    [0, 1],
    [-1, 2],
    [0, 2],
  ]);
  expectClose(
    corners.map(({ weight }) => weight),
    [0.125, 0.375, 0.125, 0.375],
    { rtol: 0, atol: 1e-15 },
  );
});

test("two in equal parts are the sum over √2", () => {
  const z = blend([
    { latent: Float32Array.of(1, 2), weight: 0.5 },
    { latent: Float32Array.of(3, -2), weight: 0.5 },
  ]);
  expectClose(z, [4 * Math.SQRT1_2, 0], { rtol: 1e-6, atol: 1e-7 });
});
