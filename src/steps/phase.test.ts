/**
 * @file One repetition of a phase. Gradients are compared with central differences of the phase's own loss in the
 * float64 interpreter: h = 1e-5 leaves h²f‴/6 ≈ 1e-10·f‴ and rounding of 1e-11·|f|, hence rtol 1e-6, atol 1e-8.
 */
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { feedsAt, ring8, tinyGan } from "../../test/play.ts";
import { createBatches } from "../data/batches.ts";
import type { Game, Phase } from "../game/game.ts";
import { resultsOf } from "../graph/program.ts";
import { mlp } from "../models/mlp.ts";
import { evaluate, type Feed } from "../runtime/reference.ts";
import { declareGame } from "./declare.ts";
import { initialState } from "./layout.ts";
import { samplerProgram } from "./sampler.ts";
import { phaseStep, type StepProgram } from "./step.ts";

type Feeds = Record<string, Feed>;

interface Opened {
  readonly step: StepProgram;
  readonly feeds: Feeds;
  readonly values: Readonly<Record<string, Float64Array>>;
}

const phaseOf = (game: Game, name: string): Phase => game.phases.find((phase) => phase.name === name) as Phase;

/** A phase of a game, evaluated once in float64: its watched numbers and its updates by name. */
function opened(game: Game, name: string): Opened {
  const layout = declareGame(game);
  const step = phaseStep(game, layout, phaseOf(game, name));
  const batches = createBatches({ dataset: ring8, batch: 8, seed: 7 });
  const feeds: Feeds = { ...initialState(layout, 7), ...feedsAt(step, game, batches, {}).tensors };
  const names = [...Object.keys(step.program.outputs), ...Object.keys(step.program.updates)];
  const results = evaluate(resultsOf(step.program), feeds);
  const values = Object.fromEntries(names.map((key, i) => [key, (results[i] as { data: Float64Array }).data]));
  return { step, feeds, values };
}

function watchedIn(step: StepProgram, name: string, feeds: Feeds): number {
  const [watch] = evaluate([step.program.outputs.watch as never], feeds);
  return watch?.data[step.watch.indexOf(name)] as number;
}

/** ∂loss/∂vector, element by element. */
function differences({ step, feeds }: Opened, loss: string, vector: string): number[] {
  const h = 1e-5;
  const values = Array.from((feeds[vector] as Feed).data);
  return values.map((value, i) => {
    const at = (moved: number): number =>
      watchedIn(step, loss, { ...feeds, [vector]: { shape: [values.length], data: values.with(i, moved) } });
    return (at(value + h) - at(value - h)) / (2 * h);
  });
}

const games: Readonly<Record<string, Game>> = {
  "non-saturating": tinyGan(),
  minimax: tinyGan({ loss: "minimax" }),
  "half-way from minimax to non-saturating": (() => {
    const game = tinyGan({ loss: "minimax-then-ns" });
    return { ...game, controls: { lossSwitch: () => 0.5 } };
  })(),
  "least squares": tinyGan({ loss: "ls" }),
  "Wasserstein with gradient penalty": tinyGan({ loss: "wasserstein", penalty: "gp", penaltyWeight: 10 }),
  "with R1": tinyGan({ penalty: "r1" }),
};

describe.each(Object.entries(games))("gradients of %s", (_, game) => {
  test("D's vector is the slope of its loss", () => {
    const phase = opened(game, "D");
    const rate = (phase.feeds["control/lr.D"] as Feed).data[0] as number;
    const [before, after] = [(phase.feeds["D/parameters"] as Feed).data, phase.values["D/parameters"] as Float64Array];
    const slope = Array.from(after, (value, i) => ((before[i] as number) - value) / rate); // SGD: θ − η g
    expectClose(slope, differences(phase, "lossD", "D/parameters"), { rtol: 1e-6, atol: 1e-8 });
  });

  test("G's vector is the slope of its loss", () => {
    const phase = opened(game, "G");
    const slope = phase.values["G/optimiser/gradientSum"] as Float64Array; // Adam's first m is g
    expectClose(slope, differences(phase, "lossG", "G/parameters"), { rtol: 1e-6, atol: 1e-8 });
    const norm = Math.hypot(...slope);
    expectClose([watchedIn(phase.step, "gradientG", phase.feeds)], [norm], { rtol: 1e-12, atol: 0 });
  });
});

