/**
 * @file Unrolling: G's gradient against PyTorch through hand-written steps of D, against finite differences, and that D
 * itself is no different for it.
 */
import { describe, expect, test } from "vitest";
import { type Packed, readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { play, tinyGan } from "../../test/play.ts";
import { floatTensor } from "../base/tensor.ts";
import { relu } from "../graph/functions.ts";
import { add, constant, div } from "../graph/primitives.ts";
import { resultsOf } from "../graph/program.ts";
import { ones } from "../models/initialisers.ts";
import { linear } from "../models/linear.ts";
import { mlp } from "../models/mlp.ts";
import { adam } from "../optim/adam.ts";
import { clipGradientNorm } from "../optim/clipping.ts";
import type { Optimiser } from "../optim/optimiser.ts";
import { momentum } from "../optim/sgd.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { evaluate, type Feed } from "../runtime/reference.ts";
import { declareGame } from "../steps/declare.ts";
import { type GameLayout, initialState } from "../steps/layout.ts";
import { fusedStep, phaseStep } from "../steps/step.ts";
import type { Game, Phase } from "./game.ts";
import { withLossScaling } from "./loss-scaling.ts";
import { unrolled } from "./unrolled.ts";

type Tensors = Readonly<Record<string, Packed>>;

interface Case {
  readonly D: Tensors;
  readonly G: Tensors;
  readonly optimiser: "momentum" | "adam";
  readonly steps: number;
  /** How many the optimiser has made before. */
  readonly updates: number;
  /** By parameter, then by what PyTorch calls it. */
  readonly memory: Readonly<Record<string, Tensors>>;
  readonly x: Packed;
  readonly z: Packed;
  readonly loss: number;
  readonly gradient: Tensors;
}

const golden = readGolden<{
  rate: number;
  momentum: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  cases: Record<string, Case>;
}>(import.meta.url, "unrolled");

const learningRate = golden.rate;
const optimisers: Readonly<Record<Case["optimiser"], Optimiser>> = {
  momentum: momentum({ learningRate, momentum: golden.momentum }),
  adam: adam({ learningRate, beta1: golden.beta1, beta2: golden.beta2, epsilon: golden.epsilon }),
};

/** G's optimiser keeps its gradient: as a velocity, from rest. */
const game = (optimiser: Optimiser): Game =>
  tinyGan({
    generator: {
      network: mlp({ hidden: [6], out: 2, activation: "tanh" }),
      optimiser: momentum({ learningRate: 1, momentum: 0.5 }),
    },
    discriminator: { network: mlp({ hidden: [5], out: 1, activation: "relu" }), optimiser },
    dataShape: [4, 2],
    z: { kind: "normal", shape: [4, 3] },
  });

const phaseOf = ({ phases }: Game, name: string): Phase => phases.find((phase) => phase.name === name) as Phase;

/** A player's vector of what `tensors` names as its parameters. */
function vector(layout: GameLayout, player: "G" | "D", tensors: Tensors): Feed {
  const entries = layout[player]?.parameters.entries ?? [];
  const data = entries.flatMap(({ name }) => [...(tensors[name] as Packed).data]);
  return { shape: [data.length], data };
}

/** PyTorch's averages as the sums that our Adam keeps. */
function memoryOf(layout: GameLayout, { optimiser, memory, updates }: Case): Record<string, Feed> {
  const slot = (name: string, factor: number): Feed => {
    const tensors = Object.fromEntries(Object.entries(memory).map(([key, slots]) => [key, slots[name] as Packed]));
    const { shape, data } = vector(layout, "D", tensors);
    return { shape, data: Array.from(data, (value) => value * factor) };
  };
  if (optimiser === "momentum") return { "D/optimiser/velocity": slot("velocity", 1) };
  const weight = (beta: number): Feed => ({ shape: [], data: [(1 - beta ** updates) / (1 - beta)] });
  return {
    "D/optimiser/gradientSum": slot("m", 1 / (1 - golden.beta1)),
    "D/optimiser/squareSum": slot("v", 1 / (1 - golden.beta2)),
    "D/optimiser/gradientWeight": weight(golden.beta1),
    "D/optimiser/squareWeight": weight(golden.beta2),
  };
}

describe("G's gradient through D's steps equals PyTorch's", () => {
  test.each(Object.entries(golden.cases))("%s", (_, it) => {
    const played = unrolled(game(optimisers[it.optimiser]), it.steps);
    const layout = declareGame(played);
    const { program, watch } = phaseStep(played, layout, phaseOf(played, "G"));
    const slopes = program.updates["G/optimiser/velocity"];
    const [watched, slope] = evaluate([program.outputs.watch as never, slopes as never], {
      ...initialState(layout, 7),
      "G/parameters": vector(layout, "G", it.G),
      "D/parameters": vector(layout, "D", it.D),
      ...memoryOf(layout, it),
      "G.0.x": it.x,
      "G.0.z": it.z,
      "control/lr.D": { shape: [], data: [golden.rate] },
      "control/lr.G": { shape: [], data: [1] },
    });
    expectClose([watched?.data[watch.indexOf("lossG")] as number], [it.loss], { rtol: 1e-12, atol: 0 });
    const want = vector(layout, "G", it.gradient).data;
    expectClose(slope?.data as Float64Array, want, { rtol: 1e-10, atol: 1e-12 });
  });
});

/** The watched numbers of a phase and its updates, in float64. */
function evaluated(played: Game, name: string, feeds: Readonly<Record<string, Feed>>) {
  const { program, watch } = phaseStep(played, declareGame(played), phaseOf(played, name));
  const [watched, ...updates] = evaluate(resultsOf(program), feeds);
  return {
    loss: watched?.data[watch.indexOf(`loss${name}`)] as number,
    updates: Object.fromEntries(Object.keys(program.updates).map((key, i) => [key, updates[i] as Feed])),
  };
}

const { x, z } = Object.values(golden.cases)[0] as Case;

/** D's batch, z and rate in both phases. */
const shared: Readonly<Record<string, Feed>> = {
  ...Object.fromEntries(["D", "G"].flatMap((name) => [[`${name}.0.x`, x] as const, [`${name}.0.z`, z] as const])),
  "control/lr.D": { shape: [], data: [golden.rate] },
  "control/lr.G": { shape: [], data: [1] },
};

/** A judge that tires: what it says is divided by how often it was asked, before it is asked again. */
const tiring: Game = (() => {
  const plain = game(optimisers.adam);
  const judge = mlp({ hidden: [5], out: 1, activation: "tanh", norm: "batch" });
  const network: typeof judge = (scope, points) => {
    const asked = scope.buffer("asked", [], ones);
    scope.updateBuffer("asked", add(asked, 1));
    return div(judge(scope, points), asked);
  };
  return { ...plain, players: { ...plain.players, D: { network, optimiser: optimisers.adam } } };
})();

const games: Readonly<Record<string, Game>> = {
  momentum: game(optimisers.momentum),
  Adam: game(optimisers.adam),
  "a limit for the gradient's norm": game(clipGradientNorm(0.01, optimisers.adam)),
  "a judge with buffers": tiring,
};

describe.each(Object.entries(games))("with %s", (_, plain) => {
  test("G meets the D that k steps on this batch would make", () => {
    for (const steps of [1, 2, 3]) {
      let state: Readonly<Record<string, Feed>> = initialState(declareGame(plain), 7);
      for (let i = 0; i < steps; i += 1) {
        state = { ...state, ...evaluated(plain, "D", { ...shared, ...state }).updates };
      }
      const met = evaluated(unrolled(plain, steps), "G", { ...shared, ...initialState(declareGame(plain), 7) });
      expectClose([met.loss], [evaluated(plain, "G", { ...shared, ...state }).loss], { rtol: 1e-12, atol: 0 });
    }
  });

  test("G's gradient is the slope of its loss through those steps", () => {
    const played = unrolled(plain, 2);
    const feeds = { ...shared, ...initialState(declareGame(plain), 7) };
    const values = Array.from((feeds["G/parameters"] as Feed).data);
    const h = 1e-5;
    const slopes = values.map((value, i) => {
      const at = (moved: number): number =>
        evaluated(played, "G", { ...feeds, "G/parameters": { shape: [values.length], data: values.with(i, moved) } })
          .loss;
      return (at(value + h) - at(value - h)) / (2 * h);
    });
    const { updates } = evaluated(played, "G", feeds);
    expectClose((updates["G/optimiser/velocity"] as Feed).data, slopes, { rtol: 1e-6, atol: 1e-8 });
  });

  test("D itself moves as it does without, and only in its own phase", async () => {
    const steps = (played: Game) => play(nodeRuntime({ threads: 1 }), played, (layout) => [fusedStep(played, layout)]);
    const [without, after] = [await steps(plain), await steps(unrolled(plain, 3))];
    const own = Object.keys(without.state).filter((name) => name.startsWith("D/"));
    for (const name of own) expect(after.state[name], name).toEqual(without.state[name]);
    expect(after.state["G/parameters"]).not.toEqual(without.state["G/parameters"]);
    const updates = phaseStep(unrolled(plain, 3), after.layout, phaseOf(unrolled(plain, 3), "G")).program.updates;
    expect(Object.keys(updates).filter((name) => name.startsWith("D/"))).toEqual([]);
  });
});

test("scaled losses leave G's gradient as it is, in D's steps too", () => {
  const slope = (played: Game): Feed => {
    const feeds = { ...shared, ...initialState(declareGame(played), 7) };
    return evaluated(played, "G", feeds).updates["G/optimiser/velocity"] as Feed;
  };
  const played = unrolled(game(optimisers.adam), 2);
  expectClose(slope(withLossScaling(played)).data, slope(played).data, { rtol: 1e-12, atol: 1e-15 });
});

test("a step where nothing ever had a gradient has finite slopes in float32", async () => {
  const dead = { shape: [5], data: [-100, -100, -100, -100, -100] };
  const plain = game(adam({ learningRate }));
  const silent: Game = {
    ...plain,
    players: {
      ...plain.players,
      D: {
        optimiser: adam({ learningRate: 1e-3 }),
        network: (scope, points) => {
          const hidden = linear(scope.child("hidden"), points, { out: 5, bias: false });
          const never = relu(add(hidden, constant(floatTensor(dead.shape, dead.data))));
          return linear(scope.child("out"), never, { out: 1 });
        },
      },
    },
  };
  const { state, watched } = await play(nodeRuntime({ threads: 1 }), unrolled(silent, 5), (layout) => [
    fusedStep(unrolled(silent, 5), layout),
  ]);
  expect(Number.isFinite(watched.gradientG)).toBe(true);
  for (const [name, { data }] of Object.entries(state)) {
    expect(Array.from(data).every(Number.isFinite), name).toBe(true);
  }
});

describe("is refused", () => {
  test("for no steps, or a part of one", () => {
    expect(() => unrolled(tinyGan(), 0)).toThrow("unrolled: expected an integer ≥ 1, got 0.");
    expect(() => unrolled(tinyGan(), 1.5)).toThrow("unrolled: expected an integer ≥ 1, got 1.5.");
  });

  test("for a game that has no phase for each player alone", () => {
    const plain = tinyGan();
    const both: Game = { ...plain, phases: [{ ...phaseOf(plain, "D"), updates: ["D", "G"] }] };
    expect(() => unrolled(both, 1)).toThrow("unrolled: no phase updates D alone; an unrolled game has one for D");
  });
});
