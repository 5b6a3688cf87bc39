import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import type { Dataset, Modes } from "./dataset.ts";
import { embeddedDataset, listEmbedded } from "./embedded.ts";

/** All items, `[count, D]`. */
const valuesOf = (dataset: Dataset): Float32Array => {
  const out = new Float32Array(dataset.count * dataset.shape.reduce((a, b) => a * b, 1));
  dataset.read(
    Uint32Array.from({ length: dataset.count }, (_, i) => i),
    out,
  );
  return out;
};

test("the list names every set, and every set opens with what the list says", () => {
  expect(listEmbedded().map(({ name, kind, count }) => [name, kind, count])).toEqual([
    ["strokes", "images", 10_000],
    ["faces", "images", 10_000],
    ...["gaussian", "mixture2", "mixture5", "ring8", "grid25", "swissroll", "moons", "spiral"].map((name) => [
      name,
      "points",
      50_000,
    ]),
  ]);
  for (const { name, kind, count, summary } of listEmbedded()) {
    expect(embeddedDataset(name)).toMatchObject({ name, kind, count, problems: [] });
    expect(summary.zh).toMatch(/\p{Script=Han}/u);
  }
});

describe("mixtures", () => {
  const ring = Array.from({ length: 8 }, (_, k) => [2 * Math.cos((k * Math.PI) / 4), 2 * Math.sin((k * Math.PI) / 4)]);
  const lattice = [-4, -2, 0, 2, 4];
  test.each([
    ["gaussian", [[3]], 0.5],
    ["mixture2", [[-2], [2]], 0.5],
    ["mixture5", lattice.map((x) => [x]), 0.2],
    ["ring8", ring, 0.02],
    ["grid25", lattice.flatMap((x) => lattice.map((y) => [x, y])), 0.05],
  ])("%s: equal Gaussians about its centres", (name, centres, sigma) => {
    const dataset = embeddedDataset(name);
    const { labels = new Int32Array(0), classes, modes, shape } = dataset;
    expectClose((modes as Modes).centres.flat(), centres.flat(), { rtol: 0, atol: 1e-12 });
    expect([modes?.sigma, classes?.length, labels.length]).toEqual([sigma, centres.length, 50_000]);

    const values = valuesOf(dataset);
    const D = shape[0] as number;
    for (const [mode, centre] of centres.entries()) {
      const members = [...labels.keys()].filter((i) => labels[i] === mode);
      const share = 1 / centres.length;
      const spread = Math.sqrt((share * (1 - share)) / 50_000);
      expectClose([members.length / 50_000], [share], { rtol: 0, atol: 4 * spread + 1e-12 });
      for (let d = 0; d < D; d += 1) {
        const z = members.map((i) => ((values[i * D + d] as number) - (centre[d] as number)) / sigma);
        const mean = z.reduce((a, b) => a + b, 0) / z.length;
        const variance = z.reduce((a, b) => a + b * b, 0) / z.length;
        expectClose([mean], [0], { rtol: 0, atol: 4.5 / Math.sqrt(z.length) });
        expectClose([variance], [1], { rtol: 0, atol: 4.5 * Math.sqrt(2 / z.length) });
      }
    }
  });
});

describe("curves: the points lie about their curve", () => {
  const points = (name: string): [number, number][] => {
    const values = valuesOf(embeddedDataset(name, { count: 20_000, seed: 5 }));
    return Array.from({ length: 20_000 }, (_, i) => [values[2 * i] as number, values[2 * i + 1] as number]);
  };
  const rms = (values: readonly number[]): number =>
    Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

  test("swissroll: the radius follows the angle, (t, noise .25) / 7.5", () => {
    const offsets = points("swissroll").map(([x, y]) => {
      const radius = 7.5 * Math.hypot(x, y);
      const turns = Math.round((radius - Math.atan2(y, x)) / (2 * Math.PI));
      return radius - Math.atan2(y, x) - 2 * Math.PI * turns;
    });
    expectClose([rms(offsets)], [0.25], { rtol: 0.04, atol: 0 }); // the normal is nearly radial
    expect(embeddedDataset("swissroll").labels).toBeUndefined();
  });

  test("moons: each on its half circle of radius 1, noise .05", () => {
    const { labels = new Int32Array(0) } = embeddedDataset("moons", { count: 20_000, seed: 5 });
    const offsets = points("moons").map(
      ([x, y], i) => (labels[i] === 0 ? Math.hypot(x, y) : Math.hypot(1 - x, 0.5 - y)) - 1,
    );
    expectClose([rms(offsets)], [0.05], { rtol: 0.03, atol: 0 });
    expectClose([labels.reduce((a, b) => a + b, 0) / 20_000], [0.5], { rtol: 0, atol: 0.015 });
  });

  test("spiral: two arms of 1.5 turns, as many points along either, radius to 2", () => {
    const { labels = new Int32Array(0) } = embeddedDataset("spiral", { count: 20_000, seed: 5 });
    const offsets = points("spiral").flatMap(([x, y], i) => {
      const radius = Math.hypot(x, y);
      const angle = (3 * Math.PI * radius) / 2 + Math.PI * (labels[i] as number);
      const across = radius * Math.sin(Math.atan2(y, x) - angle);
      const tilt = Math.atan2(1, (3 * Math.PI * radius) / 2); // between the arm and the circle
      return radius > 0.5 ? [across * Math.sin(tilt)] : [];
    });
    expectClose([rms(offsets)], [0.02], { rtol: 0.05, atol: 0 });
    expect(Math.max(...points("spiral").map(([x, y]) => Math.hypot(x, y)))).toBeLessThan(2.1);
  });
});

