import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { tinyDcgan, tinyPerceptrons } from "../../test/tiny-trained.ts";
import { floatTensor } from "../base/tensor.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { drawLatents, latents } from "./draw.ts";
import { type Box, drawingLayer, mapsOf, mapsThatDraw, placesOf, withoutMaps } from "./forget.ts";
import { networksOf } from "./trained.ts";

const runtime = referenceRuntime();
const size = [8, 8] as const;
/** Two samples, two maps of 4×4: map 0 is 1 on the left half, map 1 counts places. */
const maps = floatTensor(
  [2, 2, 4, 4],
  Array.from({ length: 64 }, (_, i) => (Math.floor(i / 16) % 2 === 0 ? Number(i % 4 < 2) : i % 16)),
);
const box = (over: Partial<Box> = {}): Box => ({ sample: 0, x0: 0, y0: 0, x1: 4, y1: 8, ...over });

describe("places", () => {
  test("whose middle is in the box, and as many outside", () => {
    const { features, labels } = placesOf(maps, [box()], { size, seed: 1 });
    expect([...labels].filter((label) => label === 0)).toHaveLength(8);
    expect(labels).toHaveLength(16);
    for (let i = 0; i < features.rows; i += 1) expect(features.values[2 * i]).toBe(labels[i] === 0 ? 1 : 0);
  });

  test("the nearest one of a box that is smaller than a place", () => {
    const { features, labels } = placesOf(maps, [box({ x0: 5, y0: 2, x1: 6, y1: 3 })], { size, seed: 1 });
    expect([labels[0], features.values[1]]).toEqual([0, 4 * 1 + 2]);
  });

  test.each([
    ["no such sample", box({ sample: 2 }), "box 2,0,0,4,8: it lies outside its sample. Expected a sample from 0 to 1"],
    ["outside the picture", box({ x1: 9 }), "within 8×8 pixels."],
    ["nothing in it", box({ x1: 0 }), "box 0,0,0,0,8"],
  ])("refuses a box with %s", (_, wrong, sentence) => {
    expect(() => placesOf(maps, [wrong], { size, seed: 1 })).toThrow(sentence);
  });

  test("refuses no boxes", () => {
    expect(() => placesOf(maps, [], { size, seed: 1 })).toThrow("the boxes: expected at least one, got none.");
  });
});

test("the maps that draw a thing are those that are active in its boxes", async () => {
  const found = await mapsThatDraw(runtime, placesOf(maps, [box(), box({ sample: 1 })], { size, seed: 1 }), 2);
  expect(found.maps).toContain(0);
  expect(found.weights[0] as number).toBeGreaterThan(5 * Math.abs(found.weights[1] as number));
  expect(found.accuracy).toBe(1);
});

describe("G without maps", () => {
  const trained = tinyDcgan();
  const z = latents(trained.game, 3, 5);

  test("draws as if their weights in the next layer were zero", async () => {
    const { index } = drawingLayer(networksOf(trained).generator(1));
    expect(index).toBe(2);
    const dropped = await drawLatents(runtime, trained, z, {
      show: (generator) => withoutMaps(generator, index, [1, 3]),
    });
    const entry = trained.layout.G?.parameters.entries.find(({ name }) => name === "image.weight");
    const parameters = Float32Array.from(trained.state["G/average/parameters"]?.data ?? []);
    for (const map of [1, 3])
      parameters.fill(0, (entry?.offset as number) + map * 16, (entry?.offset as number) + (map + 1) * 16);
    const state = { ...trained.state, "G/average/parameters": floatTensor([parameters.length], parameters) };
    const want = await drawLatents(runtime, { ...trained, state }, z);
    expectClose(dropped.data, want.data, { rtol: 1e-6, atol: 1e-9 });
    expect(dropped.data).not.toEqual((await drawLatents(runtime, trained, z)).data);
  });

  test("none dropped is G; all dropped is the same picture whatever z", async () => {
    const plain = await drawLatents(runtime, trained, z);
    const none = await drawLatents(runtime, trained, z, { show: (generator) => withoutMaps(generator, 2, []) });
    expectClose(none.data, plain.data, { rtol: 0, atol: 0 });
    const all = await drawLatents(runtime, trained, z, {
      show: (generator) => withoutMaps(generator, 2, [0, 1, 2, 3]),
    });
    expectClose(all.data, new Float32Array(all.data.length), { rtol: 0, atol: 0 });
  });

  test("its maps are those of the layer", async () => {
    expect((await mapsOf(runtime, trained, z, 1)).shape).toEqual([3, 8, 4, 4]);
    expect((await mapsOf(runtime, trained, z, 2)).shape).toEqual([3, 4, 8, 8]);
  });

  test("a layer that is not there, and a G without maps, are refused", () => {
    expect(() => drawingLayer(networksOf(trained).generator(1), 3)).toThrow(
      "--layer 3: the layers with feature maps are 1, 2",
    );
    expect(() => drawingLayer(networksOf(tinyPerceptrons()).generator(1))).toThrow("G has no feature maps");
  });
});
