import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { recipeGame } from "../../test/play.ts";
import { sizeOf } from "../base/shape.ts";
import { floatTensor } from "../base/tensor.ts";
import { checkedValue, typeOfSetting } from "../config/index.ts";
import type { Game, Player } from "../game/game.ts";
import type { DataShape, Recipe, Setting, Settings, SettingValue } from "../game/recipe.ts";
import { constant, input } from "../graph/primitives.ts";
import { printGraph } from "../graph/print.ts";
import { resultsOf } from "../graph/program.ts";
import { callNetwork, collectNetwork } from "../models/trace.ts";
import { evaluate, type Feed } from "../runtime/reference.ts";
import { declareGame } from "../steps/declare.ts";
import { fusedStep } from "../steps/step.ts";
import { initialControls, nextControls } from "../training/controls.ts";
import { dcgan, gan, gan2014, recipes } from "./index.ts";

const points: DataShape = { kind: "points", dimensions: 2, classes: 8 };
const images = (size: number, channels = 1): DataShape => ({ kind: "images", size, channels, classes: 10 });

describe.each(recipes)("$name", (recipe) => {
  const { name, summary, citation, settings } = recipe;

  test("says what it is, in both languages, and where it is from", () => {
    expect(summary.en.length).toBeGreaterThan(20);
    expect(summary.zh).toMatch(/[\u4e00-\u9fff]{4}/);
    expect(citation).toMatch(/\d{4}, arXiv:\d{4}\.\d{4,5}$/);
  });

  test("has defaults that its own settings take", () => {
    for (const [key, setting] of Object.entries(settings)) {
      const entry = { key, value: setting.default, where: key };
      expect(checkedValue(typeOfSetting(setting), entry, setting.default), key).toBe(setting.default);
      expect(setting.help, key).not.toBe("");
    }
  });

  test("has defaults for its data that its settings take", () => {
    for (const data of [points, images(28), images(64, 3)]) {
      for (const [key, value] of Object.entries(recipe.defaultsFor?.(data) ?? {})) {
        if (key === "steps") continue; // a general field
        const setting = settings[key];
        if (setting === undefined) throw new Error(`${name} has no setting ${key}`);
        expect(checkedValue(typeOfSetting(setting), { key, value, where: key }, value)).toBe(value);
      }
    }
  });

  /** Small enough to declare many. */
  const small: Settings = Object.fromEntries(
    Object.entries({ batch: 4, width: 8, "z.size": 3, depth: 1, unroll: 1 }).filter(([key]) => key in settings),
  );
  const chooses = "net" in settings || "augment" in settings; // of images there are more nets, and they can be changed
  const data = takesPoints(recipe) && !chooses ? points : images(16);
  const choices = Object.entries(settings).flatMap(([key, setting]) =>
    setting.kind === "choice" ? setting.choices.map((choice) => [key, choice] as const) : [],
  );

  test.each(choices)("can be built with %s = %s", (key, choice) => {
    const layout = declareGame(recipeGame(recipe, data, { ...small, [key]: choice }));
    expect(Object.values(layout).every(({ parameters }) => parameters.size > 0)).toBe(true);
  });

  test("does something with every setting", () => {
    const base = described(recipe, data, small);
    const context: Readonly<Record<string, Settings>> = {
      "z.range": { "z.kind": "uniform" },
      condition: { conditional: true },
      ...("net" in settings ? { depth: { net: "mlp" }, activation: { net: "mlp" }, net: { net: "mlp" } } : {}),
      "loss.switchAt": { loss: "minimax-then-ns" },
      "loss.smoothing": { loss: "ns" },
      "augment.policy": { augment: "diffaugment" },
      "augment.images": { augment: "auto" },
      "instanceNoise.steps": { instanceNoise: 1 },
      "penalty.weight": { penalty: "r1" },
      "d.minibatch.kernels": { "d.minibatch": "discrimination" },
      ...("optimiser" in settings ? { beta1: { optimiser: "adam" }, beta2: { optimiser: "adam" } } : {}),
      "lr.steps": { "lr.schedule": "linear" },
      "lr.factor": { "lr.schedule": "exponential" },
    };
    for (const [key, setting] of Object.entries(settings)) {
      const needed = { ...small, ...context[key] };
      const before = key in context ? described(recipe, data, needed) : base;
      const present = { ...Object.fromEntries(defaultsOf(recipe, data)), ...needed }[key] as SettingValue;
      const value = otherValue(setting, present);
      expect(described(recipe, data, { ...needed, [key]: value }), key).not.toBe(before);
    }
  });
});

function takesPoints(recipe: Recipe): boolean {
  try {
    return recipeGame(recipe, points).sampler.output === "sample";
  } catch {
    return false; // E109
  }
}

