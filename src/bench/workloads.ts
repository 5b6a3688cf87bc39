/**
 * @file The workloads that speed is measured on, as games. Each is small enough to be written down in one line, and the
 * same line is what the PyTorch peer in `bench/peer` builds:
 *
 *   mlp           z 100 → 128 ELU → 128 sigmoid → 784; D 784 → 128 ELU → 128 ELU → 1; Adam 1e-3 (.9, .999); 5 D + 1 G
 *   wgan-gp-mlp   z 64 → 512 → 512 → 784; D 784 → 512 → 512 → 1; LeakyReLU .2; λ 10; Adam 1e-4 (.5, .9); 5 D + 1 G
 *   dcgan32       32×32×1, 4×4 kernels, stride 2, width 64, batch norm; Adam 2e-4 (.5, .999); 1 D + 1 G on shared fakes
 *   dcgan64       64×64×3, the same
 */
import { GantryError } from "../base/error.ts";
import type { Shape } from "../base/shape.ts";
import type { Game, Player } from "../game/game.ts";
import { type TwoPlayerOptions, twoPlayerGame } from "../game/two-player.ts";
import { flatten } from "../graph/functions.ts";
import { reshape } from "../graph/primitives.ts";
import { type ActivationName, activate } from "../models/activation.ts";
import { dcganDiscriminator, dcganGenerator } from "../models/dcgan.ts";
import { linear } from "../models/linear.ts";
import type { Network } from "../models/scope.ts";
import { adam } from "../optim/adam.ts";

export const WORKLOADS = ["mlp", "wgan-gp-mlp", "dcgan32", "dcgan64"] as const;
export type Workload = (typeof WORKLOADS)[number];

/** What a workload may be measured at besides its own numbers. */
export interface WorkloadShape {
  /** Height and width of the images. */
  readonly size: number;
  readonly channels: number;
  readonly batch: number;
  /** Units of a hidden layer (MLP), or channels next to the image (DCGAN). */
  readonly width: number;
  /** Height and width of the convolutions' kernels; MLPs have none. */
  readonly kernel: 3 | 4 | 5;
  /** D updates in one step. */
  readonly k: number;
}

const common = { batch: 64, kernel: 4 } as const;

const ownShapes: Readonly<Record<Workload, WorkloadShape>> = {
  mlp: { ...common, size: 28, channels: 1, width: 128, k: 5 },
  "wgan-gp-mlp": { ...common, size: 28, channels: 1, width: 512, k: 5 },
  dcgan32: { ...common, size: 32, channels: 1, width: 64, k: 1 },
  dcgan64: { ...common, size: 64, channels: 3, width: 64, k: 1 },
};

export const isWorkload = (name: string): name is Workload => (WORKLOADS as readonly string[]).includes(name);

/** A workload's shape with some numbers changed. @throws E112 for a number that is no positive integer, or no kernel */
export function workloadShape(workload: Workload, changes: Partial<WorkloadShape> = {}): WorkloadShape {
  const shape = { ...ownShapes[workload], ...changes };
  for (const [name, value] of Object.entries(shape)) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new GantryError("E112", { where: `bench.${name}`, expected: "an integer ≥ 1", got: String(value) });
  }
  if (![3, 4, 5].includes(shape.kernel)) {
    throw new GantryError("E112", { where: "bench.kernel", expected: "3, 4 or 5", got: String(shape.kernel) });
  }
  return shape;
}

export const isConvolutional = (workload: Workload): boolean => workload.startsWith("dcgan");

/** How many numbers z has. */
export const zSizeOf = (workload: Workload): number => (workload === "wgan-gp-mlp" ? 64 : 100);

/** @throws E112 for a size that DCGAN's networks do not have */
export function workloadGame(workload: Workload, shape: WorkloadShape): Game {
  const { size, channels, batch, k } = shape;
  const players = isConvolutional(workload) ? dcganPlayers(shape) : mlpPlayers(workload, shape);
  return twoPlayerGame({
    ...players,
    dataShape: [batch, channels, size, size],
    z: { kind: "normal", shape: [batch, zSizeOf(workload)] },
    loss: workload === "wgan-gp-mlp" ? "wasserstein" : "ns",
    lossSwitch: 0,
    penalty: workload === "wgan-gp-mlp" ? "gp" : "none",
    penaltyWeight: 10,
    discriminatorSteps: k,
    reuseFakes: isConvolutional(workload),
  });
}

type Players = Pick<TwoPlayerOptions, "generator" | "discriminator">;

function dcganPlayers({ size, channels, width, kernel }: WorkloadShape): Players {
  const nets = { size, channels, width, kernel };
  const player = (network: Network): Player => ({ network, optimiser: adam({ learningRate: 2e-4, beta1: 0.5 }) });
  return { generator: player(dcganGenerator(nets)), discriminator: player(dcganDiscriminator(nets)) };
}

function mlpPlayers(workload: Workload, { size, channels, width }: WorkloadShape): Players {
  const penalised = workload === "wgan-gp-mlp";
  const options = penalised ? { learningRate: 1e-4, beta1: 0.5, beta2: 0.9 } : { learningRate: 1e-3 };
  const [first, second, critic]: ActivationName[] = penalised
    ? ["leakyRelu", "leakyRelu", "leakyRelu"]
    : ["elu", "sigmoid", "elu"];
  const player = (network: Network): Player => ({ network, optimiser: adam(options) });
  return {
    generator: player(layers(width, [first, second] as ActivationName[], [channels, size, size])),
    discriminator: player(layers(width, [critic, critic] as ActivationName[], [1])),
  };
}

/** A perceptron whose hidden layers differ in their activations. @returns a network from `[N, …]` to `[N, ...out]` */
function layers(width: number, activations: readonly ActivationName[], out: Shape): Network {
  const features = out.reduce((product, extent) => product * extent, 1);
  return (scope, x) => {
    let h = flatten(x as Parameters<typeof flatten>[0]);
    activations.forEach((activation, i) => {
      h = activate(activation, linear(scope.child(`hidden${i}`), h, { out: width }));
    });
    return reshape(linear(scope.child("out"), h, { out: features }), [h.shape[0] as number, ...out]);
  };
}
