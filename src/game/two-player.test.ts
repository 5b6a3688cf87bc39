import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { feedsAt, ring8, tinyGan } from "../../test/play.ts";
import { createBatches } from "../data/batches.ts";
import { resultsOf } from "../graph/program.ts";
import { evaluate, type Feed } from "../runtime/reference.ts";
import { declareGame } from "../steps/declare.ts";
import { initialState } from "../steps/layout.ts";
import { samplerProgram } from "../steps/sampler.ts";
import { phaseStep } from "../steps/step.ts";
import type { Control, Game, Phase, Player } from "./game.ts";
import { PENALTIES } from "./penalties.ts";
import { LOSSES } from "./two-player.ts";

const schedule = (game: Game, name: string): ((step: number) => number) =>
  (game.controls as Record<string, Control>)[name] as (step: number) => number;

describe("the two-player game", () => {
  test("is Algorithm 1: k updates of D, then one of G, every input fresh", () => {
    const { phases, players, inputs } = tinyGan({ discriminatorSteps: 4 });
    expect(Object.keys(players)).toEqual(["G", "D"]);
    expect(phases.map(({ name, updates, times, reuses }) => ({ name, updates, times, reuses }))).toEqual([
      { name: "D", updates: ["D"], times: 4, reuses: undefined },
      { name: "G", updates: ["G"], times: undefined, reuses: [] },
    ]);
    expect(inputs).toEqual({
      x: { kind: "data", shape: [8, 2] },
      z: { kind: "normal", shape: [8, 3] },
    });
  });

  test("draws noise for the penalties that want some", () => {
    const unit = { kind: "uniform", low: 0, high: 1 };
    const drawn = (penalty: string) => {
      const { x: _, z: __, ...rest } = tinyGan({ penalty }).inputs;
      return rest;
    };
    expect(drawn("gp")).toEqual({ epsilon: { ...unit, shape: [8, 1] } });
    expect(drawn("dragan")).toEqual({ nearby: { ...unit, shape: [8, 2] } });
    expect([drawn("r1"), drawn("r2")]).toEqual([{}, {}]);
  });

  test("lets G reuse the fakes that D judged last", () => {
    expect(tinyGan({ reuseFakes: true }).phases[1]?.reuses).toEqual(["z"]);
  });

  test("draws images or points", () => {
    expect(tinyGan().sampler).toMatchObject({ player: "G", inputs: ["z"], output: "sample" });
    expect(tinyGan({ dataShape: [8, 1, 4, 4] }).sampler.output).toBe("image");
  });

  test("switches the loss of G by a control, at its step", () => {
    const game = tinyGan({ loss: "minimax-then-ns", lossSwitch: 3 });
    expect([0, 2, 3, 4].map(schedule(game, "lossSwitch"))).toEqual([0, 0, 1, 1]);
    expect(tinyGan({ loss: "ns" }).controls).toEqual({});
  });

  test.each(LOSSES.flatMap((loss) => PENALTIES.map((penalty) => [loss, penalty] as const)))(
    "can be declared with the loss %s and the penalty %s",
    (loss, penalty) => {
      const game = tinyGan({ loss, penalty });
      expect(declareGame(game).D?.parameters.size).toBe(21);
    },
  );

  test("refuses names it does not know", () => {
    expect(() => tinyGan({ loss: "hing" })).toThrow(
      "loss: expected one of ns, minimax, minimax-then-ns, ls, hinge, wasserstein, relativistic, paired, got hing.",
    );
    const unknown = tinyGan({ penalty: "gradient" });
    expect(() => declareGame(unknown)).toThrow(
      "penalty: expected one of none, gp, dragan, r1, r2, r1r2, got gradient.",
    );
  });
});

