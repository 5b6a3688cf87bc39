import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { tinyDcgan } from "../../test/tiny-trained.ts";
import { floatTensor } from "../base/tensor.ts";
import type { Game } from "../game/game.ts";
import { square, sum } from "../graph/functions.ts";
import { add, input, mul } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { samplerProgram } from "../steps/sampler.ts";
import { samplerInputs } from "../training/sampler-inputs.ts";
import { drawLatents, latents } from "./draw.ts";
import { replaceNodes } from "./replace.ts";
import { latentOf, networksOf } from "./trained.ts";

const runtime = referenceRuntime();
const trained = tinyDcgan();
const { game } = trained;

describe("a run's networks", () => {
  test("draw what its sampler draws, in any number", async () => {
    const session = await runtime.open(samplerProgram(game, trained.layout, 70, "average"));
    const inputs = samplerInputs(game, 5, 70);
    const { image } = await session.run(runtime.state(trained.state), inputs);
    const z = latents(game, 70, 5);
    expectClose(z.data, inputs.z?.data as Float32Array, { rtol: 0, atol: 0 });
    expectClose((await drawLatents(runtime, trained, z)).data, image?.data as Float32Array, { rtol: 0, atol: 0 });
  });

  const changed = (over: Partial<Game>): Game => ({ ...game, ...over });
  const networks = (one: Game) => networksOf({ game: one, layout: trained.layout });

  test("a judge is who is called on data alone; a game without one says so", () => {
    const x = input("x", [2, 1, 16, 16]);
    expect(networks(game).judge(x).player).toBe("D");
    const [, phase] = game.phases as [Game["phases"][number], Game["phases"][number]];
    const generatorAlone = changed({
      phases: [{ ...phase, loss: ({ G }, { z }) => ({ loss: sum(square((G as never as (z: unknown) => never)(z))) }) }],
    });
    expect(() => networks(generatorAlone).judge(x)).toThrow(
      "no network that judges data by themselves (players: G, D).",
    );
    expect(networks(generatorAlone).generator(1).output.shape).toEqual([1, 1, 16, 16]);
  });

  test("a generator of pictures from pictures has no latent", () => {
    const inputs = { x: game.inputs.x as Game["inputs"][string] };
    const translation = changed({ inputs, sampler: { ...game.sampler, inputs: ["x"] } });
    expect(() => latentOf(translation)).toThrow("draws from x: expected one latent vector for each sample");
    expect(latentOf(game)).toBe("z");
  });
});

test("a node in another's place may stand on it", () => {
  const x = input("x", [2]);
  const inner = mul(x, 3);
  const [output] = replaceNodes([add(inner, x)], new Map([[inner, mul(inner, 0.5)]]));
  expectClose(evaluate([output as never], { x: floatTensor([2], [2, 4]) })[0]?.data as Float64Array, [5, 10], {
    rtol: 0,
    atol: 0,
  });
  expect(() => replaceNodes([inner], new Map([[inner, input("y", [3])]]))).toThrow(
    "replaceNodes: expected shape [2], got [3].",
  );
});
