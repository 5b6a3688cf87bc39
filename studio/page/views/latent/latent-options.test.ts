import { describe, expect, test } from "vitest";
import { type LatentOptions, latentFromText, latentOptions, latentQuery, latentText } from "./latent-options.ts";

const usual: LatentOptions = {
  source: { kind: "pad", x: 0, y: 0 },
  along: {},
  set: {},
  label: 0,
  attributes: {},
  psi: 1,
  samples: null,
};

/** As the address bar keeps it. */
const roundTrip = (options: LatentOptions): LatentOptions => {
  const kept = Object.entries(latentQuery(options)).filter((entry): entry is [string, string] => entry[1] !== null);
  return latentOptions(Object.fromEntries(new URLSearchParams(new URLSearchParams(kept).toString())));
};

describe("the address", () => {
  test.each<Partial<LatentOptions>>([
    {},
    { source: { kind: "pad", x: -3.25, y: 101.5 }, psi: 0.7 },
    { source: { kind: "cell", seed: 7, index: 12 } },
    { source: { kind: "latent", z: Float32Array.of(0.5, -2.25, 0) }, label: 9 },
    { set: { 3: 1.5, 77: -2 }, along: { 0: 2.5 }, samples: 1000 },
    { attributes: { smiling: 1, "a:b": -2, "hair, long": 0.5 } },
  ])("says %o, and is read as that", (more) => {
    expect(roundTrip({ ...usual, ...more })).toEqual({ ...usual, ...more });
  });

  test("says nothing of what is as usual", () => {
    expect(Object.values(latentQuery(usual)).every((value) => value === null)).toBe(true);
  });

  test.each([
    { x: "east" },
    { psi: "1e99" },
    { class: "-1" },
    { z: "!" },
    { z: "A" },
    { set: "3,x:2,:4" },
    { cell: "x" },
  ])("of nonsense like %o makes what is usual", (query) => {
    expect(latentOptions(query as Record<string, string>)).toEqual(usual);
  });
});

test("a latent survives as text to half a step", () => {
  const z = Float32Array.from({ length: 512 }, (_, i) => Math.sin(i) * 3);
  const back = latentFromText(latentText(z)) as Float32Array;
  expect(back).toHaveLength(512);
  expect(Math.max(...back.map((value, i) => Math.abs(value - (z[i] as number))))).toBeLessThanOrEqual(
    0.5 / 4096 + 1e-9,
  );
});
