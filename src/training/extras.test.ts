/**
 * @file Steps that begin with more of a phase: the same computation as that many repetitions by hand, the same bytes
 * however they are cut into calls and runs, fresh draws for each round.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { atStep, bytesOf, killedWhen, lastOf, loopOptions, memory, trained } from "../../test/loop.ts";
import { ring8, tinyGan } from "../../test/play.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import { createBatches } from "../data/batches.ts";
import type { Game, Phase } from "../game/game.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { declareGame } from "../steps/declare.ts";
import { extraStep, fusedStep } from "../steps/step.ts";
import { feedsFor, stackedFeeds } from "./feeds.ts";
import { advance, openMachine } from "./machine.ts";
import { firstProgress, type Progress } from "./progress.ts";
import { stretchLength } from "./stretch.ts";

/** The clock stands still, so rounds come as many in a call as they may. */
beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

/** D is done `rounds` times twice more at the steps that `when` names. */
function warmed(when: (step: number) => boolean, rounds = 3): Game {
  const game = tinyGan({ discriminatorSteps: 2 });
  const phases = game.phases.map((phase) =>
    phase.name === "D" ? { ...phase, extra: (step: number) => (when(step) ? rounds : 0) } : phase,
  );
  return { ...game, phases };
}

const early = (step: number): boolean => step < 3 || step === 12;

async function stepped(game: Game, steps: number, runtime: Runtime = referenceRuntime()) {
  const layout = declareGame(game);
  const machine = await openMachine({ game, layout, runtime, dataset: ring8, seed: 7, flip: false }, null);
  let progress: Progress = firstProgress(game);
  for (let i = 0; i < steps; i += 1) progress = (await advance(machine, progress))[0]?.progress as Progress;
  const state = await machine.state.read();
  await machine.release();
  return { progress, state };
}

describe("an extra round", () => {
  const game = warmed(() => true);
  const phase = game.phases[0] as Phase;
  const layout = declareGame(game);

  test("is the phase's repetitions, on inputs of its own", () => {
    const { inputs } = extraStep(game, layout, phase);
    expect(inputs.map(({ name }) => name)).toEqual(
      fusedStep(game, layout).inputs.flatMap(({ name }) => (name.startsWith("D.") ? [`extra.${name}`] : [])),
    );
  });

  test("draws other noise in each round and step, and other data than any", () => {
    const batches = createBatches({ dataset: ring8, batch: 8, seed: 7 });
    const { inputs } = extraStep(game, layout, phase);
    const places = [0, 1].flatMap((step) => [0, 1].map((round) => ({ seed: 7, step, position: 16 * round, round })));
    const drawn = places.map((place) => feedsFor(inputs, batches, place));
    const z = drawn.flatMap(({ tensors }) => ["extra.D.0.z", "extra.D.1.z"].map((name) => `${tensors[name]?.data}`));
    expect(new Set(z).size).toBe(8);
    const stacked = stackedFeeds(inputs, batches, { seed: 7, step: 1, position: 0, round: 0 }, 2);
    expect(stacked.positions).toEqual([16, 32]);
    expect(Array.from(stacked.tensors["extra.D.1.z"]?.data ?? [])).toEqual(
      drawn.slice(2).flatMap(({ tensors }) => Array.from(tensors["extra.D.1.z"]?.data ?? [])),
    );
  });
});