describe("what a phase moves", () => {
  test("is the player it updates, and nothing else", () => {
    expect(Object.keys(opened(tinyGan(), "D").step.program.updates)).toEqual(["D/parameters"]);
    expect(Object.keys(opened(tinyGan(), "G").step.program.updates).sort()).toEqual([
      "G/average/parameters",
      "G/optimiser/gradientSum",
      "G/optimiser/gradientWeight",
      "G/optimiser/squareSum",
      "G/optimiser/squareWeight",
      "G/parameters",
    ]);
  });

  test("is both where it updates both, each down its own slope", () => {
    const game = tinyGan();
    const both: Phase = { ...phaseOf(game, "D"), name: "D", updates: ["D", "G"] };
    const phase = opened({ ...game, phases: [both] }, "D");
    expectClose(phase.values["G/optimiser/gradientSum"] as Float64Array, differences(phase, "lossD", "G/parameters"), {
      rtol: 1e-6,
      atol: 1e-8,
    });
    expect(Object.keys(phase.step.program.updates)).toContain("D/parameters");
  });
});

describe("buffers", () => {
  const normed = (() => {
    const game = tinyGan();
    const network = mlp({ hidden: [4], out: 1, norm: "batch" });
    const players = { G: game.players.G, D: { ...game.players.D, network } } as Game["players"];
    return { ...game, players };
  })();

  test("move only in phases that update their player", () => {
    expect(Object.keys(opened(normed, "D").step.program.updates)).toContain("D/buffers");
    expect(Object.keys(opened(normed, "G").step.program.updates)).not.toContain("D/buffers");
  });

  test("see every call of the network in turn: real data, then fakes", () => {
    const { values, feeds } = opened(normed, "D");
    const [x, layout] = [(feeds["D.0.x"] as Feed).data, declareGame(normed)];
    const weight = (feeds["D/parameters"] as Feed).data;
    const mean = (data: ArrayLike<number>, unit: number): number => {
      let sum = 0;
      for (let i = 0; i < 8; i += 1) {
        for (let j = 0; j < 2; j += 1) sum += (data[2 * i + j] as number) * (weight[2 * unit + j] as number);
      }
      return sum / 8;
    };
    const sampler = samplerProgram(normed, layout, 8, "live");
    const drawn = evaluate(resultsOf(sampler), { ...feeds, z: feeds["D.0.z"] as Feed });
    const fakes = drawn[0]?.data as Float64Array;
    // running ← .9 running + .1 mean, from 0, twice
    const want = [0, 1, 2, 3].map((unit) => 0.9 * 0.1 * mean(x, unit) + 0.1 * mean(fakes, unit));
    expect(layout.D?.buffers.entries[0]?.name).toBe("hidden0.norm.runningMean");
    expectClose((values["D/buffers"] as Float64Array).slice(0, 4), want, { rtol: 1e-7, atol: 0 }); // .1 is float32
  });
});

test("a moving average goes `rate` of the way to the new values", () => {
  const { feeds, values } = opened(tinyGan(), "G");
  const rate = (feeds["control/average.G"] as Feed).data[0] as number;
  const [before, now] = [(feeds["G/average/parameters"] as Feed).data, values["G/parameters"] as Float64Array];
  const want = Array.from(now, (value, i) => (before[i] as number) + rate * (value - (before[i] as number)));
  expectClose(values["G/average/parameters"] as Float64Array, want, { rtol: 1e-14, atol: 1e-16 });
  expectClose([rate], [0.9], { rtol: 1e-7, atol: 0 });
});

test("a loss that is no scalar is refused", () => {
  const game = tinyGan();
  const bad: Phase = { ...phaseOf(game, "G"), loss: (_, { z }) => ({ loss: z as never }) };
  const broken = { ...game, phases: [bad] };
  expect(() => phaseStep(broken, declareGame(broken), bad)).toThrow(
    "phase G: its loss must be a scalar [], it has shape [8,3]; take the mean.",
  );
});
