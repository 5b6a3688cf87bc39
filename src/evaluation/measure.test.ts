import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import type { Matrix } from "../base/matrix.ts";
import { type Measurable, measure } from "./measure.ts";
import { type Comparable, canMeasure, knownClasses, metricsFor } from "./metric-names.ts";

const matrix = (rows: readonly (readonly number[])[]): Matrix => ({
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
  values: Float64Array.from(rows.flat()),
});
const idle = { of: () => Promise.reject(new Error("nobody looks")), release: () => Promise.resolve() };
const points: Comparable = { kind: "points", classes: 0, dataClasses: 8, mixture: true, heldOut: true, unseen: false };
const images: Comparable = {
  kind: "images",
  classes: 10,
  dataClasses: 10,
  mixture: false,
  heldOut: false,
  unseen: false,
};

describe("which are taken", () => {
  test("by default: what fits, is quick and needs no protocol of its own", () => {
    expect(metricsFor(points)).toEqual(["frechet", "kid", "prdc", "modes", "sliced"]);
    expect(metricsFor(images)).toEqual(["frechet", "kid", "score", "prdc", "modes"]);
    // A classifier of other classes than the data's says nothing of it.
    expect(metricsFor({ ...images, dataClasses: 4 })).toEqual(["frechet", "kid", "prdc"]);
  });

  test("all: what can be measured at all", () => {
    expect(metricsFor({ ...images, heldOut: true, unseen: true }, true)).toEqual([
      ...["frechet", "kid", "score", "prdc", "modes", "sliced", "diversity", "memorised", "parzen"],
    ]);
    expect([canMeasure("score", points), canMeasure("parzen", images), canMeasure("modes", points)]).toEqual([
      ...[false, false, true],
    ]);
  });
});

test("what is left of the data is held out for a bandwidth, but nobody knows whether it was trained on", () => {
  const rest = { ...images, heldOut: true };
  expect([canMeasure("parzen", rest), canMeasure("memorised", rest)]).toEqual([true, false]);
  expect(canMeasure("memorised", { ...rest, unseen: true })).toBe(true);
});

test("a network that names its classes tells those, and not as many others", () => {
  const digits = { name: "digits", dimension: 64, classes: 3, classNames: ["0", "1", "2"], ...idle };
  const { classNames: _, ...unnamed } = digits;
  expect(knownClasses(digits, ["0", "1", "2"])).toBe(3);
  expect(knownClasses(digits, ["coat", "bag", "boot"])).toBe(0);
  expect(knownClasses(unnamed, ["coat", "bag", "boot"])).toBe(3);
  expect(knownClasses(digits)).toBe(0);
});

describe("what is measured", () => {
  // Two clusters, and samples of one of them alone.
  const real: Measurable = {
    features: matrix([
      [0, 0],
      [0, 1],
      [1, 0],
      [9, 9],
      [9, 8],
      [8, 9],
    ]),
  };
  const fake: Measurable = {
    features: matrix([
      [0, 0.5],
      [0.5, 0],
      [0.5, 0.5],
      [0, 0.1],
      [0.1, 0],
      [1, 0.4],
    ]),
  };

  test("each name's numbers, side by side", async () => {
    const mixture = {
      centres: [
        [0, 0],
        [9, 9],
      ],
      sigma: 0.5,
    };
    const { values } = await measure(real, fake, { metrics: ["prdc", "modes", "frechet"], k: 2, mixture });
    expect(Object.keys(values)).toEqual([
      "precision",
      "recall",
      "density",
      "coverage",
      "modes",
      "hq",
      "rkl",
      "frechet",
    ]);
    expect(values.modes).toBe(1);
    expectClose([values.hq as number, values.rkl as number], [1, Math.LN2], { rtol: 1e-12 });
    expect(values.coverage).toBe(0.5);
  });

  test("modes by classes: the likeliest of each sample", async () => {
    const probabilities = matrix([
      [0.1, 0.7, 0.2],
      [0.5, 0.3, 0.2],
      [0.2, 0.6, 0.2],
      [0.9, 0.1, 0],
    ]);
    const told: Measurable = { features: matrix([[0], [1], [2], [3]]), probabilities };
    const { values } = await measure(told, told, { metrics: ["modes"] });
    // Two of three classes, evenly: ln 3 − ln 2.
    expect(values.modes).toBe(2);
    expectClose([values.rkl as number], [Math.log(3) - Math.log(2)], { rtol: 1e-12 });
  });

  test("without what it needs, a metric is refused", async () => {
    await expect(measure(real, fake, { metrics: ["score"] })).rejects.toMatchObject({ code: "E740" });
    await expect(measure(real, fake, { metrics: ["parzen"] })).rejects.toMatchObject({ code: "E740" });
  });

  test("Parzen chooses its bandwidth by held-out items, and memorisation finds copies", async () => {
    const items = matrix([[0.1], [0.2], [0.3], [0.4]]);
    const heldOut: Measurable = { features: matrix([[5], [6]]), items: matrix([[0.15], [0.35]]) };
    const side: Measurable = { features: matrix([[1], [2], [3], [4]]), items };
    const { values, warnings } = await measure(side, side, { metrics: ["parzen", "memorised"], heldOut });
    expect(warnings.map(({ code, parameters }) => [code, parameters.end])).toEqual([["W703", "smallest"]]);
    expect(values).toMatchObject({ copies: 4, heldOutCopies: 0, closer: 1 });
    // log mean exp(−(x − s)²/2σ²) − log(σ√2π), by hand with the σ that was chosen.
    const sigma = values.parzenSigma as number;
    const density = (x: number) =>
      Array.from(items.values).reduce((sum, s) => sum + Math.exp(-((x - s) ** 2) / (2 * sigma ** 2)), 0) / 4;
    const mean =
      Array.from(items.values).reduce((sum, x) => sum + Math.log(density(x) / (sigma * Math.sqrt(2 * Math.PI))), 0) / 4;
    expectClose([values.parzen as number], [mean], { rtol: 1e-10 });
  });
});
