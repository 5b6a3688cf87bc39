/** @file A fused step and its phases run one by one: the same inputs, the same numbers. */
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { feedsAt, type Played, play, recipeGame, ring8, tinyGan } from "../../test/play.ts";
import { floatTensor } from "../base/tensor.ts";
import { createBatches } from "../data/batches.ts";
import { embeddedDataset } from "../data/embedded.ts";
import type { Game, Player } from "../game/game.ts";
import { clipGradientNorm } from "../optim/clipping.ts";
import { sgd } from "../optim/sgd.ts";
import { dcgan } from "../recipes/dcgan.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { namedTensors } from "../training/snapshot.ts";
import { declareGame } from "./declare.ts";
import { type GameLayout, initialState } from "./layout.ts";
import { fusedStep, phaseStep, type StepProgram } from "./step.ts";

const digits = embeddedDataset("strokes", { count: 20, size: 16 });
const dcganGame = (changed = {}): Game =>
  recipeGame(
    dcgan,
    { kind: "images", size: 16, channels: 1, classes: 10 },
    { batch: 2, width: 4, "z.size": 5, ...changed },
  );

const phasesOf = (game: Game, layout: GameLayout): StepProgram[] =>
  game.phases.flatMap((phase) =>
    Array.from({ length: phase.times ?? 1 }, (_, repetition) => phaseStep(game, layout, phase, repetition)),
  );

/** A runtime that hands over float64 state as it is: rounding to float32 between programs would hide differences. */
const exact = (): Runtime => referenceRuntime();

function expectSame(fused: Played, separate: Played): void {
  expect(Object.keys(separate.state)).toEqual(Object.keys(fused.state));
  for (const [name, { data }] of Object.entries(fused.state)) {
    expect(separate.state[name]?.data, name).toEqual(data); // the same operations in float64: the same bits
  }
  const names = Object.keys(fused.watched);
  expectClose(
    names.map((name) => separate.watched[name] as number),
    names.map((name) => fused.watched[name] as number),
    { rtol: 0, atol: 0 },
  );
}

describe("a fused step is its phases, one by one", () => {
  test.each<[string, Game]>([
    ["k = 1", tinyGan()],
    ["k = 3", tinyGan({ discriminatorSteps: 3 })],
    ["G reuses the fakes of the last of three", tinyGan({ discriminatorSteps: 3, reuseFakes: true })],
    ["with gradient penalty", tinyGan({ loss: "wasserstein", penalty: "gp", discriminatorSteps: 2 })],
  ])("%s", async (_, game) => {
    const fused = await play(exact(), game, (layout) => [fusedStep(game, layout)]);
    expectSame(fused, await play(exact(), game, (layout) => phasesOf(game, layout)));
  });

  test("with running statistics and reused fakes", async () => {
    const game = dcganGame();
    const fused = await play(exact(), game, (layout) => [fusedStep(game, layout)], digits);
    expectSame(fused, await play(exact(), game, (layout) => phasesOf(game, layout), digits));
  });
});

test("G is not moved through D's update: its slope takes the new D as it is", async () => {
  const game = tinyGan();
  const layout = declareGame(game);
  const first = await play(exact(), game, () => [phaseStep(game, layout, game.phases[0] as never)]);
  const step = phaseStep(game, layout, game.phases[1] as never);
  const runtime = exact();
  const state = runtime.state({ ...initialState(layout, 7), "D/parameters": first.state["D/parameters"] as never });
  const session = await runtime.open(step.program);
  await session.run(state, feedsAt(step, game, createBatches({ dataset: ring8, batch: 8, seed: 7 }), {}).tensors);
  const alone = await state.read();
  const fused = await play(exact(), game, () => [fusedStep(game, layout)]);
  // D was rounded to float32 on the way, which moves a slope by 1e-7 of its size or so.
  const sums = [alone, fused.state].map((held) => held["G/optimiser/gradientSum"]?.data as Float32Array);
  expectClose(sums[0] as Float32Array, sums[1] as Float32Array, { rtol: 1e-5, atol: 1e-8 });
});

