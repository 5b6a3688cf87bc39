import { describe, expect, test } from "vitest";
import { arrayDataset } from "./arrays.ts";
import { attributesAt, attributesOf, columnsOf, fingerprintWith, wantsNone } from "./attributes.ts";
import { createBatches } from "./batches.ts";
import { embeddedDataset } from "./embedded.ts";
import { faceAttributes } from "./faces-attributes.ts";
import { keepClasses, takeItems } from "./subset.ts";

/** Six points; attribute a is the point, b ten times it. */
const six = arrayDataset({
  points: Float32Array.of(1, 2, 3, 4, 5, 6),
  dimensions: 1,
  labels: Int32Array.of(0, 1, 0, 1, 0, 1),
  attributes: { names: ["a", "b"], values: Float32Array.of(1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60) },
});

describe("attributes go with their items", () => {
  test("into a part of the data, with the whole's range and the part's mean", () => {
    const part = takeItems(six, Uint32Array.of(4, 1));
    expect(part.attributes).toEqual({
      columns: [
        { name: "a", min: 1, max: 6, mean: 3.5, binary: false },
        { name: "b", min: 10, max: 60, mean: 35, binary: false },
      ],
      values: Float32Array.of(5, 50, 2, 20),
    });
    expect(keepClasses(six, ["1"]).attributes?.values).toEqual(Float32Array.of(2, 20, 4, 40, 6, 60));
  });

  test("into batches, also across epochs and of a labelled subset", () => {
    const batches = createBatches({ dataset: six, batch: 4, seed: 3 });
    for (const position of [0, 4, 20]) {
      const { items, attributes } = batches.take(position);
      expect(attributes).toEqual(Float32Array.from(Array.from(items).flatMap((x) => [x, 10 * x])));
    }
    const { items, attributes, labels } = batches.labelled(2)(0);
    expect(attributes).toEqual(Float32Array.from(Array.from(items).flatMap((x) => [x, 10 * x])));
    expect(Array.from(items, (x) => (x - 1) % 2)).toEqual(Array.from(labels ?? []));
  });

  test("stay what they are where an image is mirrored", () => {
    const images = Uint8Array.from({ length: 4 * 64 }, (_, i) => (i % 8 === 0 ? 255 : Math.floor(i / 64)));
    const values = Float32Array.of(0, 1, 2, 3);
    const dataset = arrayDataset({ images, shape: [1, 8, 8], attributes: { names: ["a"], values } });
    const take = (flip: boolean) => createBatches({ dataset, batch: 4, seed: 1, flip }).take(0);
    expect(take(true).items).not.toEqual(take(false).items);
    expect(take(true).attributes).toEqual(take(false).attributes);
  });

  test("and where there are none, a batch has none", () => {
    const { attributes, ...plain } = six;
    expect(createBatches({ dataset: plain, batch: 2, seed: 0 }).take(0).attributes).toBeNull();
    expect(attributes?.columns).toHaveLength(2);
  });
});

test("the fingerprint follows names and values", () => {
  const of = (name: string, ...values: number[]) => fingerprintWith("ab", attributesOf([name], values));
  const all = [of("a", 1, 2), of("b", 1, 2), of("a", 1, 3), "ab"];
  expect(new Set(all).size).toBe(4);
  expect(of("a", 1, 2)).toBe(all[0]);
});

test("columns by name, and rows chosen", () => {
  const attributes = attributesOf(["a", "b"], [1, 10, 2, 20]);
  expect(columnsOf(attributes)).toEqual({ a: [1, 2], b: [10, 20] });
  expect(attributesAt(attributes, [1, 1, 0]).values).toEqual(Float32Array.of(2, 20, 2, 20, 1, 10));
});

test("none of them are wanted by an empty list or the word", () => {
  expect([wantsNone([]), wantsNone(["none"]), wantsNone(["age"]), wantsNone(undefined)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

describe("faces", () => {
  test("have the attributes that are asked for, in their own units, and none by default", () => {
    const faces = embeddedDataset("faces", { count: 5, attributes: ["pose", "glasses"] });
    const [pose, glasses] = ["pose", "glasses"].map((name) => columnsOf(faces.attributes as never)[name]);
    const known = Array.from({ length: 5 }, (_, i) => faceAttributes(i, 0));
    expect(pose).toEqual(known.map((face) => Math.fround(face.pose)));
    expect(glasses).toEqual(known.map((face) => Number(face.glasses)));
    expect(faces.attributes?.columns[1]).toMatchObject({ name: "glasses", min: 0, max: 1, binary: true });
    expect(embeddedDataset("faces", { count: 5 }).attributes).toBeUndefined();
  });

  test("with others are other data; what is no attribute of theirs is refused", () => {
    const of = (...attributes: string[]) => embeddedDataset("faces", { count: 5, attributes });
    const plain = embeddedDataset("faces", { count: 5 }).fingerprint;
    expect([of("none").fingerprint === plain, of("smile").fingerprint === plain]).toEqual([true, false]);
    expect(() => of("smiel")).toThrow("--attributes smiel: there is no such attribute.\ndid you mean  smile ?");
  });
});
