/**
 * @file ONNX Runtime against the float64 interpreter: one whole step of each kind of game, and the promises of a
 * runtime (state that is replaced, errors that name what is missing).
 *
 * Tolerance: a float32 step of these sizes sums at most 1,200 terms a number, so values err by some 1e-6 of their
 * vector's size; each element is compared within 2e-5 of itself and 4e-6 of the largest in its tensor. Adam's first
 * update is a sign wherever the gradient is far above ε, so the parameters are as close as the gradients' signs.
 */
import { describe, expect, test } from "vitest";
import { expectSameBytes } from "../../test/in-row.ts";
import { expectClose } from "../../test/matchers.ts";
import { play, recipeGame, ring8 } from "../../test/play.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import { embeddedDataset } from "../data/embedded.ts";
import type { Game } from "../game/game.ts";
import { add, input, mul } from "../graph/primitives.ts";
import type { Program } from "../graph/program.ts";
import { dcgan } from "../recipes/dcgan.ts";
import { gan } from "../recipes/gan.ts";
import { gan2014 } from "../recipes/gan-2014.ts";
import { fusedStep } from "../steps/step.ts";
import { nodeRuntime } from "./ort.node.ts";
import { ortRuntime } from "./ort.ts";
import { referenceRuntime } from "./reference-runtime.ts";
import type { DeviceState } from "./runtime.ts";

const points = { kind: "points", dimensions: 2, classes: 8 } as const;
const images = { kind: "images", size: 16, channels: 1, classes: 10 } as const;
const digits = embeddedDataset("strokes", { count: 40, size: 16 });

const ganOf = (changed: Record<string, string | number | boolean> = {}): Game =>
  recipeGame(gan, points, { batch: 16, width: 24, penalty: "none", ...changed });

const games: readonly (readonly [string, Game, typeof digits])[] = [
  ["gan", ganOf(), ring8],
  ["gan with R1", ganOf({ penalty: "r1" }), ring8],
  ["gan with gradient penalty", ganOf({ penalty: "gp", loss: "wasserstein", activation: "elu" }), ring8],
  ["gan with DRAGAN's penalty", ganOf({ penalty: "dragan" }), ring8],
  // plain SGD: this loss does not see D's last bias, and Adam would make whole steps of that slope's rounding
  ["gan, relativistic, with R2", ganOf({ penalty: "r2", loss: "relativistic", optimiser: "sgd" }), ring8],
  ["gan, minimax then non-saturating", ganOf({ loss: "minimax-then-ns", "loss.switchAt": 0 }), ring8],
  ["gan, minimax before the switch", ganOf({ loss: "minimax-then-ns" }), ring8],
  ["gan, hinge", ganOf({ loss: "hinge" }), ring8],
  ["gan, least squares", ganOf({ loss: "ls" }), ring8],
  ["gan, Wasserstein with clipped weights", ganOf({ loss: "wasserstein", "clip.weights": 0.01, "d.steps": 2 }), ring8],
  ["gan, RMSProp and clipped gradients", ganOf({ optimiser: "rmsprop", "clip.gradient": 0.5 }), ring8],
  ["gan-2014 with dropout", recipeGame(gan2014, images, { batch: 4, width: 60 }), digits],
  ["dcgan", recipeGame(dcgan, images, { batch: 4, width: 4, "z.size": 10, "lr.g": 2e-4, "lr.d": 2e-4 }), digits],
];

/** What a tensor's elements are sums of, where that is far more than is left: D's last bias weighs ½·η against ½·η. */
const summed: Readonly<Record<string, number>> = { "gan-2014 with dropout D/optimiser/velocity": 0.05 };

function expectParity(got: ArrayLike<number>, want: ArrayLike<number>, name: string): void {
  const largest = Array.from(want).reduce((most, value) => Math.max(most, Math.abs(value)), summed[name] ?? 0);
  try {
    expectClose(got, want, { rtol: 2e-5, atol: 4e-6 * largest });
  } catch (cause) {
    throw new Error(`${name} (largest ${largest})`, { cause });
  }
}

describe("one step is the interpreter's", () => {
  test.each(games)("%s", async (called, game, dataset) => {
    const programs = (layout: Parameters<typeof fusedStep>[1]) => [fusedStep(game, layout)];
    const got = await play(nodeRuntime({ threads: 1 }), game, programs, dataset);
    const want = await play(referenceRuntime(), game, programs, dataset);
    expect(Object.keys(got.state)).toEqual(Object.keys(want.state));
    for (const [name, { data }] of Object.entries(want.state)) {
      expectParity((got.state[name] as Tensor).data, data, `${called} ${name}`);
    }
    const watched = Object.keys(want.watched);
    expectClose(
      watched.map((name) => got.watched[name] as number),
      watched.map((name) => want.watched[name] as number),
      { rtol: 2e-5, atol: 2e-6 },
    );
  });
});

/** y = 2 x + s, s ← s + x. */
const program: Program = (() => {
  const [x, s] = [input("x", [2]), input("s", [2])];
  return { name: "sums", outputs: { y: add(mul(x, 2), s) }, updates: { s: add(s, x) } };
})();
const x = floatTensor([2], [1, -1]);