/** A phase's watched numbers at the first step, in float64, with logits that the test computes as well. */
function watchedOf(game: Game, phase: "D" | "G") {
  const layout = declareGame(game);
  const step = phaseStep(game, layout, game.phases.find(({ name }) => name === phase) as Phase);
  const batches = createBatches({ dataset: ring8, batch: 8, seed: 7 });
  const feeds: Record<string, Feed> = { ...initialState(layout, 7), ...feedsAt(step, game, batches, {}).tensors };
  const watch = evaluate([step.program.outputs.watch as never], feeds)[0]?.data as Float64Array;
  const z = feeds[`${phase}.0.z`] as Feed;
  const G = evaluate(resultsOf(samplerProgram(game, layout, 8, "live")), { ...feeds, z })[0] as Feed;
  const asSampler: Game = {
    ...game,
    inputs: { ...game.inputs, z: { kind: "normal", shape: [8, 2] } },
    sampler: { ...game.sampler, draw: ({ D }, { z: x }) => (D as (...x: unknown[]) => never)(x) },
  };
  const judge = (x: Feed): number[] =>
    Array.from(evaluate(resultsOf(samplerProgram(asSampler, layout, 8, "live")), { ...feeds, z: x })[0]?.data as never);
  const at = (name: string): number => watch[step.watch.indexOf(name)] as number;
  const real = feeds[`${phase}.0.x`];
  return { at, feeds, samples: G, judge, fake: judge(G), real: real === undefined ? [] : judge(real) };
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const exact = { rtol: 1e-12, atol: 1e-14 };

describe("what D's phase computes", () => {
  test("E[−log D(x)] + E[−log(1 − D(G(z)))], and what D thinks of both", () => {
    const { at, real, fake } = watchedOf(tinyGan(), "D");
    const loss = mean(real.map((l) => -Math.log(sigmoid(l)))) + mean(fake.map((l) => -Math.log(1 - sigmoid(l))));
    expectClose([at("lossD")], [loss], exact);
    expectClose([at("dReal"), at("dFake")], [mean(real.map(sigmoid)), mean(fake.map(sigmoid))], exact);
  });

  test.each<[string, (real: readonly number[], fake: readonly number[]) => number]>([
    ["wasserstein", (real, fake) => mean(fake) - mean(real)],
    ["hinge", (real, fake) => mean(real.map((v) => Math.max(0, 1 - v))) + mean(fake.map((v) => Math.max(0, 1 + v)))],
    ["ls", (real, fake) => (mean(real.map((v) => (v - 1) ** 2)) + mean(fake.map((v) => v ** 2))) / 2],
  ])("%s: the loss, and D's outputs as they are, for they are no logits", (loss, expected) => {
    const { at, real, fake } = watchedOf(tinyGan({ loss }), "D");
    expectClose([at("lossD")], [expected(real, fake)], exact);
    expectClose([at("dReal"), at("dFake")], [mean(real), mean(fake)], exact);
  });

  test("relativistic: how probably the real is more real than the mean fake", () => {
    const { at, real, fake } = watchedOf(tinyGan({ loss: "relativistic" }), "D");
    const [r, f] = [real.map((v) => sigmoid(v - mean(fake))), fake.map((v) => sigmoid(v - mean(real)))];
    const loss = -mean(r.map(Math.log)) - mean(f.map((p) => Math.log(1 - p)));
    expectClose([at("lossD")], [loss], exact);
    expectClose([at("dReal"), at("dFake")], [mean(r), mean(f)], exact);
  });

  test("adds the penalty, and watches it", () => {
    const plain = watchedOf(tinyGan(), "D").at("lossD");
    const { at } = watchedOf(tinyGan({ penalty: "r1", penaltyWeight: 3 }), "D");
    expect(at("penalty")).toBeGreaterThan(0);
    expectClose([at("lossD")], [plain + at("penalty")], exact);
    const third = watchedOf(tinyGan({ penalty: "r1", penaltyWeight: 1 }), "D").at("penalty");
    expectClose([at("penalty")], [3 * third], exact);
  });
});

describe("what each penalty is of", () => {
  type Play = ReturnType<typeof watchedOf>;
  const rowsOf = ({ data }: Feed): number[][] =>
    Array.from({ length: data.length / 2 }, (_, i) => [data[2 * i] as number, data[2 * i + 1] as number]);

  /** ‖∇D‖ at each point by central differences, in float64. */
  function slopesAt({ judge }: Play, points: readonly number[][]): number[] {
    const h = 1e-5;
    const moved = (axis: number, by: number): number[] =>
      judge({
        shape: [8, 2],
        data: points.flatMap((point) => point.map((value, on) => (on === axis ? value + by : value))),
      });
    const along = [0, 1].map((axis) => {
      const [up, down] = [moved(axis, h), moved(axis, -h)];
      return up.map((value, i) => (value - (down[i] as number)) / (2 * h));
    });
    return points.map((_, i) => Math.hypot(along[0]?.[i] as number, along[1]?.[i] as number));
  }

  const mixed = ({ feeds, samples }: Play): number[][] => {
    const fakes = rowsOf(samples);
    return rowsOf(feeds["D.0.x"] as Feed).map((x, n) => {
      const share = feeds["D.0.epsilon"]?.data[n] as number;
      return x.map((value, i) => share * value + (1 - share) * (fakes[n]?.[i] as number));
    });
  };

  const beside = ({ feeds }: Play): number[][] => {
    const [x, noise] = [feeds["D.0.x"] as Feed, feeds["D.0.nearby"] as Feed];
    const values = Array.from(x.data);
    const deviation = Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
    return rowsOf({ shape: [8, 2], data: values.map((v, i) => v + 0.5 * deviation * (noise.data[i] as number)) });
  };

  test.each<[string, (play: Play) => number[][], (slope: number) => number]>([
    ["gp", mixed, (slope) => 3 * (slope - 1) ** 2],
    ["dragan", beside, (slope) => 3 * (slope - 1) ** 2],
    ["r1", ({ feeds }) => rowsOf(feeds["D.0.x"] as Feed), (slope) => 1.5 * slope ** 2],
    ["r2", ({ samples }) => rowsOf(samples), (slope) => 1.5 * slope ** 2],
  ])("%s", (penalty, points, cost) => {
    const play = watchedOf(tinyGan({ penalty, penaltyWeight: 3 }), "D");
    expectClose([play.at("penalty")], [mean(slopesAt(play, points(play)).map(cost))], { rtol: 1e-7, atol: 1e-10 });
  });
});

describe("what G's phase minimises", () => {
  test.each<[string, Parameters<typeof tinyGan>[0], (fake: readonly number[]) => number]>([
    ["−E[log D(G(z))]", { loss: "ns" }, (fake) => -mean(fake.map((l) => Math.log(sigmoid(l))))],
    ["E[log(1 − D(G(z)))]", { loss: "minimax" }, (fake) => mean(fake.map((l) => Math.log(1 - sigmoid(l))))],
    [
      "E[log(1 − D(G(z)))], before the switch",
      { loss: "minimax-then-ns", lossSwitch: 1 },
      (fake) => mean(fake.map((l) => Math.log(1 - sigmoid(l)))),
    ],
    [
      "−E[log D(G(z))], from the switch on",
      { loss: "minimax-then-ns", lossSwitch: 0 },
      (fake) => -mean(fake.map((l) => Math.log(sigmoid(l)))),
    ],
    ["−E[D(G(z))]", { loss: "wasserstein" }, (fake) => -mean(fake)],
    ["−E[D(G(z))], with hinge", { loss: "hinge" }, (fake) => -mean(fake)],
  ])("%s", (_, options, loss) => {
    const { at, fake } = watchedOf(tinyGan(options), "G");
    expectClose([at("lossG")], [loss(fake)], exact);
  });
});

test("a relativistic G looks at real data of its own draw", () => {
  const { at, fake, real } = watchedOf(tinyGan({ loss: "relativistic" }), "G");
  const [r, f] = [real.map((v) => sigmoid(v - mean(fake))), fake.map((v) => sigmoid(v - mean(real)))];
  const loss = -mean(f.map(Math.log)) - mean(r.map((p) => Math.log(1 - p)));
  expectClose([at("lossG")], [loss], exact);
});

test("a player without an average keeps none", () => {
  const { ema: _, ...plain } = tinyGan().players.G as Player;
  expect(declareGame(tinyGan({ generator: plain })).G?.averaged).toBe(false);
});
