/**
 * @file Promise 1, resume is exact: N steps in one go, and N steps with interruptions and kills wherever they fall,
 * leave the same bytes; those in one go are taken one by one, the others many in a call.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { asked, atStep, bytesOf, killedWhen, lastOf, loopOptions, memory, trained } from "../../test/loop.ts";
import { recipeGame, tinyGan } from "../../test/play.ts";
import { attributesOf } from "../data/attributes.ts";
import { embeddedDataset } from "../data/embedded.ts";
import { adaptiveStrength } from "../game/adaptive-strength.ts";
import type { Game } from "../game/game.ts";
import { withLossScaling } from "../game/loss-scaling.ts";
import { unrolled } from "../game/unrolled.ts";
import { SCALE_SLOT } from "../optim/loss-scaling.ts";
import type { Optimiser } from "../optim/optimiser.ts";
import { began } from "../recipes/began.ts";
import { dcgan } from "../recipes/dcgan.ts";
import { infogan } from "../recipes/infogan.ts";
import type { MemoryRun } from "../store/memory.ts";
import type { LoopOptions } from "./course.ts";
import type { TrainEvent } from "./events.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

const digits = embeddedDataset("strokes", { count: 40, size: 16 });
const images = { kind: "images", size: 16, channels: 1, classes: 10 } as const;

/** A game whose fake loss is weighted by k ← k + .05 (D(x) − D(G(z))), as BEGAN balances its players. */
const balanced: Game = (() => {
  const game = tinyGan({ loss: "minimax-then-ns" });
  const next = (k: number, { dReal = 0, dFake = 0 }: Readonly<Record<string, number>>): number =>
    Math.min(1, Math.max(0, k + 0.05 * (dReal - dFake)));
  return { ...game, controls: { lossSwitch: { initial: 0.5, next } } };
})();

/** With more than 2¹⁹ the first slopes do not fit float16, here. */
const FIRST_SCALE = 2 ** 24;

/** A game whose players' losses are scaled so much at first that some of its updates are left out. */
const overflowing: readonly [Game, Partial<LoopOptions>] = (() => {
  const game = withLossScaling(recipeGame(dcgan, images, { batch: 4, width: 4, "z.size": 5 }));
  const players = Object.entries(game.players).map(([name, player]) => {
    const slots: Optimiser["slots"] = (size) => ({
      ...player.optimiser.slots(size),
      [SCALE_SLOT]: { shape: [], initial: FIRST_SCALE },
    });
    return [name, { ...player, optimiser: { ...player.optimiser, slots } }] as const;
  });
  const changed = { dataset: digits, steps: 12, sampleEvery: 100, lowering: { precision: "mixed" } } as const;
  return [{ ...game, players: Object.fromEntries(players) }, changed];
})();

/** BEGAN's game, whose rates fall every third step or so. */
const balancing: readonly [Game, Partial<LoopOptions>] = [
  recipeGame(began, images, { batch: 4, width: 2, "z.size": 3, "k.rate": 0.1, "lr.patience": 2 }),
  { dataset: digits, steps: 12, sampleEvery: 100 },
];

/** Instance noise, and augmentation whose strength goes up and down by a fifth a step. */
const augmented: readonly [Game, Partial<LoopOptions>] = (() => {
  const sizes = { batch: 4, width: 4, "z.size": 5 };
  const game = recipeGame(dcgan, images, { ...sizes, augment: "auto", instanceNoise: 0.1, "instanceNoise.steps": 20 });
  const controls = { ...game.controls, augment: adaptiveStrength({ images: 4, whole: 20 }) };
  return [
    { ...game, controls },
    { dataset: digits, steps: 12, sampleEvery: 100 },
  ];
})();

/** Digits with a number known of each. */
const told: readonly [Game, Partial<LoopOptions>] = (() => {
  const attributes = attributesOf(
    ["size"],
    Array.from({ length: 40 }, (_, i) => (i * 7) % 40),
  );
  const sizes = { batch: 4, width: 4, "z.size": 5, "d.steps": 2, pack: 2 };
  const game = recipeGame(dcgan, { ...images, attributes: attributes.columns }, { ...sizes, conditional: true });
  return [game, { dataset: { ...digits, attributes }, steps: 12, sampleEvery: 5 }];
})();

/** Steps that a call may have: how calls are cut does not hang on the game. */
const MANY = [1, 2, 3, 16];
const SEVERAL = [3];

