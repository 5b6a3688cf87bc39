import { expect, test } from "vitest";
import type { TensorHistogram } from "../../../../api/index.ts";
import { SourceError } from "../../../source.ts";
import { readSpreads } from "./read-spreads.ts";

const histogram = (step: number, of: "weight" | "gradient" = "weight"): TensorHistogram => ({
  ...{ step, tensor: "G.w", of, shape: [2], count: 2, zeros: 0, strange: 0 },
  ...{ min: 0, max: 1, mean: 0.5, std: 0.5, bins: [1, 1] },
});
const listening = { progress: () => {}, wanted: () => true };

test("one that cannot be read, and one that is gone, take no other along; steps rise whatever comes first", async () => {
  const torn = new SourceError("E511", () => "torn");
  const ask = async (step: number): Promise<TensorHistogram> => {
    await new Promise((done) => setTimeout(done, 40 - step));
    if (step === 10) throw torn;
    return histogram(step === 20 ? 30 : step);
  };
  const { found, missed } = await readSpreads([0, 10, 20, 30], { ...listening, ask });
  expect(found.map(({ step }) => step)).toEqual([0, 30]);
  expect(missed).toEqual([
    { step: 10, why: torn },
    { step: 20, why: "gone" },
  ]);
});

test("gradients of before the first update are none", async () => {
  const ask = async (step: number): Promise<TensorHistogram> => histogram(step, "gradient");
  const { found, missed } = await readSpreads([0, 10], { ...listening, ask });
  expect([found.map(({ step }) => step), missed]).toEqual([[10], [{ step: 0, why: "notYet" }]]);
});

test("three are asked for at a time, each once, and none when nobody waits any more", async () => {
  const steps = Array.from({ length: 24 }, (_, i) => i);
  let [now, most, done] = [0, 0, 0];
  const asked: number[] = [];
  const ask = async (step: number): Promise<TensorHistogram> => {
    asked.push(step);
    now += 1;
    most = Math.max(most, now);
    await new Promise((go) => setTimeout(go, 1));
    now -= 1;
    return histogram(step);
  };
  const progress = (count: number): void => {
    done = count;
  };
  await readSpreads(steps, { ask, progress, wanted: () => true });
  expect([asked, most, done]).toEqual([steps, 3, 24]);
  asked.length = 0;
  await readSpreads(steps, { ask, progress, wanted: () => asked.length < 4 });
  expect(asked.length).toBeLessThanOrEqual(6);
});