describe("large parameters in vectors of their own", () => {
  /** Two steps. @returns what a checkpoint of them would hold, by name, and the last watched numbers */
  async function twoSteps(
    game: Game,
    large?: number,
  ): Promise<{ named: Map<string, Float32Array>; watched: number[] }> {
    const layout = declareGame(game, large);
    const step = fusedStep(game, layout);
    const runtime = exact();
    const session = await runtime.open(step.program);
    const state = runtime.state(initialState(layout, 7));
    const batches = createBatches({ dataset: ring8, batch: 8, seed: 7 });
    const run = async (at: number): Promise<Float32Array> => {
      const { tensors } = feedsAt(step, game, batches, { step: at, position: 16 * at });
      return (await session.run(state, tensors)).watch?.data as Float32Array;
    };
    await run(0);
    const watched = Array.from(await run(1));
    const named = namedTensors(layout, await state.read()).map(
      ({ name, data }) => [name, data as Float32Array] as const,
    );
    return { named: new Map(named), watched };
  }

  test.each<[string, Game]>([
    ["Adam, SGD and an average", tinyGan({ discriminatorSteps: 2 })],
    [
      "clipping by the norm of all together",
      tinyGan({
        generator: { ...(tinyGan().players.G as Player), optimiser: clipGradientNorm(0.01, sgd({ learningRate: 1 })) },
      }),
    ],
  ])("are trained as all in one: %s", async (_, game) => {
    const [parts, whole] = [await twoSteps(game, 10), await twoSteps(game)];
    expect([...parts.named.keys()].sort()).toEqual([...whole.named.keys()].sort());
    for (const [name, data] of whole.named) {
      expectClose(parts.named.get(name) as Float32Array, data, { rtol: 1e-6, atol: 1e-12 }); // read as float32
    }
    expectClose(parts.watched, whole.watched, { rtol: 1e-6, atol: 0 });
  });
});

