/**
 * @file The three games of the trajectory test, and the numbers they start from: the generator that
 * scripts/golden/trajectories.py describes, so that nothing but losses is committed.
 */
import { hashOf } from "../src/base/random.ts";
import { type Shape, sizeOf } from "../src/base/shape.ts";
import { floatTensor, type Tensor } from "../src/base/tensor.ts";
import type { Game, GameInput } from "../src/game/game.ts";
import { type TwoPlayerOptions, twoPlayerGame } from "../src/game/two-player.ts";
import { dcganDiscriminator, dcganGenerator, mlp } from "../src/models/index.ts";
import { type AdamOptions, adam } from "../src/optim/index.ts";
import { type GameLayout, initialState, vectorsBelow } from "../src/steps/layout.ts";

/** The i-th uniform number of a stream. */
function uniformOf(stream: string): (i: number) => number {
  const h = hashOf(stream);
  return (i) => {
    let w = (h + Math.imul(0x9e3779b9, i + 1)) | 0;
    w = Math.imul(w ^ (w >>> 16), 0x85ebca6b);
    w = Math.imul(w ^ (w >>> 13), 0xc2b2ae35);
    return ((w ^ (w >>> 16)) >>> 0) / 2 ** 32;
  };
}

const filled = (shape: Shape, value: (i: number) => number): Tensor<"float32"> =>
  floatTensor(
    shape,
    Float32Array.from({ length: sizeOf(shape) }, (_, i) => value(i)),
  );

function normal(stream: string, shape: Shape): Tensor<"float32"> {
  const u = uniformOf(stream);
  return filled(shape, (i) => (u(4 * i) + u(4 * i + 1) + u(4 * i + 2) + u(4 * i + 3) - 2) * Math.sqrt(3));
}

function data(stream: string, shape: Shape, signed: boolean): Tensor<"float32"> {
  const [u, pattern] = [uniformOf(stream), uniformOf("pattern")];
  const features = sizeOf(shape.slice(1));
  const value = (i: number): number => 0.5 * pattern(i % features) + 0.5 * u(i);
  return filled(shape, signed ? (i) => 2 * value(i) - 1 : value);
}

function weight(stream: string, name: string, shape: Shape): Tensor<"float32"> {
  const u = uniformOf(`${stream}/${name}`);
  const spread = (i: number): number => 2 * u(i) - 1;
  if (name.endsWith("norm.weight")) return filled(shape, (i) => 1 + spread(i) / 10);
  if (name.endsWith("norm.bias")) return filled(shape, () => 0);
  const size = shape.length === 1 ? 10 : Math.sqrt(sizeOf(shape.slice(1)));
  return filled(shape, (i) => spread(i) / size);
}

/** A game, and whether its data lie in [−1, 1] or in [0, 1]. */
export interface TrajectoryGame {
  readonly game: Game;
  readonly signed: boolean;
}

interface Nets extends Pick<TwoPlayerOptions, "dataShape" | "discriminatorSteps" | "reuseFakes"> {
  readonly networks: readonly [TwoPlayerOptions["generator"]["network"], TwoPlayerOptions["generator"]["network"]];
  readonly optimiser: AdamOptions;
  readonly z: number;
  readonly wasserstein?: boolean;
}

function adversaries({ networks: [G, D], optimiser, z, wasserstein = false, ...rest }: Nets): Game {
  return twoPlayerGame({
    ...rest,
    generator: { network: G, optimiser: adam(optimiser) },
    discriminator: { network: D, optimiser: adam(optimiser) },
    z: { kind: "normal", shape: [rest.dataShape[0] as number, z] },
    loss: wasserstein ? "wasserstein" : "ns",
    lossSwitch: 0,
    penalty: wasserstein ? "gp" : "none",
    penaltyWeight: 10,
  });
}

export const trajectoryGames: Readonly<Record<string, TrajectoryGame>> = {
  gan: {
    signed: false,
    game: adversaries({
      networks: [
        mlp({ hidden: [128, 128], out: 784, activation: "elu", outputActivation: "sigmoid" }),
        mlp({ hidden: [128, 128], out: 1, activation: "elu" }),
      ],
      optimiser: { learningRate: 1e-3 },
      dataShape: [64, 784],
      z: 100,
      discriminatorSteps: 5,
      reuseFakes: false,
    }),
  },
  dcgan: {
    signed: true,
    game: adversaries({
      networks: [
        dcganGenerator({ size: 16, channels: 1, width: 8 }),
        dcganDiscriminator({ size: 16, channels: 1, width: 8 }),
      ],
      optimiser: { learningRate: 2e-4, beta1: 0.5 },
      dataShape: [8, 1, 16, 16],
      z: 10,
      discriminatorSteps: 1,
      reuseFakes: true,
    }),
  },
  "wgan-gp": {
    signed: true,
    game: adversaries({
      networks: [
        mlp({ hidden: [64, 64], out: 100, activation: "leakyRelu", outputActivation: "tanh" }),
        mlp({ hidden: [64, 64], out: 1, activation: "leakyRelu" }),
      ],
      optimiser: { learningRate: 1e-4, beta1: 0.5, beta2: 0.9 },
      dataShape: [32, 100],
      z: 16,
      discriminatorSteps: 5,
      reuseFakes: false,
      wasserstein: true,
    }),
  },
};

/** The state a game starts from: parameters by name, everything else as the product has it. */
export function trajectoryState(layout: GameLayout): Record<string, Tensor> {
  const state = initialState(layout, 0);
  for (const player of Object.values(layout)) {
    for (const { name, layout: part, shape } of vectorsBelow(player.name, "parameters", player)) {
      const vector = new Float32Array(part.size);
      for (const entry of part.entries) {
        vector.set(weight(player.name, entry.name, entry.shape).data, entry.offset);
      }
      state[name] = floatTensor(shape, vector);
    }
  }
  return state;
}

/** What an input of a step holds. @param place `<seed>/<step>` @param name as the program calls it, `D.0.x` */
export function trajectoryInput(place: string, name: string, { kind, shape }: GameInput, signed: boolean): Tensor {
  const stream = `${place}/${name}`;
  if (kind === "data") return data(stream, shape, signed);
  return kind === "normal" ? normal(stream, shape) : filled(shape, uniformOf(stream));
}
