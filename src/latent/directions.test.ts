import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { tinyDcgan } from "../../test/tiny-trained.ts";
import { fillNormal } from "../base/random.ts";
import { floatTensor } from "../base/tensor.ts";
import { twoPlayerGame } from "../game/two-player.ts";
import { linear } from "../models/linear.ts";
import { sgd } from "../optim/sgd.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { declareGame } from "../steps/declare.ts";
import { directionsOf, principalDirections } from "./directions.ts";

const runtime = referenceRuntime();

test("of a linear first layer are the singular vectors of its weights, and a step is one deviation of z", async () => {
  const optimiser = sgd({ learningRate: 1 });
  const game = twoPlayerGame({
    generator: {
      network: (scope, z) =>
        linear(scope.child("out"), linear(scope.child("first"), z as never, { out: 3 }), { out: 2 }),
      optimiser,
    },
    discriminator: { network: (scope, x) => linear(scope, x as never, { out: 1 }), optimiser },
    dataShape: [4, 2],
    z: { kind: "normal", shape: [4, 2] },
    ...{ loss: "ns", lossSwitch: 0, penalty: "none", penaltyWeight: 1, discriminatorSteps: 1, reuseFakes: false },
  });
  const layout = declareGame(game);
  // first.weight [3, 2] = diag(5, .5) turned by 45° in z: y = 5 (z₁ + z₂)/√2, .5 (z₂ − z₁)/√2, 0
  const r = Math.SQRT1_2;
  const first = [5 * r, 5 * r, -0.5 * r, 0.5 * r, 0, 0];
  const names = layout.G?.parameters.entries.map(({ name }) => name);
  expect(names).toEqual(["first.weight", "first.bias", "out.weight", "out.bias"]);
  const weights = Float32Array.from([...first, 1, 2, 3, 1, 0, 0, 0, 1, 0, 0, 0]);
  const state = { "G/parameters": floatTensor([weights.length], weights) };
  const found = await principalDirections(runtime, { game, layout, state }, { components: 2, samples: 4000, seed: 1 });
  // 4,000 normals: a covariance errs by about 1/√4000 = .016
  expectClose(found.steps.values, [r, r, -r, r], { rtol: 0.05, atol: 0.03 });
  expectClose(found.shares, [25 / 25.25, 0.25 / 25.25], { rtol: 0.05, atol: 0 });
});

test("of dcgan's first layer are as many as asked for", async () => {
  const found = await principalDirections(runtime, tinyDcgan(), { components: 2, samples: 50 });
  expect([found.steps.rows, found.steps.columns, found.shares.length]).toEqual([2, 3, 2]);
  expect(found.shares[0] as number).toBeGreaterThan(found.shares[1] as number);
});

test("of what latents give without a network at hand: y = A z, with A's singular vectors turned into z", async () => {
  const z = floatTensor([2000, 2], fillNormal({ seed: 2, stream: "z", counter: 0 }, new Float32Array(4000)));
  const y = floatTensor(
    [2000, 2],
    Float32Array.from(z.data, (value, i) => (i % 2 === 0 ? 4 : 1) * value),
  );
  const rounds: number[] = [];
  const found = await directionsOf(runtime, z, y, { components: 2, onRound: (round) => rounds.push(round) });
  expectClose(found.steps.values, [1, 0, 0, 1], { rtol: 0.05, atol: 0.05 }); // 2,000 normals err by 1/√2000
  expectClose(found.shares, [16 / 17, 1 / 17], { rtol: 0.1, atol: 0 });
  expect(rounds.slice(0, 2)).toEqual([1, 2]);
});