describe("what a step draws", () => {
  const inputsOf = (game: Game): string[] => fusedStep(game, declareGame(game)).inputs.map(({ name }) => name);

  test("each repetition draws its own data and noise; what no phase uses is not drawn", () => {
    expect(inputsOf(tinyGan({ discriminatorSteps: 3 }))).toEqual([
      ...["D.0.x", "D.0.z", "D.1.x", "D.1.z", "D.2.x", "D.2.z"],
      "G.0.z",
    ]);
    expect(inputsOf(tinyGan({ penalty: "gp" }))).toContain("D.0.epsilon");
  });

  test("fresh draws differ, and follow one another through the data", () => {
    const game = tinyGan({ discriminatorSteps: 3 });
    const batches = createBatches({ dataset: ring8, batch: 8, seed: 7 });
    const { tensors, position } = feedsAt(fusedStep(game, declareGame(game)), game, batches, {});
    expect(position).toBe(24);
    const draws = [0, 1, 2].map((i) => tensors[`D.${i}.x`]?.data);
    expect(draws).toEqual([0, 8, 16].map((at) => batches.take(at).items));
    const noise = ["D.0.z", "D.1.z", "D.2.z", "G.0.z"].map((name) => String(tensors[name]?.data));
    expect(new Set(noise).size).toBe(4);
  });

  test("a reused input is drawn once, under the name of the turn that drew it", () => {
    const game = tinyGan({ discriminatorSteps: 2, reuseFakes: true });
    expect(inputsOf(game)).toEqual(["D.0.x", "D.0.z", "D.1.x", "D.1.z"]);
    const alone = phaseStep(game, declareGame(game), game.phases[1] as never);
    expect(alone.inputs.map(({ name }) => name)).toEqual(["D.1.z"]);
  });

  test("a turn may reuse what the turn before it reused; the first has nothing to reuse", () => {
    const game = tinyGan();
    const [D, G] = game.phases as [Game["phases"][number], Game["phases"][number]];
    const both = {
      ...game,
      phases: [
        { ...D, reuses: ["z"] },
        { ...G, times: 2, reuses: ["z"] },
      ],
    };
    expect(inputsOf(both)).toEqual(["D.0.x", "D.0.z"]);
  });

  test("labels go with their items, also with reused ones", () => {
    const game = tinyGan();
    const labelled: Game = {
      ...game,
      inputs: { ...game.inputs, y: { kind: "labels", shape: [8], of: "x" } },
      phases: game.phases.map((phase) => ({
        ...phase,
        reuses: phase.name === "G" ? ["x"] : [],
        loss: (players, inputs, controls) => {
          void [inputs.y, inputs.x];
          return phase.loss(players, inputs, controls);
        },
      })),
    };
    const { inputs } = fusedStep(labelled, declareGame(labelled));
    expect(inputs.map(({ name, draw }) => [name, draw])).toEqual([
      ["D.0.y", "D.0.x"],
      ["D.0.x", "D.0.x"],
      ["D.0.z", "D.0.z"],
      ["G.0.z", "G.0.z"],
    ]);
  });

  test("attributes go with their items and their labels", () => {
    const attributes = [{ name: "age", min: 1, max: 9, mean: 5, binary: false }];
    const game = tinyGan({ classes: 3, attributes, discriminatorSteps: 2 });
    const { inputs } = fusedStep(game, declareGame(game));
    const told = inputs.filter(({ source }) => source.kind === "labels" || source.kind === "attributes");
    expect(told.map(({ name, draw }) => [name, draw])).toEqual([
      ["D.0.label", "D.0.x"],
      ["D.0.attributes", "D.0.x"],
      ["D.1.label", "D.1.x"],
      ["D.1.attributes", "D.1.x"],
    ]); // G's phase is told what D saw last
  });

  test("layers' noise is numbered within the turn, which judges both batches at once", () => {
    const game = tinyGan();
    const noisy: Game = {
      ...game,
      players: {
        ...game.players,
        D: {
          ...(game.players.D as never as Game["players"][string]),
          network: (scope, x) => {
            const y = (game.players.D as Game["players"][string]).network(scope, x);
            void [scope.noise("normal", [3]), scope.noise("uniform", [2])];
            return y;
          },
        },
      },
    };
    const noise = fusedStep(noisy, declareGame(noisy)).inputs.filter(({ name }) => name.includes("noise"));
    expect(noise.map(({ name, source }) => [name, source])).toEqual([
      ["D.0.noise0", { kind: "normal", shape: [3] }],
      ["D.0.noise1", { kind: "uniform", shape: [2], low: 0, high: 1 }],
      ["G.0.noise0", { kind: "normal", shape: [3] }],
      ["G.0.noise1", { kind: "uniform", shape: [2], low: 0, high: 1 }],
    ]);
  });
});

describe("what a step watches", () => {
  test("losses, gradient norms, what D thinks, a penalty where there is one", () => {
    const watchedBy = (game: Game): readonly string[] => fusedStep(game, declareGame(game)).watch;
    expect(watchedBy(tinyGan())).toEqual([
      "lossD",
      "dReal",
      "dFake",
      "gradientD",
      "updateD",
      "lossG",
      "gradientG",
      "updateG",
    ]);
    expect(watchedBy(tinyGan({ penalty: "r1" }))).toContain("penalty");
  });

  test("a D that guesses has 2 ln 2 and ½; a critic is shown as it is", async () => {
    const blind = (game: Game): Promise<Played> =>
      play(blindRuntime(game), game, (layout) => [phaseStep(game, layout, game.phases[0] as never)]);
    const { watched } = await blind(tinyGan());
    expectClose([watched.lossD, watched.dReal, watched.dFake] as number[], [2 * Math.LN2, 0.5, 0.5], { rtol: 1e-7 });
    const critic = (await blind(tinyGan({ loss: "wasserstein" }))).watched;
    expectClose([critic.lossD, critic.dReal, critic.dFake] as number[], [0, 0, 0], { rtol: 0, atol: 0 });
  });

  /** The reference with a D whose weights are all 0. */
  function blindRuntime(game: Game): Runtime {
    const { size } = (declareGame(game).D as GameLayout[string]).parameters;
    const reference = referenceRuntime();
    const zeros = floatTensor([size], new Float32Array(size));
    return { ...reference, state: (tensors) => reference.state({ ...tensors, "D/parameters": zeros }) };
  }
});
