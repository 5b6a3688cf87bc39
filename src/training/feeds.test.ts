import { describe, expect, test } from "vitest";
import { randomSource } from "../base/random.ts";
import type { Tensor } from "../base/tensor.ts";
import { attributesOf } from "../data/attributes.ts";
import { createBatches } from "../data/batches.ts";
import type { Dataset } from "../data/dataset.ts";
import { embeddedDataset } from "../data/embedded.ts";
import type { StepInput } from "../steps/step.ts";
import { feedsFor, keptArrays, noiseTensor, stackedFeeds } from "./feeds.ts";

/** Ten items, each its own index, labelled with ten times it, with attributes of a half and a quarter of it. */
const numbered: Dataset = {
  name: "numbered",
  kind: "points",
  shape: [1],
  count: 10,
  labels: Int32Array.from({ length: 10 }, (_, i) => 10 * i),
  attributes: attributesOf(
    ["half", "quarter"],
    Array.from({ length: 20 }, (_, i) => (i - (i % 2)) / (i % 2 === 0 ? 4 : 8)),
  ),
  fingerprint: "",
  problems: [],
  read: (indices, out) => {
    for (let i = 0; i < indices.length; i += 1) out[i] = indices[i] as number;
  },
};
const batches = createBatches({ dataset: numbered, batch: 4, seed: 3 });
const data = (name: string, draw = name): StepInput => ({ name, draw, source: { kind: "data", shape: [4, 1] } });
const labels = (name: string, draw: string): StepInput => ({
  name,
  draw,
  source: { kind: "labels", shape: [4], of: "x" },
});
const attributes = (name: string, draw: string): StepInput => ({
  ...{ name, draw },
  source: { kind: "attributes", shape: [4, 2], of: "x", columns: numbered.attributes?.columns ?? [] },
});
const noise = (name: string): StepInput => ({ name, draw: name, source: { kind: "normal", shape: [4, 2] } });
const at = (step: number, position: number, seed = 3) => ({ seed, step, position });

describe("what a step is fed", () => {
  test("follows from seed, step and position, and from nothing else", () => {
    const inputs = [data("D.0.x"), noise("D.0.z")];
    expect(feedsFor(inputs, batches, at(5, 20))).toEqual(feedsFor(inputs, batches, at(5, 20)));
    const base = feedsFor(inputs, batches, at(5, 20)).tensors;
    expect(feedsFor(inputs, batches, at(6, 20)).tensors["D.0.z"]).not.toEqual(base["D.0.z"]);
    expect(feedsFor(inputs, batches, at(6, 20)).tensors["D.0.x"]).toEqual(base["D.0.x"]);
    expect(feedsFor(inputs, batches, at(5, 24)).tensors["D.0.x"]).not.toEqual(base["D.0.x"]);
    expect(feedsFor(inputs, batches, at(5, 20, 4)).tensors["D.0.z"]).not.toEqual(base["D.0.z"]);
  });

  test("has labels that go with their items, in whichever order they are asked for", () => {
    for (const inputs of [
      [data("D.0.x"), labels("D.0.y", "D.0.x")],
      [labels("D.0.y", "D.0.x"), data("D.0.x")],
    ]) {
      const { tensors, position } = feedsFor(inputs, batches, at(0, 8));
      expect(Array.from(tensors["D.0.y"]?.data ?? [])).toEqual(Array.from(tensors["D.0.x"]?.data ?? [], (i) => 10 * i));
      expect(tensors["D.0.y"]?.dtype).toBe("int32");
      expect(position).toBe(12);
    }
  });

  test("has attributes that go with their items, in whichever order they are asked for", () => {
    for (const inputs of [
      [data("D.0.x"), attributes("D.0.y", "D.0.x")],
      [attributes("D.0.y", "D.0.x"), data("D.0.x")],
    ]) {
      const { tensors, position } = feedsFor(inputs, batches, at(0, 8)); // across the end of an epoch
      const known = Array.from(tensors["D.0.x"]?.data ?? []).flatMap((i) => [i / 2, i / 4]);
      expect(Array.from(tensors["D.0.y"]?.data ?? [])).toEqual(known);
      expect(tensors["D.0.y"]).toMatchObject({ dtype: "float32", shape: [4, 2] });
      expect(position).toBe(12);
    }
  });

  test("has classes from a counter, each as likely", () => {
    const source = { kind: "categorical", shape: [30_000], classes: 10 } as const;
    const inputs: StepInput[] = [{ name: "G.0.label", draw: "G.0.label", source }];
    const { tensors } = feedsFor(inputs, batches, at(5, 20));
    const drawn = tensors["G.0.label"] as Tensor;
    expect(drawn).toMatchObject({ dtype: "int32", shape: [30_000] });
    expect(feedsFor(inputs, batches, at(5, 20)).tensors).toEqual(tensors);
    expect(feedsFor(inputs, batches, at(6, 20)).tensors).not.toEqual(tensors);
    const counts = new Array<number>(10).fill(0);
    for (const label of drawn.data) counts[label] = (counts[label] ?? 0) + 1;
    const chi2 = counts.reduce((sum, count) => sum + (count - 3000) ** 2 / 3000, 0);
    expect(chi2).toBeGreaterThan(1.7); // 9 degrees of freedom: .5 % on either side
    expect(chi2).toBeLessThan(23.6);
    const rows = stackedFeeds(inputs, batches, at(5, 20), 2).tensors["G.0.label"] as Tensor;
    expect(Array.from(rows.data.slice(0, 30_000))).toEqual(Array.from(drawn.data));
  });

  test("draws several batches one after the other, across the end of an epoch", () => {
    const { tensors, position } = feedsFor([data("D.0.x"), data("D.1.x"), data("D.2.x")], batches, at(0, 4));
    const drawn = ["D.0.x", "D.1.x", "D.2.x"].map((name) => Array.from(tensors[name]?.data ?? []));
    expect(drawn).toEqual([4, 8, 12].map((from) => Array.from(batches.take(from).items)));
    expect(position).toBe(16);
    const epoch = [...Array.from(batches.take(0).items), ...(drawn[0] ?? []), ...(drawn[1] ?? []).slice(0, 2)];
    expect(epoch.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]); // each item once
  });

  test("may overwrite the arrays of the step before", () => {
    const inputs = [data("D.0.x"), labels("D.0.y", "D.0.x"), attributes("D.0.a", "D.0.x"), noise("D.0.z")];
    const arrays = keptArrays();
    const before = feedsFor(inputs, batches, at(4, 16), arrays).tensors;
    const after = feedsFor(inputs, batches, at(5, 20), arrays).tensors;
    expect(after).toEqual(feedsFor(inputs, batches, at(5, 20)).tensors);
    for (const name of ["D.0.x", "D.0.a", "D.0.z"]) expect(after[name]?.data).toBe(before[name]?.data);
  });

  test("of several steps have the steps in front, labels and attributes too", () => {
    const inputs = [data("D.0.x"), labels("D.0.y", "D.0.x"), attributes("D.0.a", "D.0.x"), noise("D.0.z")];
    const { tensors, positions } = stackedFeeds(inputs, batches, at(4, 16), 3);
    const rows = [at(4, 16), at(5, 20), at(6, 24)].map((place) => feedsFor(inputs, batches, place));
    expect(positions).toEqual([20, 24, 28]);
    for (const { name } of inputs) {
      const one = rows[0]?.tensors[name] as Tensor;
      expect(tensors[name]?.shape).toEqual([3, ...one.shape]);
      expect(tensors[name]?.dtype).toBe(one.dtype);
      const joined = rows.flatMap((row) => Array.from(row.tensors[name]?.data ?? []));
      expect(Array.from(tensors[name]?.data ?? [])).toEqual(joined);
    }
  });

  test("leaves the position where it was when no data are drawn", () => {
    expect(feedsFor([noise("G.0.z")], batches, at(9, 36)).position).toBe(36);
  });
});

