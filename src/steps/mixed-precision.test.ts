/**
 * @file Steps in mixed precision, in the interpreter, which rounds to float16 after every node, and in ONNX Runtime on
 * the processor, which has few kernels for float16: it computes in float32, and rounds only at some of the casts.
 */
import { fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { feedsAt, recipeGame, ring8, tinyGan } from "../../test/play.ts";
import { HALF_ROUNDING, roundToHalf } from "../base/half.ts";
import type { Tensor } from "../base/tensor.ts";
import { createBatches } from "../data/batches.ts";
import type { Game } from "../game/game.ts";
import { withLossScaling } from "../game/loss-scaling.ts";
import { mean, square } from "../graph/functions.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";
import { simplify } from "../graph/passes/simplify.ts";
import { matmul, mul } from "../graph/primitives.ts";
import { resultsOf, withResults } from "../graph/program.ts";
import type { zeros } from "../models/initialisers.ts";
import { elementTypes } from "../onnx/element-types.ts";
import { lowerProgram } from "../onnx/lower.ts";
import { ModelProtoSchema, type NodeProto } from "../onnx/onnx_pb.ts";
import { sgd } from "../optim/sgd.ts";
import { gan } from "../recipes/gan.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { declareGame } from "./declare.ts";
import { initialState } from "./layout.ts";
import { fusedStep } from "./step.ts";

const runtimes: readonly (readonly [string, Runtime])[] = [
  ["the interpreter", referenceRuntime()],
  ["ONNX Runtime", nodeRuntime({ threads: 1 })],
];

type Rows = readonly Readonly<Record<string, number>>[];
type State = Readonly<Record<string, Tensor>>;

interface Options {
  readonly precision?: "full" | "mixed";
  readonly steps?: number;
  /** In place of first values. */
  readonly changed?: State;
}

/** Plays a game from its first state. */
async function played(runtime: Runtime, game: Game, options: Options = {}): Promise<{ rows: Rows; state: State }> {
  const { precision = "mixed", steps = 1, changed = {} } = options;
  const layout = declareGame(game);
  const step = fusedStep(game, layout);
  const batch = Object.values(game.inputs).find(({ kind }) => kind === "data")?.shape[0] ?? 1;
  const batches = createBatches({ dataset: ring8, batch, seed: 7 });
  const session = await runtime.open(step.program, { precision });
  const state = runtime.state({ ...initialState(layout, 7), ...changed });
  const rows: Record<string, number>[] = [];
  for (let i = 0, position = 0; i < steps; i += 1) {
    const fed = feedsAt(step, game, batches, { step: i, position });
    position = fed.position;
    const { data } = (await session.run(state, fed.tensors)).watch as Tensor<"float32">;
    rows.push(Object.fromEntries(step.watch.map((name, at) => [name, data[at] as number])));
  }
  await session.release();
  return { rows, state: await state.read() };
}

/** A first scale that is not FIRST_SCALE, with which the first update may be left out. */
const scaleOf = (player: string, scale: number): State => ({
  [`${player}/optimiser/lossScale`]: { dtype: "float32", shape: [], data: Float32Array.of(scale) },
});
/** A game whose players all walk straight down their slopes, so that a weight's move is its slope times the rate. */
const atRate = (game: Game, learningRate: number): Game => ({
  ...game,
  players: Object.fromEntries(
    Object.entries(game.players).map(([name, player]) => [name, { ...player, optimiser: sgd({ learningRate }) }]),
  ),
});
const largest = (values: ArrayLike<number>): number => Array.from(values, Math.abs).reduce((a, b) => Math.max(a, b), 0);
const moved = (after: State, before: State, name: string): number[] =>
  Array.from(after[name]?.data ?? [], (value, i) => value - (before[name]?.data[i] ?? Number.NaN));

describe.each(runtimes)("one step in %s", (_, runtime) => {
  /**
   * A weight, an activation, a product are each rounded by 2⁻¹¹ of themselves at most, three times a layer, through two
   * networks of two layers and back: two dozen roundings, which of either sign add up to five or so of one.
   */
  const tolerance = { rtol: 0, atol: 6 * HALF_ROUNDING };

  test.each<readonly [string, Game]>([
    ["the classic game", tinyGan()],
    ["a gradient penalty: second derivatives", tinyGan({ loss: "wasserstein", penalty: "gp", penaltyWeight: 10 })],
    ["R1", tinyGan({ penalty: "r1" })],
  ])("%s: what is watched, and how far each weight moves, is as in float32 but for rounding", async (__, game) => {
    const rate = atRate(game, 0.1);
    const full = await played(referenceRuntime(), rate, { precision: "full" });
    const here = await played(runtime, rate, { precision: "full" });
    const mixed = await played(runtime, withLossScaling(rate), {
      changed: { ...scaleOf("D", 256), ...scaleOf("G", 256) },
    });
    for (const [name, value] of Object.entries(full.rows[0] ?? {})) {
      expectClose([(mixed.rows[0]?.[name] as number) / value], [1], tolerance);
    }
    const first = initialState(declareGame(rate), 7);
    for (const name of ["G/parameters", "D/parameters"]) {
      const want = moved(full.state, first, name);
      const got = moved(mixed.state, first, name);
      expectClose(
        got.map((x) => x / largest(want)),
        want.map((x) => x / largest(want)),
        tolerance,
      );
      expect(got).not.toEqual(moved(here.state, first, name)); // something was rounded to float16
    }
  });

  test("weights stay float32: steps too small for float16 add up", async () => {
    const game = withLossScaling(atRate(tinyGan(), 1e-5));
    const first = initialState(declareGame(game), 7);
    const { state } = await played(runtime, game);
    const [before, after] = [first, state].map((held) => Array.from(held["D/parameters"]?.data ?? []));
    const change = moved(state, first, "D/parameters");
    const large = change.flatMap((by, i) => (Math.abs(before?.[i] ?? 0) > 0.1 && by !== 0 ? [i] : []));
    expect(large.length).toBeGreaterThan(3);
    for (const i of large) expect(roundToHalf(after?.[i] as number)).toBe(roundToHalf(before?.[i] as number));
  });
});

/** Of a step's model: its casts to float16, its products, and how many of these are float16. */
function productsOf(game: Game, precision: "full" | "mixed"): { casts: number; half: number; products: number } {
  const { program } = fusedStep(game, declareGame(game));
  const { bytes } = lowerProgram(withResults(program, simplify(resultsOf(program))), { precision });
  const nodes = fromBinary(ModelProtoSchema, bytes).graph?.node ?? [];
  const isProduct = ({ opType }: NodeProto): boolean => opType === "Gemm" || opType === "MatMul";
  const castsTo = ({ opType, attribute }: NodeProto): number | null =>
    opType === "Cast" ? Number(attribute[0]?.i) : null;
  const half = new Set<string>();
  for (const node of nodes) {
    const { opType, input, output } = node;
    if (opType === "Greater" || opType === "Equal") continue;
    const [to, values] = [castsTo(node), opType === "Where" ? input.slice(1) : input];
    const isHalf = to === null ? values.some((name) => half.has(name)) : to === elementTypes.float16;
    if (isHalf) for (const name of output) half.add(name);
  }
  return {
    casts: nodes.filter((node) => castsTo(node) === elementTypes.float16).length,
    half: nodes.filter((node) => isProduct(node) && half.has(node.output[0] as string)).length,
    products: nodes.filter(isProduct).length,
  };
}

/** How many products of a step are with a vector, by their shapes. */
function vectorProducts(game: Game): number {
  const products = topologicalOrder(simplify(resultsOf(fusedStep(game, declareGame(game)).program))).filter(
    ({ op }) => op.kind === "matmul",
  );
  return products.filter(({ shape, inputs }) => [shape, ...inputs.map((one) => one.shape)].some((s) => s.includes(1)))
    .length;
}

test.each<readonly [string, Game, number, number]>([
  ["the classic game", tinyGan(), 11, 14],
  ["a gradient penalty", tinyGan({ loss: "wasserstein", penalty: "gp", penaltyWeight: 10 }), 16, 19],
])("%s: the model's products are float16, but for those through D's only output", (_, game, half, products) => {
  const mixed = productsOf(withLossScaling(game), "mixed");
  expect(mixed).toMatchObject({ half, products });
  expect(products - half).toBe(vectorProducts(withLossScaling(game)));
  expect(mixed.casts).toBeGreaterThanOrEqual(half);
  expect(productsOf(game, "full")).toEqual({ casts: 0, half: 0, products });
});

/** w `[4, 3]` on four numbers; its loss is `factor`·3e-8·mean((x w)²), so its slopes are about 1e-9. */
const faint = (factor: (step: number) => number = () => 1): Game => ({
  players: {
    W: {
      network: (scope, x) => matmul(x as Node, scope.parameter("w", [4, 3], values)),
      optimiser: sgd({ learningRate: 1e7 }),
    },
  },
  inputs: { x: { kind: "normal", shape: [8, 4] } },
  phases: [
    {
      name: "W",
      updates: ["W"],
      loss: ({ W }, { x }, controls) => ({
        loss: mul(mul(mean(square(W?.(x as Node) as Node)), 3e-8), controls.factor as Node),
      }),
    },
  ],
  controls: { factor },
  sampler: { player: "W", inputs: ["x"], output: "sample", draw: ({ W }, { x }) => W?.(x as Node) as Node },
});
const values: typeof zeros = (_, shape) =>
  Float32Array.from({ length: (shape[0] as number) * (shape[1] as number) }, (__, i) => Math.sin(i + 1));

describe.each(runtimes)("gradients that float16 cannot hold, in %s", (_, runtime) => {
  const first = initialState(declareGame(faint()), 7);

  test("survive with loss scaling, and are lost without", async () => {
    const exact = moved(
      (await played(referenceRuntime(), faint(), { precision: "full" })).state,
      first,
      "W/parameters",
    );
    expect(largest(exact)).toBeGreaterThan(1e-3);
    const scaled = moved((await played(runtime, withLossScaling(faint()))).state, first, "W/parameters");
    const size = largest(exact);
    // x, w, their product, its slope and the gradient are rounded: five roundings
    expectClose(
      scaled.map((x) => x / size),
      exact.map((x) => x / size),
      { rtol: 0, atol: 5 * HALF_ROUNDING },
    );
    if (runtime.device !== "reference") return; // on the processor they are not rounded to float16
    const unscaled = await played(runtime, faint());
    expect(moved(unscaled.state, first, "W/parameters")).toEqual(exact.map(() => 0));
  });

  test("that overflow leave the update out and halve the scale; then training goes on", async () => {
    const game = withLossScaling(faint((step) => (step === 1 || step === 2 ? 1e38 : 1)));
    const { rows } = await played(runtime, game, { steps: 4 });
    expect(rows.map(({ scaleW, skippedW }) => [scaleW, skippedW])).toEqual([
      [65_536, 0],
      [32_768, 1],
      [16_384, 2],
      [16_384, 2],
    ]);
    expect(rows.map(({ gradientW }) => (gradientW as number) > 0)).toEqual([true, false, false, true]);
    expect(rows.every((row) => Object.values(row).every(Number.isFinite))).toBe(true);
    const [one, three] = [await played(runtime, game, { steps: 1 }), await played(runtime, game, { steps: 3 })];
    expect(three.state["W/parameters"]).toEqual(one.state["W/parameters"]);
  });

  test("that fit for long enough double the scale", async () => {
    const name = "W/optimiser/cleanUpdates";
    const changed = { [name]: { dtype: "float32" as const, shape: [], data: Float32Array.of(1998) } };
    const { rows, state } = await played(runtime, withLossScaling(faint()), { steps: 3, changed });
    expect(rows.map(({ scaleW }) => scaleW)).toEqual([65_536, 131_072, 131_072]);
    expect(state[name]?.data[0]).toBe(1);
  });

  test("that overflow at a scale of 1 are shown for what they are", async () => {
    const changed = scaleOf("W", 1);
    const game = withLossScaling(faint(() => 1e38));
    const { rows } = await played(runtime, game, { changed });
    expect(Number.isFinite(rows[0]?.gradientW)).toBe(false);
    expect(Number.isFinite(rows[0]?.lossW)).toBe(true);
  });
});

/** Means over the last half of 150 steps: seeds differ by 5 % and more, precisions by less than 1 %. */
test("a ring is learnt as in float32", async () => {
  const game = recipeGame(gan, { kind: "points", dimensions: 2, classes: 8 }, { batch: 32, width: 16 });
  const late = async (playing: Promise<{ readonly rows: Rows }>): Promise<number[]> => {
    const rows = (await playing).rows.slice(75);
    return ["lossD", "lossG", "dReal", "dFake"].map(
      (name) => rows.reduce((sum, row) => sum + (row[name] as number), 0) / rows.length,
    );
  };
  const full = await late(played(referenceRuntime(), game, { steps: 150, precision: "full" }));
  const mixed = await late(played(referenceRuntime(), withLossScaling(game), { steps: 150 }));
  expectClose(mixed, full, { rtol: 0.02, atol: 0 });
});