test.each(listEmbedded().map(({ name }) => name))(
  "%s: the same seed, the same items; a longer set begins with a shorter",
  (name) => {
    const one = embeddedDataset(name, { count: 60, seed: 9 });
    expect(valuesOf(embeddedDataset(name, { count: 60, seed: 9 }))).toEqual(valuesOf(one));
    expect(embeddedDataset(name, { count: 60, seed: 9 }).fingerprint).toBe(one.fingerprint);
    const [longer, other] = [
      embeddedDataset(name, { count: 80, seed: 9 }),
      embeddedDataset(name, { count: 60, seed: 8 }),
    ];
    expect(valuesOf(longer).subarray(0, valuesOf(one).length)).toEqual(valuesOf(one));
    expect(new Set([one, longer, other].map((set) => set.fingerprint)).size).toBe(3);
    expect(one.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  },
);

describe("strokes as a dataset", () => {
  test("item i shows the digit i mod 10, as grey pixels in [−1, 1]", () => {
    const set = embeddedDataset("strokes", { count: 25 });
    expect(set.shape).toEqual([1, 28, 28]);
    expect(set.classes).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    expect([...(set.labels ?? [])]).toEqual(Array.from({ length: 25 }, (_, i) => i % 10));
    const values = valuesOf(set);
    expect([Math.min(...values), Math.max(...values)]).toEqual([-1, 1]);
  });

  test("any size, and more channels", () => {
    const set = embeddedDataset("strokes", { count: 3, size: 40, channels: 4 });
    expect(set.shape).toEqual([4, 40, 40]);
    const values = valuesOf(set);
    expect(values.subarray(0, 1600)).toEqual(values.subarray(1600, 3200));
    expect(new Set(values.subarray(4800, 6400))).toEqual(new Set([1]));
  });
});

test("classes that are kept are renumbered, and so are the modes", () => {
  const set = embeddedDataset("ring8", { count: 1000, classes: ["2", 0] });
  expect(set.classes).toEqual(["0", "2"]);
  expectClose(set.modes?.centres.flat() ?? [], [2, 0, 0, 2], { rtol: 0, atol: 1e-12 });
  const values = valuesOf(set);
  set.labels?.forEach((label, i) => {
    expectClose(values.subarray(2 * i, 2 * i + 2), label === 0 ? [2, 0] : [0, 2], { rtol: 0, atol: 0.15 });
  });
});

describe("what cannot be", () => {
  test.each([
    ["an unknown name", "ring9", {}, 'there is no data set and no path called "ring9".\ndid you mean  ring8 ?'],
    ["a size for points", "ring8", { size: 32 }, "--size is for images, and ring8 holds points.\nleave it out"],
    [
      "channels for points",
      "moons",
      { channels: 3 },
      "--channels is for images, and moons holds points.\nleave it out",
    ],
    ["no items", "moons", { count: 0 }, "moons.count: expected a whole number ≥ 1, got 0."],
    ["half an item", "strokes", { count: 1.5 }, "strokes.count: expected a whole number ≥ 1, got 1.5."],
    ["a size too small", "strokes", { size: 4 }, "--size 4: expected a whole number of pixels from 8 to 1024."],
    [
      "no such class",
      "strokes",
      { classes: ["10"] },
      "--classes 10: there is no such class.\nclasses: 0, 1, 2, 3, 4, 5, 6, 7 and 2 more",
    ],
    ["classes without labels", "swissroll", { classes: [1] }, "--classes: swissroll has no labels."],
  ] as const)("%s", (_, name, options, message) => {
    expect(() => embeddedDataset(name, { count: 20, ...options })).toThrow(message);
  });

  test("two channels", () => {
    const options = { channels: 2 } as unknown as { channels: 3 };
    expect(() => embeddedDataset("strokes", options)).toThrow(
      "--channels 2: expected 1 (grey), 3 (RGB) or 4 (RGBA, transparency kept).",
    );
  });
});
