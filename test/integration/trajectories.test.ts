/**
 * @file The proof for engineers: from the same weights, batches and noise, 100 steps of three games lose what PyTorch's
 * lose (scripts/golden/trajectories.py).
 *
 * The band is what rounding does to PyTorch's own float32 runs when the samples of a batch change places. Ours is one
 * more draw of that rounding, so it may stray a few times as far as the farthest of nine: four times. Twice float32's
 * ε is added for the loss's own last digit.
 */
import { describe, expect, test } from "vitest";
import { floatTensor, type Tensor } from "../../src/base/tensor.ts";
import { nodeRuntime } from "../../src/runtime/ort.node.ts";
import { referenceRuntime } from "../../src/runtime/reference-runtime.ts";
import type { Runtime } from "../../src/runtime/runtime.ts";
import { controlNames, declareGame } from "../../src/steps/declare.ts";
import { fusedStep } from "../../src/steps/step.ts";
import { readGolden } from "../golden.ts";
import { expectClose } from "../matchers.ts";
import { type TrajectoryGame, trajectoryGames, trajectoryInput, trajectoryState } from "../trajectory-games.ts";

type Losses = Readonly<Record<"lossD" | "lossG", readonly number[]>>;
type Trajectory = Losses & Readonly<Record<"bandD" | "bandG", readonly number[]>> & { readonly seed: number };

const golden = readGolden<Record<string, Trajectory>>(import.meta.url, "trajectories");

async function trajectoryOf(name: string, runtime: Runtime, steps: number): Promise<Losses> {
  const { game, signed } = trajectoryGames[name] as TrajectoryGame;
  const { seed } = golden[name] as Trajectory;
  const layout = declareGame(game);
  const { program, inputs, watch } = fusedStep(game, layout);
  const session = await runtime.open(program);
  const state = runtime.state(trajectoryState(layout));
  const controls = Object.fromEntries(
    controlNames(game).map((control) => {
      const player = game.players[control.slice("lr.".length)];
      return [`control/${control}`, floatTensor([], [player?.optimiser.learningRate(0) ?? Number.NaN])];
    }),
  );
  const losses = { lossD: [] as number[], lossG: [] as number[] };
  try {
    for (let step = 0; step < steps; step += 1) {
      const place = `${seed}/${step}`;
      const fed = inputs.map((input) => [input.name, trajectoryInput(place, input.name, input.source, signed)]);
      const outputs = await session.run(state, { ...Object.fromEntries(fed), ...controls });
      const watched = (outputs.watch as Tensor<"float32">).data;
      losses.lossD.push(watched[watch.indexOf("lossD")] as number);
      losses.lossG.push(watched[watch.indexOf("lossG")] as number);
    }
  } finally {
    state.release();
    await session.release();
  }
  return losses;
}

function expectWithin(got: Losses, { lossD, lossG, bandD, bandG }: Trajectory): void {
  const compare = (losses: readonly number[], want: readonly number[], band: readonly number[]): void =>
    losses.forEach((loss, step) => {
      expectClose([loss], [want[step] as number], { rtol: 2.4e-7, atol: 4 * (band[step] as number) });
    });
  compare(got.lossD, lossD, bandD);
  compare(got.lossG, lossG, bandG);
}

describe("100 steps lose what PyTorch's lose", () => {
  test.each(Object.keys(golden))("%s", async (name) => {
    const got = await trajectoryOf(name, nodeRuntime({ threads: 1 }), 100);
    expect(got.lossD).toHaveLength(100);
    expectWithin(got, golden[name] as Trajectory);
  });
});

/** The interpreter takes up to seconds a step, so it walks fewer. */
describe("so does the float64 interpreter", () => {
  test.each([
    ["gan", 1],
    ["dcgan", 10],
    ["wgan-gp", 8],
  ] as const)("%s for %i step(s)", async (name, steps) => {
    expectWithin(await trajectoryOf(name, referenceRuntime(), steps), golden[name] as Trajectory);
  });
});