function otherValue(setting: Setting, present: SettingValue): SettingValue {
  if (setting.kind === "choice") return setting.choices.find((choice) => choice !== present) as string;
  if (setting.kind === "switch") return present !== true;
  return setting.kind === "integer" ? (present as number) + 1 : (present as number) / 2 + 0.01;
}

const defaultsOf = (recipe: Recipe, data: DataShape): [string, unknown][] => [
  ...Object.entries(recipe.settings).map(([key, setting]): [string, unknown] => [key, setting.default]),
  ...Object.entries(recipe.defaultsFor?.(data) ?? {}),
];

/** Everything a setting could change, as text: shapes, phases, rates, the graph of a step. */
function described(recipe: Recipe, data: DataShape, changed: Settings): string {
  const game = recipeGame(recipe, data, changed);
  const layout = declareGame(game);
  const rates = Object.values(game.players).map(({ optimiser }) => [0, 1, 5000].map(optimiser.learningRate));
  const controls = Object.values(game.controls ?? {}).map((control) =>
    typeof control === "function" ? [0, 999, 1000, 1001].map(control) : control.initial,
  );
  const { program, inputs } = fusedStep(game, layout);
  return JSON.stringify([
    layout,
    game.inputs,
    Object.values(game.players).map(({ ema }) => ema),
    rates,
    game.phases.map(({ extra }) => [0, 25, 500].map((step) => extra?.(step) ?? 0)),
    controls,
    remembered(game),
    inputs,
  ]).concat(printGraph(resultsOf(program)));
}

/** What controls that go by what was watched become, where nothing gets better. */
function remembered(game: Game): readonly object[] {
  let state = initialControls(game);
  if (Object.keys(state.values).length === 0) return [];
  const watched = { lossReal: 1, lossFake: 0.2, measure: 1.3, realSign: 0.9 };
  return Array.from({ length: 6 }, () => {
    for (let step = 0; step < 500; step += 1) state = nextControls(game, state, watched);
    return state.values;
  });
}

describe("few images", () => {
  const few = (count: number): DataShape => ({ ...images(28), count });
  const seen = ({ defaultsFor }: Recipe, data: DataShape) => defaultsFor?.(data).augment;
  const augmented = recipes.filter(({ name, settings }) => "augment" in settings && name !== "gan-2014"); // the paper's

  test.each(augmented)("$name shows them to D changed, below 2,000", (recipe) => {
    expect([1, 1999, 2000].map((count) => seen(recipe, few(count)))).toEqual(["diffaugment", "diffaugment", undefined]);
    expect([seen(recipe, images(28)), seen(recipe, { ...points, count: 100 })]).toEqual([undefined, undefined]);
  });

  test("there is no such setting where pictures are not judged by a logit of real alone, or labels are few", () => {
    expect(recipes.filter(({ settings }) => !("augment" in settings)).map(({ name }) => name)).toEqual([
      "began",
      "sgan",
    ]);
  });
});

test("--augment auto goes by the setting's thousands of images: a trace by hand", () => {
  const traced = (changed: Settings): number[] => {
    const game = recipeGame(dcgan, images(16), { width: 4, batch: 25, "d.steps": 2, augment: "auto", ...changed });
    let state = initialControls(game);
    return [0.9, 0.9, 0.5, 0.7].map((realSign) => {
      state = nextControls(game, state, { realSign });
      return state.values.augment as number;
    });
  };
  // 50 images a step: of 1,000 a twentieth, of 100,000 (the default) 1/2,000; up, up, down, up
  expectClose(traced({ "augment.images": 1 }), [0.05, 0.1, 0.05, 0.1], { rtol: 1e-12, atol: 0 });
  expectClose(traced({}), [0.0005, 0.001, 0.0005, 0.001], { rtol: 1e-12, atol: 0 });
  // a D that knows every image brings p to 1 in 3,125 steps of 32
  const game = recipeGame(dcgan, images(16), { width: 4, augment: "auto" });
  let state = initialControls(game);
  for (let step = 0; step < 3125; step += 1) state = nextControls(game, state, { realSign: 1 });
  expectClose([state.values.augment as number], [1], { rtol: 1e-12, atol: 0 });
});

describe("gan", () => {
  test("fits points with nets that move fast, and images with the paper's kind", () => {
    const onPoints = recipeGame(gan, points);
    expect(onPoints.inputs.x?.shape).toEqual([256, 2]);
    expect(declareGame(onPoints).G?.parameters.size).toBe(2 * 128 + 128 + 2 * (128 * 128 + 128) + 2 * 128 + 2);
    const onImages = recipeGame(gan, images(28));
    expect(onImages.inputs.x?.shape).toEqual([64, 1, 28, 28]);
    expect(declareGame(onImages).D?.parameters.size).toBe(784 * 256 + 256 + 256 * 256 + 256 + 256 + 1);
  });
});