describe("a step with extras", () => {
  test("moves what the phase updates as often as rounds and step say, and draws as much", async () => {
    const { progress } = await stepped(warmed(early), 13);
    expect(progress.position).toBe(8 * 2 * (13 + 4 * 3));
    expect(progress.step).toBe(13);
  });

  test("is those rounds and an ordinary step, whose draws are as without", async () => {
    const [with0, plain] = [warmed((step) => step === 0, 2), tinyGan({ discriminatorSteps: 2 })];
    const { state } = await stepped(with0, 1);
    const runtime = referenceRuntime();
    const layout = declareGame(plain);
    const machine = await openMachine({ game: plain, layout, runtime, dataset: ring8, seed: 7, flip: false }, null);
    const rounds = extraStep(plain, layout, plain.phases[0] as Phase);
    const session = await runtime.open(rounds.program);
    const batches = createBatches({ dataset: ring8, batch: 8, seed: 7 });
    const controls = Object.fromEntries(
      rounds.controls.map((name) => [
        `control/${name}`,
        {
          dtype: "float32",
          shape: [],
          data: Float32Array.of(name === "lr.D" ? 0.1 : name === "lr.G" ? 0.01 : 0.9),
        } as const,
      ]),
    );
    for (const round of [0, 1]) {
      const { tensors } = feedsFor(rounds.inputs, batches, { seed: 7, step: 0, position: 16 * round, round });
      await session.run(machine.state, { ...tensors, ...controls });
    }
    await advance(machine, { ...firstProgress(plain), position: 32 });
    const byHand = await machine.state.read();
    for (const [name, { data }] of Object.entries(byHand)) expect(state[name]?.data, name).toEqual(data);
  });

  test("is a call by itself", () => {
    const game = warmed((step) => step === 105);
    const ends = { game, steps: 1000, sampleEvery: 250, saveEvery: 100, replays: [] };
    expect([103, 105, 106].map((step) => stretchLength(step, 8, ends))).toEqual([2, 1, 8]);
  });

  test("is compiled when it is first needed, once", async () => {
    const opened: string[] = [];
    const real = referenceRuntime();
    const runtime: Runtime = {
      ...real,
      open: (program, options) => {
        opened.push(program.name);
        return real.open(program, options);
      },
    };
    await stepped(
      warmed((step) => step === 2 || step === 3),
      2,
      runtime,
    );
    expect(opened.filter((name) => name.startsWith("extra"))).toEqual([]);
    await stepped(
      warmed((step) => step < 2),
      4,
      runtime,
    );
    expect(opened.filter((name) => name.startsWith("extra"))).toEqual(["extra D"]);
  });

  test("is spoilt by a round that was, and goes no further", async () => {
    let calls = 0;
    const real = referenceRuntime();
    const runtime: Runtime = {
      ...real,
      open: async (program, options) => {
        const session = await real.open(program, options);
        if (!program.name.startsWith("extra")) return session;
        const repeat: typeof session.repeat = async (state, inputs, count) => {
          calls += 1;
          const { watch, ...others } = await session.repeat(state, inputs, count);
          const { shape, data } = watch as Tensor;
          return { ...others, watch: floatTensor(shape, [...data.slice(0, -1), Number.NaN]) };
        };
        return { ...session, repeat };
      },
    };
    const game = warmed((step) => step === 0);
    const layout = declareGame(game);
    const machine = await openMachine({ game, layout, runtime, dataset: ring8, seed: 7, flip: false }, null);
    const [outcome] = await advance(machine, firstProgress(game));
    expect([outcome?.finite, calls]).toEqual([false, 1]);
    expect(Object.values(outcome?.watched ?? {}).every(Number.isFinite)).toBe(true);
    await machine.release();
  });
});

describe("runs with extras leave the same bytes", () => {
  const game = warmed(early);

  test("one step a call, or many", async () => {
    const [one, many] = [memory(), memory()];
    await trained(loopOptions(game, one));
    await trained(loopOptions(game, many, { mostInRow: 16 }));
    expect(await bytesOf(many)).toEqual(await bytesOf(one));
    expect((await lastOf(many))?.meta).toMatchObject({ position: 8 * 2 * (20 + 4 * 3) });
  });

  test("whether interrupted or killed, in the extra steps and after them", async () => {
    const whole = memory();
    await trained(loopOptions(game, whole));
    const store = memory();
    const options = { saveEvery: 2 };
    await killedWhen(loopOptions(game, store, options), atStep(3));
    await killedWhen(loopOptions(game, store, { ...options, checkpoint: await lastOf(store) }), atStep(13));
    await trained(loopOptions(game, store, { checkpoint: await lastOf(store) }));
    expect(await bytesOf(store)).toEqual(await bytesOf(whole));
  });

  test("as before where the game has none", async () => {
    const [with0, without] = [memory(), memory()];
    await trained(
      loopOptions(
        warmed(() => false),
        with0,
      ),
    );
    await trained(loopOptions(tinyGan({ discriminatorSteps: 2 }), without));
    expect(await bytesOf(with0)).toEqual(await bytesOf(without));
  });
});
