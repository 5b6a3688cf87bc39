import { describe, expect, test } from "vitest";
import { tinyGan } from "../../test/play.ts";
import type { Game } from "../game/game.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { declareGame } from "../steps/declare.ts";
import { initialState } from "../steps/layout.ts";
import { fixedSampler } from "./picture.ts";
import { samplerInputs } from "./sampler-inputs.ts";

const conditional: Game = (() => {
  const game = tinyGan();
  const inputs = { ...game.inputs, y: { kind: "labels", shape: [8], of: "x" } } as const;
  return { ...game, inputs, sampler: { ...game.sampler, inputs: ["z", "y"] } };
})();

describe("what fixed samples are drawn from", () => {
  test("follows from the seed; the first k of n are those of k", () => {
    const at = (seed: number, count: number) => samplerInputs(tinyGan(), seed, count).z?.data;
    expect(at(3, 5)).toEqual(at(3, 9)?.slice(0, 15));
    expect(at(3, 5)).not.toEqual(at(4, 5));
  });

  test("goes round the classes, a row of the grid each", () => {
    const labels = samplerInputs(conditional, 3, 16, { classes: 3 }).y;
    expect(labels).toMatchObject({ dtype: "int32", shape: [16] });
    expect(Array.from(labels?.data ?? [])).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 0, 0, 0, 0]);
  });

  test("goes round as many classes as are drawn where they come from no data", () => {
    const inputs = { ...conditional.inputs, y: { kind: "categorical", shape: [8], classes: 2 } } as const;
    const labels = samplerInputs({ ...conditional, inputs }, 3, 9, { classes: 5 }).y;
    expect(Array.from(labels?.data ?? [])).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0]);
  });

  test("is of one class where that is asked for", () => {
    expect(Array.from(samplerInputs(conditional, 3, 4, { classes: 3, label: 2 }).y?.data ?? [])).toEqual([2, 2, 2, 2]);
  });
});

test("a fixed sampler draws the state as it is at that moment, from the same latents", async () => {
  const game = tinyGan();
  const layout = declareGame(game);
  const runtime = referenceRuntime();
  const sampler = await fixedSampler(runtime, game, layout, { seed: 3, count: 6 });
  const state = runtime.state(initialState(layout, 1));
  const first = await sampler.draw(state);
  expect(first.shape).toEqual([6, 2]);
  expect(await sampler.draw(state)).toEqual(first);
  state.write(initialState(layout, 2));
  expect(await sampler.draw(state)).not.toEqual(first);
  await sampler.release();
});

test("the live weights are drawn beside the average where both are asked for", async () => {
  const game = averaged(tinyGan());
  const layout = declareGame(game);
  const runtime = referenceRuntime();
  const sampler = await fixedSampler(runtime, game, layout, { seed: 3, count: 6, both: true });
  const [one, other] = [initialState(layout, 1), initialState(layout, 2)];
  const mixed = Object.fromEntries(
    Object.entries(other).map(([name, live]) => [name, name.includes("/average") ? (one[name] ?? live) : live]),
  );
  const drawn = await sampler.draw(runtime.state(mixed));
  expect(drawn).toEqual(await sampler.draw(runtime.state(one)));
  const live = await sampler.drawLive?.(runtime.state(mixed));
  expect(live?.shape).toEqual([6, 2]);
  expect(live).toEqual(await sampler.drawLive?.(runtime.state(other)));
  expect(live).not.toEqual(drawn);
  await sampler.release();
});

test("where the live weights' sampler cannot be opened the other is let go of", async () => {
  const game = averaged(tinyGan());
  const runtime = referenceRuntime();
  let released = 0;
  let opened = 0;
  const failing: typeof runtime = {
    ...runtime,
    open: async (program) => {
      opened += 1;
      if (opened === 2) throw new Error("no memory");
      const session = await runtime.open(program);
      const release = async (): Promise<void> => {
        released += 1;
        await session.release();
      };
      return { ...session, run: session.run.bind(session), release };
    },
  };
  const open = fixedSampler(failing, game, declareGame(game), { seed: 3, count: 6, both: true });
  await expect(open).rejects.toThrow("no memory");
  expect([opened, released]).toEqual([2, 1]);
});

test("nothing is drawn twice: not where there is no average, nor where nobody asked", async () => {
  const options = { seed: 3, count: 6 };
  const sampler = async (game: Game, both: boolean) =>
    fixedSampler(referenceRuntime(), game, declareGame(game), { ...options, both });
  expect((await sampler(plain(tinyGan()), true)).drawLive).toBeNull();
  expect((await sampler(averaged(tinyGan()), false)).drawLive).toBeNull();
});

const averaged = (game: Game): Game => withAverage(game, 0.9);
const plain = (game: Game): Game => withAverage(game, undefined);

function withAverage(game: Game, ema: number | undefined): Game {
  const { ema: _, ...player } = game.players.G as Game["players"][string];
  return { ...game, players: { ...game.players, G: { ...player, ...(ema !== undefined && { ema }) } } };
}