describe("noise", () => {
  test("is named by its input's name and the step", () => {
    const { tensors } = feedsFor([noise("D.0.z")], batches, at(5, 0));
    const source = randomSource({ seed: 3, stream: "D.0.z", counter: 5 });
    expect(Array.from(tensors["D.0.z"]?.data ?? [])).toEqual(
      Array.from({ length: 8 }, () => Math.fround(source.normal())),
    );
  });

  test("is normal, or uniform between its bounds", () => {
    const key = { seed: 1, stream: "z", counter: 0 };
    const uniform = noiseTensor({ kind: "uniform", shape: [1000], low: -3, high: -2 }, key).data;
    expect(uniform.every((value) => value >= -3 && value <= -2)).toBe(true);
    const normal = noiseTensor({ kind: "normal", shape: [1000] }, key).data;
    expect(normal.some((value) => value < -2)).toBe(true);
    expect(normal.some((value) => value > 2)).toBe(true);
  });
});

describe("a labelled subset", () => {
  const digits = embeddedDataset("strokes", { count: 100, size: 16 });
  const batches = createBatches({ dataset: digits, batch: 4, seed: 3 });
  const shape = [4, 1, 16, 16];
  const inputs: readonly StepInput[] = [
    { name: "D.0.y", draw: "D.0.known", source: { kind: "labels", shape: [4], of: "known" } },
    { name: "D.0.known", draw: "D.0.known", source: { kind: "data", shape, labelled: 20 } },
    { name: "D.0.x", draw: "D.0.x", source: { kind: "data", shape } },
    { name: "D.1.known", draw: "D.1.known", source: { kind: "data", shape, labelled: 20 } },
  ];

  test("is walked through by the step, draw by draw, and leaves the data's position alone", () => {
    const { tensors, position } = feedsFor(inputs, batches, { seed: 3, step: 5, position: 40 });
    expect(position).toBe(44);
    expect(tensors["D.0.known"]?.data).toEqual(batches.labelled(20)(5 * 8).items);
    expect(tensors["D.0.y"]?.data).toEqual(batches.labelled(20)(5 * 8).labels);
    expect(tensors["D.1.known"]?.data).toEqual(batches.labelled(20)(5 * 8 + 4).items);
    expect(tensors["D.0.x"]?.data).toEqual(batches.take(40).items);
  });
});
