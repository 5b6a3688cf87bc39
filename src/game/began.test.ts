/** @file BEGAN: both phases against PyTorch (scripts/golden/began.py), k and the rates against traces by hand. */
import { describe, expect, test } from "vitest";
import { type Packed, readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import { type AutoencoderOptions, beganAutoencoder, beganDecoder } from "../models/autoencoder.ts";
import type { Network } from "../models/scope.ts";
import { callNetwork, collectNetwork } from "../models/trace.ts";
import { adam } from "../optim/adam.ts";
import { evaluate } from "../runtime/reference.ts";
import { controlValues, initialControls, nextControls } from "../training/controls.ts";
import { beganGame } from "./began.ts";
import type { Game, Phase, PlayerHandle } from "./game.ts";

interface Side {
  readonly loss: Packed;
  readonly gradients: Readonly<Record<string, Packed>>;
}
interface Golden {
  readonly x: Packed;
  readonly z: Packed;
  readonly k: number;
  readonly gamma: number;
  readonly generator: Readonly<Record<string, Packed>>;
  readonly judge: Readonly<Record<string, Packed>>;
  readonly D: Side & { readonly lossReal: Packed; readonly lossFake: Packed; readonly measure: Packed };
  readonly G: Side;
}
const golden = readGolden<Golden>(import.meta.url, "began");
const nets: AutoencoderOptions = { size: 10, channels: 2, width: 2, hidden: 3 };

function gameOf(changed: Partial<Parameters<typeof beganGame>[0]> = {}): Game {
  const optimiser = adam({ learningRate: 1e-3 });
  return beganGame({
    generator: { network: beganDecoder(nets), optimiser },
    autoencoder: { network: beganAutoencoder(nets), optimiser },
    dataShape: [3, 2, 10, 10],
    z: { kind: "uniform", shape: [3, 3], low: -1, high: 1 },
    ...{ gamma: golden.gamma, kRate: 0.001, patience: 4, factor: 0.5, reuseFakes: true, ...changed },
  });
}

/** A network over the golden file's parameters, which are inputs named `G/…` and `D/…`. */
function handle(network: Network, player: string, packed: Golden["judge"], joins: boolean) {
  const parameters = Object.fromEntries(
    Object.entries(packed).map(([name, { shape }]) => [name, input(`${player}/${name}`, shape)]),
  );
  const noise = (): Node => {
    throw new Error("no noise here");
  };
  const call = (...inputs: Node[]): Node =>
    callNetwork(network, { inputs, parameters, buffers: {}, training: true, noise }).output;
  const player_: PlayerHandle = Object.assign(call, { rowwise: () => joins });
  return { player: player_, parameters };
}

const named = (player: string, packed: Golden["judge"]) =>
  Object.fromEntries(Object.entries(packed).map(([name, value]) => [`${player}/${name}`, value]));

const feeds = {
  ...{ x: golden.x, z: golden.z, k: { shape: [], data: [golden.k] }, rate: { shape: [], data: [1] } },
  ...named("G", golden.generator),
  ...named("D", golden.judge),
};

/** Loss, gradients and watched numbers of a phase, over the golden inputs. */
function played(phase: Phase | undefined, updates: "G" | "D", joins: boolean) {
  const G = handle(beganDecoder(nets), "G", golden.generator, joins);
  const D = handle(beganAutoencoder(nets), "D", golden.judge, joins);
  const inputs = { x: input("x", golden.x.shape), z: input("z", golden.z.shape) };
  const controls = { k: input("k", []), rate: input("rate", []) };
  const result = (phase as Phase).loss({ G: G.player, D: D.player }, inputs, controls);
  const parameters = (updates === "G" ? G : D).parameters;
  const slopes = gradient(result.loss, Object.values(parameters));
  const watch = Object.entries(result.watch ?? {});
  const values = evaluate([result.loss, ...slopes, ...watch.map(([, node]) => node)], feeds).map(({ data }) => data);
  return {
    loss: values[0] as Float64Array,
    gradients: Object.fromEntries(Object.keys(parameters).map((name, i) => [name, values[1 + i] as Float64Array])),
    watched: Object.fromEntries(watch.map(([name], i) => [name, values[1 + slopes.length + i] as Float64Array])),
  };
}

/** The interpreter computes in float64; what is left is the rounding of k, γ and 1/N to float32. */
const tolerance = { rtol: 1e-6, atol: 1e-8 };

describe.each([
  ["in one pass", true],
  ["one after the other", false],
] as const)("BEGAN's phases equal PyTorch's, both batches repeated %s", (_, joins) => {
  test.each(["D", "G"] as const)("%s", (name) => {
    const { loss, gradients, watched } = played(
      gameOf().phases.find((phase) => phase.name === name),
      name,
      joins,
    );
    const want = golden[name];
    expectClose(loss, want.loss.data, tolerance);
    expect(Object.keys(gradients).sort()).toEqual(Object.keys(want.gradients).sort());
    for (const [key, slope] of Object.entries(gradients)) {
      expectClose(slope, want.gradients[key]?.data ?? [], tolerance);
    }
    if (name === "G") return;
    for (const key of ["lossReal", "lossFake", "measure"] as const) {
      expectClose(watched[key] as Float64Array, golden.D[key].data, tolerance);
    }
    expectClose(watched.k as Float64Array, [golden.k], tolerance);
  });
});

describe("the networks", () => {
  test("have the paper's shapes: n more channels at each halving in the encoder, n throughout in the decoder", () => {
    const options = { size: 32, channels: 3, width: 4, hidden: 5 };
    const { parameters } = collectNetwork(beganAutoencoder(options), [input("x", [2, 3, 32, 32])]);
    const weights = parameters.filter(({ name }) => name.endsWith("weight")).map(({ name, shape }) => [name, shape]);
    const twice = (name: string, out: number, inside = out) => [
      [`${name}.conv1.weight`, [out, inside, 3, 3]],
      [`${name}.conv2.weight`, [out, out, 3, 3]],
    ];
    expect(weights).toEqual([
      ["encoder.image.weight", [4, 3, 3, 3]],
      ...twice("encoder.block0", 4),
      ["encoder.down1.weight", [8, 4, 3, 3]],
      ...twice("encoder.block1", 8),
      ["encoder.down2.weight", [12, 8, 3, 3]],
      ...twice("encoder.block2", 12),
      ["encoder.hidden.weight", [5, 12 * 64]],
      ["decoder.hidden.weight", [4 * 64, 5]],
      ...twice("decoder.block0", 4),
      ...twice("decoder.block1", 4),
      ...twice("decoder.block2", 4),
      ["decoder.image.weight", [3, 4, 3, 3]],
    ]);
  });

  test.each([
    [8, 8],
    [16, 8],
    [28, 7],
    [48, 6],
    [64, 8],
  ])("of %i pixels have %i inside", (size, inside) => {
    const network = beganDecoder({ size, channels: 1, width: 3 });
    const { parameters } = collectNetwork(network, [input("h", [1, 2])]);
    expect(parameters[0]).toMatchObject({ name: "hidden.weight", shape: [3 * inside * inside, 2] });
  });

  test("refuse sizes that cannot be halved, and no channels", () => {
    expect(() => beganDecoder({ size: 50, channels: 1, width: 3 })(undefined as never)).toThrow(
      "autoencoder.size: expected 4, 5, 6 or 7 times a power of two",
    );
    expect(() => beganAutoencoder({ ...nets, hidden: 0 })).toThrow(
      "autoencoder.hidden: expected an integer ≥ 1, got 0.",
    );
  });
});

/** L(x) and L(G(z)) of 20 steps. */
const real = [
  0.8, 0.7, 0.62, 0.55, 0.5, 0.46, 0.43, 0.4, 0.38, 0.36, 0.35, 0.34, 0.33, 0.32, 0.31, 0.3, 0.3, 0.3, 0.3, 0.3,
];
const fake = [0.1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.6, 0.3, 0.1, 0.05, 0.1, 0.15, 0.2, 0.25, 0.1, 0.05, 0.1, 0.15, 0.2, 0];

/** k after each of those steps with λ_k 1 and γ ½, added up by hand. */
const kByHand = [
  ...[0.3, 0.15, 0.26, 0.435, 0.635, 0.845, 0.46, 0.36, 0.45, 0.58],
  ...[0.655, 0.675, 0.64, 0.55, 0.605, 0.705, 0.755, 0.755, 0.705, 0.855],
];

/** @property rates those of the next step, and whatever else it is fed */
interface Traced {
  readonly k: number;
  readonly rate: number;
  readonly rates: Readonly<Record<string, number>>;
}

/** The controls after each step in turn. */
function traced(game: Game, measures: readonly (readonly [number, number])[]): readonly Traced[] {
  let state = initialControls(game);
  return measures.map(([lossReal, lossFake], step) => {
    const measure = lossReal + Math.abs(golden.gamma * lossReal - lossFake);
    state = nextControls(game, state, { lossReal, lossFake, measure });
    const { k = Number.NaN, rate = Number.NaN } = state.values;
    return { k, rate, rates: controlValues(game, state, step + 1) };
  });
}

describe("k", () => {
  const losses = real.map((value, i) => [value, fake[i] as number] as const);

  test("begins at 0 and follows a trace of 20 steps by hand", () => {
    expect(initialControls(gameOf()).values.k).toBe(0);
    const trace = traced(gameOf({ kRate: 1 }), losses);
    expectClose(
      trace.map(({ k }) => k),
      kByHand,
      { rtol: 1e-12, atol: 1e-14 },
    );
  });

  test("moves as slowly as λ_k says", () => {
    const trace = traced(gameOf(), losses);
    expectClose([trace[0]?.k as number, trace[2]?.k as number], [0.0003, 0.00026], { rtol: 1e-12, atol: 0 });
  });

  test("stays within [0, 1]", () => {
    const game = gameOf({ kRate: 4 });
    const ends = traced(game, [...Array<readonly [number, number]>(3).fill([1, 0]), [0, 2], [0, 2]]);
    expect(ends.map(({ k }) => k)).toEqual([1, 1, 1, 0, 0]);
  });
});

describe("the rates", () => {
  test("halve when M_global has had no new minimum for as long as patience says, and wait as long again", () => {
    const falling = Array.from({ length: 4 }, (_, i) => [1 - 0.1 * i, 0] as const);
    const rising = Array.from({ length: 14 }, () => [2, 0] as const);
    const trace = traced(gameOf({ patience: 4 }), [...falling, ...rising]);
    expect(trace.map(({ rate }) => rate)).toEqual([...Array(9).fill(1), ...Array(5).fill(0.5), ...Array(4).fill(0.25)]);
    expectClose([trace[8]?.rates["lr.G"] ?? 0, trace[9]?.rates["lr.D"] ?? 0], [1e-3, 5e-4], { rtol: 1e-12, atol: 0 });
  });

  test("stay while M_global falls", () => {
    const trace = traced(
      gameOf({ patience: 4 }),
      Array.from({ length: 50 }, (_, i) => [1 / (1 + i), 0] as const),
    );
    expect(trace.at(-1)?.rate).toBe(1);
  });
});

test("D's answer is no opinion: no diagnosis reads one out of it", () => {
  expect(gameOf().reading).toBeUndefined();
  const watched = Object.keys(played(gameOf().phases[0], "D", true).watched);
  expect(watched).toEqual(["lossReal", "lossFake", "measure", "k", "rate"]);
});
