/** A generator with D behind it: what it draws is the generator's, what it says is D's own, by other ways. */
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { recipeGame, tinyGan } from "../../test/play.ts";
import { tinyDcgan } from "../../test/tiny-trained.ts";
import type { Tensor } from "../base/tensor.ts";
import type { Game } from "../game/game.ts";
import { oneHot } from "../graph/functions.ts";
import { input } from "../graph/primitives.ts";
import { networksOf, type Trained } from "../latent/trained.ts";
import { dcgan } from "../recipes/dcgan.ts";
import { openGenerator } from "../runtime/generator.node.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { declareGame } from "../steps/declare.ts";
import { initialState } from "../steps/layout.ts";
import { inferenceHandles } from "../steps/sampler.ts";
import { generatorModel } from "./generator.ts";

const facts = { recipe: "mine", dataName: "mine", step: 0 };
const trained = (game: Game): Trained => {
  const layout = declareGame(game);
  return { game, layout, state: initialState(layout, 7) };
};
const modelOf = ({ game, layout, state }: Trained, judged = true) =>
  openGenerator(generatorModel(game, layout, state as Record<string, Tensor>, { ...facts, judged }), "mine.onnx");
const images = { kind: "images", size: 16, channels: 1, classes: 3 } as const;
const conditional = (changed = {}) =>
  recipeGame(dcgan, images, { conditional: true, width: 4, "z.size": 3, batch: 2, ...changed });

/** D on images, by the interpreter in float64, its weights fed by name. @param label of every image; null where D is told none */
async function saidBy({ game, layout, state }: Trained, image: Tensor<"float32">, label: number | null) {
  const x = input("image", image.shape);
  const y = label === null ? null : input("label", [image.shape[0] as number], "int32");
  const D = inferenceHandles(game, layout, "average", (name, shape) => input(name, shape))
    .D as Game["sampler"]["draw"] & ((...nodes: unknown[]) => typeof x);
  const output = y === null ? D(x) : D(x, oneHot(y, 3));
  const runtime = referenceRuntime();
  const session = await runtime.open({ name: "judge", outputs: { output }, updates: {} });
  const labels = {
    label: { dtype: "int32", shape: [image.shape[0]], data: new Int32Array(image.shape[0] as number).fill(label ?? 0) },
  };
  const fed = { image, ...(label === null ? {} : labels) } as Record<string, Tensor>;
  return (await session.run(runtime.state(state), fed)).output?.data as Float32Array;
}

describe("a generator with D behind it", () => {
  test("draws as without, and says what D says of each picture", async () => {
    const one = tinyDcgan();
    const [judged, plain] = [await modelOf(one), await modelOf(one, false)];
    expect([judged.metadata.judge, plain.metadata.judge, judged.sampleShape]).toEqual(["D", undefined, [1, 16, 16]]);
    const z = judged.z(3, 5);
    const { image, judgement } = await judged.values(z);
    expectClose(image?.data as Float32Array, (await plain.generate(z)).data, { rtol: 0, atol: 1e-6 });
    expect(judgement?.shape).toEqual([3, 1]);
    const said = await saidBy(one, image as unknown as Tensor<"float32">, null);
    expectClose(judgement?.data as Float32Array, said, { rtol: 1e-4, atol: 1e-5 });
    expect(networksOf(one).judge(input("x", [1, 1, 16, 16])).player).toBe("D");
    expect(Object.keys(await plain.values(z))).toEqual(["image"]);
  });

  test("tells D the class that G was asked for, through views that D sees data by", async () => {
    const one = trained(conditional({ augment: "diff" }));
    const judged = await modelOf(one);
    for (const label of [0, 2]) {
      const { image, judgement } = await judged.values(judged.z(2, 1), label);
      const said = await saidBy(one, image as unknown as Tensor<"float32">, label);
      expectClose(judgement?.data as Float32Array, said, { rtol: 1e-4, atol: 1e-5 });
    }
    const { image } = await judged.values(judged.z(2, 1), 0);
    const [first, other] = [0, 1].map((label) => saidBy(one, image as unknown as Tensor<"float32">, label));
    expect(Math.abs(((await first)?.[0] as number) - ((await other)?.[0] as number))).toBeGreaterThan(1e-4);
  });

  test("of points, too", async () => {
    const judged = await modelOf(trained(tinyGan()));
    const { sample, judgement } = await judged.values(judged.z(4, 1));
    expect([sample?.shape, judgement?.shape]).toEqual([
      [4, 2],
      [4, 1],
    ]);
  });

  test.each([{ pack: 2 }, { "d.minibatch": "stddev" }, { "d.minibatch": "discrimination" }])(
    "is refused where D does not judge one by one: %o",
    async (settings) => {
      const game = recipeGame(dcgan, { ...images, classes: 0 }, { width: 4, "z.size": 3, batch: 4, ...settings });
      await expect(async () => modelOf(trained(game))).rejects.toThrow("judges data one by one (players: G, D)");
    },
  );
});
