import { describe, expect, test } from "vitest";
import { ring8 } from "../../test/play.ts";
import { createBatches } from "../data/batches.ts";
import type { StepInput } from "../steps/step.ts";
import { createFeeder } from "./feeder.ts";
import { type FeedPlace, type StackedFeeds, stackedFeeds } from "./feeds.ts";

const batches = createBatches({ dataset: ring8, batch: 4, seed: 3 });
const inputs: readonly StepInput[] = [
  { name: "D.0.x", draw: "D.0.x", source: { kind: "data", shape: [4, 2] } },
  { name: "D.0.z", draw: "D.0.z", source: { kind: "normal", shape: [4, 3] } },
];
type Tensors = StackedFeeds["tensors"];
const drawn = (place: FeedPlace, count = 1): Tensors =>
  stackedFeeds(inputs, batches, { seed: 3, ...place }, count).tensors;
const copied = (tensors: Tensors): Tensors => structuredClone(tensors);

describe("feeds that are drawn ahead", () => {
  test("are those of their step, whichever came before: in order, again, back, on", async () => {
    const feeder = createFeeder(inputs, batches, 3);
    for (const place of [0, 1, 2, 2, 1, 5, 6, 6, 0].map((step) => ({ step, position: 4 * step }))) {
      const { result, positions } = await feeder.run(place, 1, async (feeds) => copied(feeds));
      expect(result).toEqual(drawn(place));
      expect(positions).toEqual([place.position + 4]);
    }
  });

  test("of several steps lie one after the other, whether as many were drawn ahead, more or fewer", async () => {
    const feeder = createFeeder(inputs, batches, 3);
    let place = { step: 0, position: 0 };
    for (const count of [3, 3, 2, 1, 4, 4]) {
      const { result, positions } = await feeder.run(place, count, async (feeds) => copied(feeds));
      expect(result).toEqual(drawn(place, count));
      const apart = Array.from({ length: count }, (_, i) =>
        drawn({ step: place.step + i, position: place.position + 4 * i }),
      );
      for (const name of ["D.0.x", "D.0.z"]) {
        expect(Array.from(result[name]?.data ?? [])).toEqual(apart.flatMap((one) => Array.from(one[name]?.data ?? [])));
      }
      expect(positions).toEqual(apart.map((_, i) => place.position + 4 * (i + 1)));
      place = { step: place.step + count, position: positions.at(-1) as number };
    }
  });

  test("are not taken for the same step at another position of the data", async () => {
    const feeder = createFeeder(inputs, batches, 3);
    await feeder.run({ step: 0, position: 0 }, 1, async () => {});
    const place = { step: 1, position: 100 };
    const { result } = await feeder.run(place, 1, async (feeds) => copied(feeds));
    expect(result).toEqual(drawn(place));
  });

  test("are drawn while the step runs, and leave what it reads alone", async () => {
    const reads: number[] = [];
    const read: typeof ring8.read = (indices, out) => {
      reads.push(indices.length);
      ring8.read(indices, out);
    };
    const watched = createBatches({ dataset: { ...ring8, read }, batch: 4, seed: 3 });
    const feeder = createFeeder(inputs, watched, 3);
    for (let step = 0; step < 4; step += 1) {
      const place = { step, position: 4 * step };
      await feeder.run(place, 1, async (feeds) => {
        const before = reads.length;
        expect(before).toBe(step + 1); // its own were there before it began
        await Promise.resolve();
        expect(reads.length).toBe(before + 1);
        expect(feeds).toEqual(drawn(place));
      });
    }
  });

  test("use two sets of arrays, over and over", async () => {
    const feeder = createFeeder(inputs, batches, 3);
    const seen = new Set<unknown>();
    for (let step = 0; step < 6; step += 1)
      await feeder.run({ step, position: 4 * step }, 1, async (feeds) => seen.add(feeds["D.0.z"]?.data.buffer));
    expect(seen.size).toBe(2);
  });
});

describe("what fails", () => {
  const unreadable = new Error("unreadable");
  const read: typeof ring8.read = (indices, out) => {
    if (reads === 1) throw unreadable;
    reads += 1;
    ring8.read(indices, out);
  };
  let reads = 0;

  test("a step that fails is told", async () => {
    const feeder = createFeeder(inputs, batches, 3);
    const spoilt = new Error("spoilt");
    await expect(feeder.run({ step: 0, position: 0 }, 1, () => Promise.reject(spoilt))).rejects.toBe(spoilt);
    const { result } = await feeder.run({ step: 0, position: 0 }, 1, async (feeds) => copied(feeds));
    expect(result).toEqual(drawn({ step: 0, position: 0 }));
  });

  test("data that cannot be read ahead are told by the step that needs them", async () => {
    const feeder = createFeeder(inputs, createBatches({ dataset: { ...ring8, read }, batch: 4, seed: 3 }), 3);
    const { positions } = await feeder.run({ step: 0, position: 0 }, 1, async () => {});
    expect(positions).toEqual([4]);
    await expect(feeder.run({ step: 1, position: 4 }, 1, async () => {})).rejects.toBe(unreadable);
  });
});