const cases: readonly (readonly [string, readonly number[], Game, Partial<LoopOptions>])[] = [
  ["gan, with a moving average", MANY, tinyGan(), {}],
  ["three D steps a step, dropout-free", SEVERAL, tinyGan({ discriminatorSteps: 3, reuseFakes: true }), {}],
  ["unrolled, two steps ahead", SEVERAL, unrolled(tinyGan({ reuseFakes: true }), 2), {}],
  ["a control that follows from what was watched", MANY, balanced, {}],
  [
    "dcgan: running statistics, their averages, flipped images",
    SEVERAL,
    recipeGame(dcgan, images, { batch: 4, width: 4, "z.size": 5 }),
    { dataset: digits, flip: true, steps: 12, sampleEvery: 100 },
  ],
  ["began: k, and rates that fall", SEVERAL, ...balancing],
  ["what D sees: noise, and augmentation as strong as it must be", SEVERAL, ...augmented],
  [
    "infogan: classes drawn from no data",
    SEVERAL,
    recipeGame(infogan, images, { batch: 4, width: 4, "z.size": 5, kernel: "3" }),
    { dataset: digits, steps: 12, sampleEvery: 100 },
  ],
  ["told classes and attributes, in packs, two D steps a step", SEVERAL, ...told],
  ["mixed precision: scales, and updates left out", SEVERAL, ...overflowing],
];

/**
 * The same run, interrupted at the end of the first call that reaches each of `steps`: saved, ended, resumed.
 * @returns also how each of its parts ended
 */
async function interruptedAt(
  steps: readonly number[],
  game: Game,
  changed: Partial<LoopOptions>,
): Promise<{ readonly store: MemoryRun; readonly ends: readonly EndEvent[] }> {
  const store = memory();
  const ends: EndEvent[] = [];
  for (const wanted of [...steps, Number.POSITIVE_INFINITY]) {
    let wish: "interrupt" | null = null;
    const checkpoint = await lastOf(store);
    const stop = { requested: () => wish };
    await trained(loopOptions(game, store, { ...changed, checkpoint, stop }), (event) => {
      if (event.type === "metrics" && event.step >= wanted) wish = "interrupt";
      if (event.type === "end") ends.push(event);
    });
  }
  return { store, ends };
}

type EndEvent = Extract<TrainEvent, { readonly type: "end" }>;

/** The same run, killed after each of `steps`: everything since the last checkpoint is lost, and done again. */
async function killedAt(steps: readonly number[], game: Game, changed: Partial<LoopOptions>): Promise<MemoryRun> {
  const store = memory();
  for (const step of steps) {
    const options = loopOptions(game, store, { mostInRow: 16, ...changed, checkpoint: await lastOf(store) });
    await killedWhen(options, atStep(step));
  }
  await trained(loopOptions(game, store, { mostInRow: 16, ...changed, checkpoint: await lastOf(store) }));
  return store;
}

describe.each(cases)("%s", (_, calls, game, changed) => {
  let once: Promise<MemoryRun> | undefined;
  const straight = (): Promise<MemoryRun> => {
    const store = memory();
    once ??= trained(loopOptions(game, store, changed)).then(() => store);
    return once;
  };

  test.each(calls)("interrupted anywhere, with at most %i steps in a call: the same bytes", async (mostInRow) => {
    const { store, ends } = await interruptedAt([1, 3, 4, 9], game, { ...changed, mostInRow });
    expect(ends.map(({ status }) => status)).toEqual([
      "interrupted",
      "interrupted",
      "interrupted",
      "interrupted",
      "done",
    ]);
    const reached = ends.map(({ step }) => step);
    expect(reached).toEqual([...new Set(reached)].sort((a, b) => a - b)); // each part took steps of its own
    expect(await bytesOf(store)).toEqual(await bytesOf(await straight()));
  });

  test("killed anywhere: the same bytes, and the same rows", async () => {
    const [store, whole] = [await killedAt([2, 7, 7, 11], game, changed), await straight()];
    expect(await bytesOf(store)).toEqual(await bytesOf(whole));
    expect((await lastOf(store))?.meta).toEqual((await lastOf(whole))?.meta);
    const rowsOf = (run: MemoryRun) =>
      run.rows.map(({ time: _, attempt: __, msPerStep: ___, diversity: ____, ...row }) => row);
    const newest = new Map(rowsOf(store).map((row) => [row.step, row]));
    expect([...newest.values()]).toEqual(rowsOf(whole));
    const layersOf = (run: MemoryRun) => run.layerRows.map(({ time: _, attempt: __, ...row }) => row);
    const norms = new Map(layersOf(store).map((row) => [row.step, row]));
    expect([...norms.values()]).toEqual(layersOf(whole));
    const outputsOf = (run: MemoryRun) => run.outputRows.map(({ time: _, attempt: __, ...row }) => row);
    const outputs = new Map(outputsOf(store).map((row) => [row.step, row]));
    expect([...outputs.values()]).toEqual(outputsOf(whole));
  });

  test("another seed gives other bytes", async () => {
    const other = memory();
    await trained(loopOptions(game, other, { ...changed, seed: 8 }));
    expect(await bytesOf(other)).not.toEqual(await bytesOf(await straight()));
  });
});