describe("gan-2014", () => {
  const game = recipeGame(gan2014, images(28));

  test("has the paper's networks", () => {
    const { G, D } = declareGame(game);
    expect(G?.parameters.entries.map(({ shape }) => shape)).toEqual([
      [1200, 100],
      [1200],
      [1200, 1200],
      [1200],
      [784, 1200],
      [784],
    ]);
    expect(D?.parameters.size).toBe(784 * 1200 + 1200 + 240 * 1200 + 1200 + 240 + 1);
    expect(G?.averaged).toBe(false);
  });

  test("D judges pixels in [0, 1]: what dropout takes away is black, not grey", () => {
    const network = (game.players.D as Player).network;
    const image = (value: number): Feed => ({ shape: [1, 1, 28, 28], data: new Float32Array(784).fill(value) });
    const { parameters } = collectNetwork(network, [input("x", [1, 1, 28, 28])]);
    const weights = parameters.map(({ name, shape, initialiser }) => {
      const data = initialiser({ seed: 3, stream: name, counter: 0 }, shape);
      return [name, constant(floatTensor(shape, data))] as const;
    });
    const logit = (x: Feed, drops: boolean): number => {
      const { output } = callNetwork(network, {
        inputs: [input("x", x.shape)],
        parameters: Object.fromEntries(weights),
        buffers: {},
        training: drops,
        // uniform draws below the rate are dropped: all pixels, no hidden unit (which are then doubled)
        noise: (_, shape) =>
          constant(floatTensor(shape, new Float32Array(sizeOf(shape)).fill(sizeOf(shape) === 784 ? 0 : 0.9))),
      });
      return evaluate([output], { x })[0]?.data[0] as number;
    };
    expect(logit(image(1), false)).not.toBe(0);
    expectClose([logit(image(-1), false)], [0], { rtol: 0, atol: 0 }); // no bias yet, so black leaves nothing
    expectClose([logit(image(1), true)], [0], { rtol: 0, atol: 0 });
  });

  test("learns with .1 / 1.000004ᵗ, not below 1e-6; momentum moves from .5 to .7", () => {
    const { learningRate, slots } = (game.players.G as Player).optimiser;
    const rates = [0, 1, 100_000, 10_000_000].map(learningRate);
    const fallen = 0.1 * Math.exp(-100_000 * Math.log(1.000004));
    expectClose(rates, [0.1, 0.1 / 1.000004, fallen, 1e-6], { rtol: 1e-10, atol: 0 });
    expect(slots(3)).toEqual({ velocity: { shape: [3], initial: 0 }, updates: { shape: [], initial: 0 } });
  });

  test("draws z from ±√3, in batches of 100", () => {
    expect(game.inputs.z).toEqual({ kind: "uniform", shape: [100, 100], low: -Math.sqrt(3), high: Math.sqrt(3) });
  });

  test("has no settings for what the paper fixed", () => {
    for (const key of ["optimiser", "beta2", "ema", "lr.schedule", "clip.weights"])
      expect(gan2014.settings).not.toHaveProperty(key);
  });
});

describe("dcgan", () => {
  test("is the published one at 64 pixels, thinner for small images", () => {
    const { G, D } = declareGame(recipeGame(dcgan, images(64, 3)));
    expect([G?.parameters.size, D?.parameters.size]).toEqual([3_576_704, 2_765_568]);
    const small = declareGame(recipeGame(dcgan, images(28)));
    const thin = declareGame(recipeGame(dcgan, images(28), { width: 32 }));
    expect(small.D?.parameters.size).toBe(thin.D?.parameters.size);
  });

  test("learns small images with a short z and at other rates", () => {
    const own = { width: 32, batch: 32, "z.size": 32, "lr.g": 2e-3, "lr.d": 1e-3 };
    expect(dcgan.defaultsFor?.(images(32, 3))).toEqual({ steps: 5000, ...own });
    expect(dcgan.defaultsFor?.(images(48, 3))).toEqual({ steps: 5000 });
    const { players } = recipeGame(dcgan, images(28));
    expect([players.G?.optimiser.learningRate(0), players.D?.optimiser.learningRate(0)]).toEqual([2e-3, 1e-3]);
  });

  test("reuses the fakes as the common loop does, and need not", () => {
    const reusesOf = (game: Game) => game.phases[1]?.reuses;
    expect(reusesOf(recipeGame(dcgan, images(16)))).toEqual(["z"]);
    expect(reusesOf(recipeGame(dcgan, images(16), { reuse: false }))).toEqual([]);
  });

  test("is for images, of sizes that can be halved", () => {
    expect(() => recipeGame(dcgan, points)).toThrow(
      "the recipe dcgan needs images, and the data have none.\nuse --recipe gan",
    );
    expect(() => recipeGame(dcgan, images(50))).toThrow("got 50.\nthe nearest are 48 and 56");
    expect(() => recipeGame(dcgan, images(7))).toThrow("the nearest are 8");
  });
});