describe.each([
  ["ONNX Runtime", nodeRuntime({ threads: 1 })],
  ["the interpreter", referenceRuntime()],
])("%s", (_, runtime) => {
  test("keeps state: a run reads it and replaces it", async () => {
    const session = await runtime.open(program);
    const state = runtime.state({ s: floatTensor([2], [10, 20]), other: x });
    expect(await session.run(state, { x })).toEqual({ y: floatTensor([2], [12, 18]) });
    expect(await session.run(state, { x })).toEqual({ y: floatTensor([2], [13, 17]) });
    expect(await state.read()).toEqual({ s: floatTensor([2], [12, 18]), other: x });
    state.write({ s: floatTensor([2], [0, 0]) });
    expect(await state.read(["s"])).toEqual({ s: floatTensor([2], [0, 0]) });
    state.release();
    await session.release();
  });

  test("runs several times in a row, each on what the one before left", async () => {
    const session = await runtime.open(program);
    const [apart, row] = [0, 1].map(() => runtime.state({ s: floatTensor([2], [10, 20]) }));
    const xs = floatTensor([3, 2], [1, -1, 0.5, 2, 3, 4]);
    const each: number[] = [];
    for (const i of [0, 2, 4]) {
      const { y } = await session.run(apart as DeviceState, { x: floatTensor([2], xs.data.slice(i, i + 2)) });
      each.push(...(y as Tensor).data);
    }
    expect(await session.repeat(row as DeviceState, { x: xs }, 3)).toEqual({ y: floatTensor([3, 2], each) });
    expect(await row?.read()).toEqual(await apart?.read());
    expect(await session.repeat(row as DeviceState, { x: floatTensor([1, 2], [1, 1]) }, 1)).toEqual({
      y: floatTensor([1, 2], [2 + 14.5, 2 + 25]),
    });
    await session.release();
  });

  test("runs in a row over state that it only reads, or with nothing fed", async () => {
    const [a, b] = [input("x", [1]), input("fixed", [1])];
    const session = await runtime.open({
      name: "p",
      outputs: { y: mul(a, b) },
      updates: { s: add(input("s", [1]), b) },
    });
    const state = runtime.state({ s: floatTensor([1], [1]), fixed: floatTensor([1], [3]) });
    const y = await session.repeat(state, { x: floatTensor([2, 1], [1, 2]) }, 2);
    expect(y).toEqual({ y: floatTensor([2, 1], [3, 6]) });
    expect((await state.read(["s"])).s).toEqual(floatTensor([1], [7]));
    const all = runtime.state({ s: floatTensor([1], [1]), fixed: floatTensor([1], [3]), x: floatTensor([1], [5]) });
    expect(await session.repeat(all, {}, 2)).toEqual({ y: floatTensor([2, 1], [15, 15]) });
    expect((await all.read(["s"])).s).toEqual(floatTensor([1], [7]));
    await session.release();
  });

  test("runs in a row over state that changes without being read", async () => {
    const fed = input("x", [1]);
    const session = await runtime.open({ name: "p", outputs: { y: mul(fed, 2) }, updates: { s: fed } });
    const state = runtime.state({ s: floatTensor([1], [1]) });
    const y = await session.repeat(state, { x: floatTensor([2, 1], [3, 4]) }, 2);
    expect(y).toEqual({ y: floatTensor([2, 1], [6, 8]) });
    expect(await state.read()).toEqual({ s: floatTensor([1], [4]) });
    await session.release();
  });

  test("keeps states apart", async () => {
    const session = await runtime.open(program);
    const [a, b] = [runtime.state({ s: x }), runtime.state({ s: x })];
    await session.run(a, { x });
    expect((await b.read()).s?.data).toEqual(x.data);
    expect((await a.read()).s?.data).toEqual(new Float32Array([2, -2]));
    await session.release();
  });

  test("leaves the tensors that the caller gave as they were", async () => {
    const session = await runtime.open(program);
    const given = floatTensor([2], [3, 4]);
    const state = runtime.state({ s: given });
    await session.run(state, { x });
    await session.run(state, { x });
    expect(given.data).toEqual(new Float32Array([3, 4]));
    expect(x.data).toEqual(new Float32Array([1, -1]));
    await session.release();
  });

  test("names an input that nobody fed", async () => {
    const session = await runtime.open(program);
    const state = runtime.state({ s: x });
    await expect(session.run(state, {})).rejects.toThrow(
      'program sums: input "x" is neither state nor given. Feed it.',
    );
    await session.release();
  });

  test("refuses state that was released, or is another runtime's", async () => {
    const session = await runtime.open(program);
    const refusal = "program sums: expected state made by this runtime and not yet released.";
    const state = runtime.state({ s: x });
    state.release();
    await expect(session.run(state, { x })).rejects.toThrow(refusal);
    await expect(session.run(referenceRuntime().state({ s: x }), { x })).rejects.toThrow(refusal);
    await session.release();
  });

  test("says what it is and how large the program became", async () => {
    const session = await runtime.open(program);
    expect(session.nodes).toBeGreaterThan(1);
    expect(session.compileMs).toBeGreaterThanOrEqual(0);
    expect(runtime.threads).toBe(1);
    await session.release();
  });
});

test("a device of another name is refused", () => {
  expect(() => nodeRuntime({ device: "tpu" as "cpu" })).toThrow("device tpu cannot be used here");
});

test("a program that the library refuses is named, with the library's words", async () => {
  const openSession = (): Promise<never> => Promise.reject(new Error("no kernel for Add"));
  const tensor = (): never => undefined as never;
  const refusing = ortRuntime({ device: "cpu", threads: 1, tensor, openSession, download: () => Promise.resolve() });
  await expect(refusing.open(program)).rejects.toThrow(
    "program sums could not be opened on cpu: Error: no kernel for Add",
  );
});

describe.each([1, 2])("several steps in one call on %i threads give the bytes of as many calls", (threads) => {
  test.each(games)("%s", (_, game, dataset) => expectSameBytes(game, { dataset, threads }));
});

test("the same step gives the same bytes", async () => {
  const game = ganOf({ penalty: "r1" });
  const [a, b] = await Promise.all(
    [0, 1].map(() => play(nodeRuntime({ threads: 2 }), game, (l) => [fusedStep(game, l)])),
  );
  expect(a?.state).toEqual(b?.state);
});
