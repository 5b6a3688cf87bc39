import { fillNormal, fillUniform, floatTensor, type Tensor } from "gantry/base";
import { describe, expect, test } from "vitest";
import { expectClose } from "../../../test/matchers.ts";
import { type Scene, type Source, seedAt, seedOf, sourceOfSeed } from "./latent-scene.ts";
import { LatentSpace } from "./latent-space.ts";

const SIZE = 2000;

function spaceOf(kind: "normal" | "uniform"): LatentSpace {
  const z = (count: number, seed: number): Tensor<"float32"> => {
    const out = new Float32Array(count * SIZE);
    const key = { seed, stream: "sample/z", counter: 0 };
    return floatTensor([count, SIZE], kind === "normal" ? fillNormal(key, out) : fillUniform(key, out, -2, 2));
  };
  return new LatentSpace({ latentSize: SIZE, range: kind === "normal" ? null : [-2, 2], z });
}

const plain = { along: {}, set: {}, psi: 1, label: 0, attributes: {} };
const sceneAt = (x: number, y: number, more: Partial<Scene> = {}): Scene => ({
  ...plain,
  source: { kind: "pad", x, y },
  ...more,
});
const squares = (z: Float32Array): number => z.reduce((sum, value) => sum + value * value, 0) / z.length;

describe.each(["normal", "uniform"] as const)("a %s latent space", (kind) => {
  const space = spaceOf(kind);
  /** Of N(0, 1), and of the uniform distribution on [−2, 2]. */
  const square = kind === "normal" ? 1 : 16 / 12;

  test("on the lattice is the first latent of seed x + 100 y", () => {
    const want = space.sourceOf({ kind: "cell", seed: 203, index: 0 });
    expectClose(space.latentOf(sceneAt(3, 2)), want, { rtol: 1e-5, atol: 1e-6 });
  });

  test("between seeds is as long as a latent", () => {
    expectClose([squares(space.latentOf(sceneAt(0.5, 0.5)))], [square], { rtol: 0.13, atol: 0 }); // 4 × √(2/2000)
  });

  test("a walk stays as long as a latent, and comes back the same", () => {
    let z = space.sourceOf({ kind: "pad", x: 1, y: 1 });
    for (let step = 0; step < 30; step += 1) z = space.wander(z, 0.3, step);
    expectClose([squares(z)], [square], { rtol: 0.13, atol: 0 });
    expect(space.wander(z, 0.3, 31)).toEqual(space.wander(z, 0.3, 31));
  });

  test("a path between latents is made of latents, of its ends at its ends, ψ aside", () => {
    const stops = [1, 2].map((seed) => space.sourceOf({ kind: "cell", seed, index: 0 }));
    const path = space.path(stops, 5, 1);
    const frame = (i: number): Float32Array => path.subarray(i * SIZE, (i + 1) * SIZE);
    for (let i = 0; i < 5; i += 1) expectClose([squares(frame(i))], [square], { rtol: 0.13, atol: 0 });
    expectClose(frame(0), stops[0] as Float32Array, { rtol: 1e-5, atol: 1e-6 });
    expectClose(frame(4), stops[1] as Float32Array, { rtol: 1e-5, atol: 1e-6 });
    expectClose(
      space.path(stops, 5, 0.5),
      path.map((value) => value / 2),
      { rtol: 1e-6, atol: 1e-7 },
    );
  });

  test("cell i of a sheet is latent i of its seed", () => {
    const cell: Source = { kind: "cell", seed: 5, index: 2 };
    const z = space.latentOf({ ...plain, source: cell });
    expect(z).toHaveLength(SIZE);
    expect(z).not.toEqual(space.latentOf({ ...plain, source: { ...cell, index: 1 } }));
  });
});

describe("what is changed about a latent", () => {
  test("directions first, then faders, then ψ", () => {
    const space = spaceOf("normal");
    space.directions = { rows: 2, columns: SIZE, values: new Float64Array(2 * SIZE).fill(0.25, SIZE) };
    const latent = new Float32Array(SIZE).fill(1);
    const z = space.latentOf({
      ...plain,
      source: { kind: "latent", z: latent },
      along: { 1: -2, 7: 3 },
      set: { 4: 3, 9999: 1 },
      psi: 0.5,
    });
    expect(z).toHaveLength(SIZE);
    expect([z[0], z[4]]).toEqual([0.25, 1.5]);
    expect(latent[0]).toBe(1); // and the source is as it was
  });

  test("a uniform latent stays within its interval", () => {
    const space = spaceOf("uniform");
    const z = space.latentOf(sceneAt(1, 1, { set: { 0: 9, 1: -9 } }));
    expect([z[0], z[1]]).toEqual([2, -2]);
    expectClose(space.truncated(Float32Array.of(2, -2), 0.5), [1, -1], { rtol: 0, atol: 0 });
  });
});

test("seeds go round and round, and each is where it stands", () => {
  const places = [
    [3, 2],
    [-1, 0],
    [0, -1],
    [100, 0],
    [-101, 250],
  ] as const;
  expect(places.map(([x, y]) => seedAt(x, y))).toEqual([203, 99, 9900, 0, 5099]);
  for (const seed of [0, 99, 100, 9999]) {
    const source = sourceOfSeed(seed);
    expect([source.kind, seedOf(source)]).toEqual(["pad", seed]);
  }
  expect(sourceOfSeed(10_000)).toEqual({ kind: "cell", seed: 10_000, index: 0 });
  expect(seedOf({ kind: "pad", x: 0.5, y: 1 })).toBeNull();
  expect(seedOf({ kind: "cell", seed: 4, index: 1 })).toBeNull();
});