test("what is too large in float16 is left out at first, and the scale falls until it is not", async () => {
  const store = memory();
  await trained(loopOptions(overflowing[0], store, overflowing[1]));
  for (const player of ["D", "G"]) {
    const rows = store.rows as readonly Readonly<Record<string, unknown>>[];
    const scales = rows.map((row) => row[`scale${player}`] as number);
    const skipped = rows.map((row) => row[`skipped${player}`] as number);
    expect(skipped[0]).toBe(1);
    expect(skipped[4]).toBeGreaterThan(skipped[2] as number); // on both sides of an interruption
    expect(skipped.at(-1)).toBe(skipped.at(-3));
    expect(scales).toEqual(skipped.map((count) => FIRST_SCALE / 2 ** count));
  }
});

describe("a setting that somebody made", () => {
  const game = tinyGan();
  const steps = 20;

  /** Asks at step 7 for another learning rate; the clock is moved, so it acts from there on. */
  const asking = (store: MemoryRun) => async (event: TrainEvent) => {
    if (!atStep(7)(event)) return;
    await asked(store, { type: "set", key: "lr.G", value: 0.003 });
  };
  const straight = async (): Promise<MemoryRun> => {
    const store = memory();
    await trained(loopOptions(game, store, { steps }), asking(store));
    return store;
  };

  test("is met again at its step after a kill", async () => {
    const store = memory();
    await killedWhen(loopOptions(game, store, { steps }), async (event) => {
      await asking(store)(event);
      return atStep(9)(event); // the last checkpoint is of step 5
    });
    await trained(loopOptions(game, store, { steps, mostInRow: 16, checkpoint: await lastOf(store) }));
    expect(store.events.filter(({ type }) => type === "control")).toHaveLength(1);
    expect(await bytesOf(store)).toEqual(await bytesOf(await straight()));
    expect((await lastOf(store))?.meta).toMatchObject({ controls: { set: { "lr.G": 0.003 } } });
  });

  test("is kept by a checkpoint after it, also when that checkpoint was made at its step", async () => {
    const store = memory();
    const saving = async (event: TrainEvent): Promise<void> => {
      if (atStep(7)(event)) await store.request({ type: "save" });
      await asking(store)(event);
    };
    await trained(loopOptions(game, store, { steps: 9 }), saving);
    await trained(loopOptions(game, store, { steps, checkpoint: await lastOf(store) }));
    expect(await bytesOf(store)).toEqual(await bytesOf(await straight()));
  });

  test("matters", async () => {
    const store = memory();
    await trained(loopOptions(game, store, { steps }));
    expect(await bytesOf(store)).not.toEqual(await bytesOf(await straight()));
  });
});

describe("a run that was killed between its last checkpoint and its end", () => {
  test("comes to its end: what a person takes away is written, samples are drawn", async () => {
    const store = memory();
    await killedWhen(loopOptions(tinyGan(), store, { steps: 5 }), ({ type, step }: TrainEvent) => {
      return type === "checkpoint" && step === 5;
    });
    const taken: number[] = [];
    const onCheckpoint = async (_: object, step: number): Promise<void> => void taken.push(step);
    const bytes = await bytesOf(store);
    const options = loopOptions(tinyGan(), store, { steps: 5, checkpoint: await lastOf(store), onCheckpoint });
    const events = await trained(options);
    expect(events.map(({ type }) => type)).toEqual(["start", "checkpoint", "sample", "end"]);
    expect(taken).toEqual([5]);
    expect(await bytesOf(store)).toEqual(bytes);
    expect(await store.readStatus()).toMatchObject({ state: "done" });
  });
});
