/** @file What D said, against D and G by hand in float64 from the checkpoint before the step; by reading, and across kills. */
import { describe, expect, test } from "vitest";
import { atStep, killedWhen, lastOf, loopOptions, memory, trained } from "../../test/loop.ts";
import { expectClose } from "../../test/matchers.ts";
import { feedsAt, recipeGame, ring8, tinyGan } from "../../test/play.ts";
import type { Tensor } from "../base/tensor.ts";
import { createBatches } from "../data/batches.ts";
import { embeddedDataset } from "../data/embedded.ts";
import { began } from "../recipes/began.ts";
import { declareGame } from "../steps/declare.ts";
import { fusedStep } from "../steps/step.ts";
import type { MemoryRun } from "../store/memory.ts";
import type { OutputsRow } from "../store/run-record.ts";
import type { Checkpoint } from "../store/run-store.ts";

type Rows = readonly (readonly number[])[];

const stepsOf = ({ outputRows }: MemoryRun): number[] => outputRows.map(({ step }) => step);

/** A perceptron of one hidden layer of tanh, as its checkpoint has it. @param x `[N, in]` @returns `[N, out]` */
function mlpByHand({ tensors }: Checkpoint, player: string, x: Rows): Rows {
  const layer = (name: string, rows: Rows): Rows => {
    const of = (last: string) => tensors.find((tensor) => tensor.name === `${player}.parameters.${name}.${last}`);
    const [weight, bias] = [of("weight"), of("bias")];
    const [out = 0, width = 0] = weight?.shape ?? [];
    return rows.map((row) =>
      Array.from({ length: out }, (_, o) =>
        row.reduce((sum, value, i) => sum + value * (weight?.data[o * width + i] as number), bias?.data[o] as number),
      ),
    );
  };
  return layer(
    "out",
    layer("hidden0", x).map((row) => row.map(Math.tanh)),
  );
}

const rowsOf = ({ data, shape: [count = 0, width = 0] }: Tensor): Rows =>
  Array.from({ length: count }, (_, n) => Array.from(data.subarray(n * width, (n + 1) * width) as Float32Array));

/** What D says of the real and the generated items of a step, from the state before it. */
function outputsByHand(game: ReturnType<typeof tinyGan>, before: Checkpoint): { real: number[]; fake: number[] } {
  const program = fusedStep(game, declareGame(game));
  const { step } = before;
  const { tensors } = feedsAt(program, game, createBatches({ dataset: ring8, batch: 8, seed: 7 }), {
    ...{ step, position: 8 * step },
  });
  const fed = (input: string): Rows => {
    const [name = ""] = Object.keys(tensors).filter((key) => key.startsWith("D") && key.endsWith(input));
    return rowsOf(tensors[name] as Tensor);
  };
  const said = (x: Rows): number[] => mlpByHand(before, "D", x).map(([logit]) => logit as number);
  return { real: said(fed("x")), fake: said(mlpByHand(before, "G", fed("z"))) };
}

/** The k-th of 21 quantiles as numpy has them: n − 1 stretches between the sorted values, linear within. */
const quantilesOf = (values: readonly number[]): number[] => {
  const sorted = [...values].sort((a, b) => a - b);
  return Array.from({ length: 21 }, (_, k) => {
    const [whole, part] = [Math.floor((k * (sorted.length - 1)) / 20), ((k * (sorted.length - 1)) % 20) / 20];
    const [low = 0, high = low] = sorted.slice(whole, whole + 2);
    return low * (1 - part) + high * part;
  });
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const less = (values: readonly number[], by: number): number[] => values.map((value) => value - by);

describe.each([
  ["ns", "logit"],
  ["hinge", "margin"],
  ["ls", "target"],
  ["wasserstein", "relative"],
] as const)("with the loss %s, read as a %s,", (loss, reading) => {
  test("a line has the quantiles of what D says of the step's batches", async () => {
    const game = tinyGan({ loss });
    const store = memory();
    const before = new Map<number, Checkpoint>();
    await trained(loopOptions(game, store, { saveEvery: 1, steps: 10 }), async (event) => {
      const last = event.type === "checkpoint" ? await lastOf(store) : null;
      if (last !== null) before.set(last.step + 1, last);
    });
    expect(stepsOf(store)).toEqual([1, 2, 5, 10]);
    for (const row of store.outputRows) {
      expect(Object.keys(row).sort()).toEqual(["attempt", "fake", "reading", "real", "step", "time"]);
      expect([row.reading, row.attempt]).toEqual([reading, 1]);
      const said = outputsByHand(game, before.get(row.step) as Checkpoint);
      const relative = reading === "relative";
      const real = quantilesOf(relative ? less(said.real, mean(said.fake)) : said.real);
      const fake = quantilesOf(relative ? less(said.fake, mean(said.real)) : said.fake);
      const shown = (value: number): number => (reading === "logit" ? 1 / (1 + Math.exp(-value)) : value);
      expectClose(row.real, real.map(shown), { rtol: 1e-5, atol: 2e-6 });
      expectClose(row.fake, fake.map(shown), { rtol: 1e-5, atol: 2e-6 });
    }
  });
});

test("its middle is what the metrics of the step say", async () => {
  const store = memory();
  await trained(loopOptions(tinyGan(), store));
  for (const { step, real, fake } of store.outputRows) {
    const row = store.rows.find((logged) => logged.step === step);
    const [dReal10, dReal50, dFake90] = [row?.dReal10, row?.dReal50, row?.dFake90] as number[];
    expectClose([real[2], real[10], fake[18]] as number[], [dReal10, dReal50, dFake90] as number[], {
      rtol: 5e-6,
      atol: 0,
    });
  }
});

test("a run that was killed and went on has the lines of one that was not", async () => {
  const options = { sampleEvery: 3, steps: 20 };
  const [whole, broken] = [memory(), memory()];
  await trained(loopOptions(tinyGan(), whole, options));
  await killedWhen(loopOptions(tinyGan(), broken, options), atStep(13));
  broken.newAttempt();
  await trained(loopOptions(tinyGan(), broken, { ...options, mostInRow: 16, checkpoint: await lastOf(broken) }));
  const linesOf = ({ outputRows }: MemoryRun): object[] => {
    const newest = new Map<number, object>();
    for (const { time: _, attempt: __, ...row } of outputRows as readonly OutputsRow[]) newest.set(row.step, row);
    return [...newest.values()];
  };
  expect(stepsOf(broken)).toEqual([1, 2, 3, 6, 9, 12, 12, 15, 18]);
  expect(linesOf(broken)).toEqual(linesOf(whole));
});

test("a game whose D gives no output that says real or fake has none", async () => {
  const dataset = embeddedDataset("strokes", { count: 40, size: 16 });
  const images = { kind: "images", size: 16, channels: 1, classes: 10 } as const;
  const store = memory();
  await trained(
    loopOptions(recipeGame(began, images, { batch: 4, width: 2, "z.size": 3 }), store, { dataset, steps: 2 }),
  );
  expect([store.rows.length, store.outputRows]).toEqual([2, []]);
});
