import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { tinyDcgan, tinyPerceptrons } from "../../test/tiny-trained.ts";
import { floatTensor } from "../base/tensor.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { drawLatents, latents } from "./draw.ts";
import { drawingLayers, mapsOf, mapsOfThing, mapsThatDraw, withoutMaps } from "./forget.ts";
import { type Box, placesOf } from "./places.ts";
import { networksOf } from "./trained.ts";

const runtime = referenceRuntime();
const size = [8, 8] as const;
/** Two samples, two maps of 4×4: map 0 is 1 on the left half, map 1 counts places. */
const maps = floatTensor(
  [2, 2, 4, 4],
  Array.from({ length: 64 }, (_, i) => (Math.floor(i / 16) % 2 === 0 ? Number(i % 4 < 2) : i % 16)),
);
const box = (over: Partial<Box> = {}): Box => ({ sample: 0, x0: 0, y0: 0, x1: 4, y1: 8, ...over });

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
    const index = 2;
    expect(drawingLayers(networksOf(trained).generator(1)).map((layer) => layer.index)).toEqual([1, index]);
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

  test("the maps of a thing are of the layer that tells its places best, or of the one asked for", async () => {
    const boxes = [box(), box({ sample: 2, x0: 3, x1: 9 })];
    const each = await Promise.all([1, 2].map((layer) => mapsOfThing(runtime, trained, z, { boxes, layer, seed: 1 })));
    expect(each.map(({ layer, weights }) => [layer, weights.length])).toEqual([
      [1, 8],
      [2, 4],
    ]);
    const best = await mapsOfThing(runtime, trained, z, { boxes, seed: 1 });
    expect(best.accuracy).toBe(Math.max(...each.map(({ accuracy }) => accuracy)));
    expect(best.maps.every((map) => (best.weights[map] as number) > 0)).toBe(true);
  });

  test("a layer that is not there, and a G without maps, are refused", async () => {
    const asked = mapsOfThing(runtime, trained, z, { boxes: [box()], layer: 3, seed: 1 });
    await expect(asked).rejects.toThrow("--layer 3: the layers with feature maps are 1, 2");
    expect(() => drawingLayers(networksOf(tinyPerceptrons()).generator(1))).toThrow("G has no feature maps");
  });
});
