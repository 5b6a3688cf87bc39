import { describe, expect, test } from "vitest";
import { isGantryError } from "../base/error.ts";
import { type DataShape, defineRecipe } from "../game/recipe.ts";
import { errorSentence } from "../messages/errors.ts";
import { generalConfig, recipeNameFor, resolveConfig, settingBeforeData } from "./resolve.ts";
import { type ConfigLayer, fileLayer, objectLayer, setLayer } from "./sources.ts";

const images: DataShape = { kind: "images", size: 32, channels: 3, classes: 10 };
const points: DataShape = { kind: "points", dimensions: 2, classes: 0 };

const recipe = defineRecipe({
  name: "dcgan",
  summary: { en: "", zh: "" },
  citation: "",
  settings: {
    "lr.g": { kind: "number", default: 2e-4, above: 0, help: "" },
    batch: { kind: "integer", default: 64, min: 1, help: "" },
    loss: { kind: "choice", default: "ns", choices: ["ns", "minimax"], help: "" },
    width: { kind: "integer", default: 64, min: 1, help: "" },
  },
  defaultsFor: (data) => (data.kind === "points" ? { batch: 256, steps: 12_000 } : {}),
  game: () => {
    throw new Error("not built here");
  },
});

const flag = (key: string, value: string): ConfigLayer => ({
  origin: "flag",
  entries: [{ key, value, where: `--${key}`, text: true }],
});

const faultOf = (run: () => unknown): { readonly en: string; readonly zh: string } => {
  try {
    run();
  } catch (error) {
    if (!isGantryError(error)) throw error;
    return { en: error.message, zh: errorSentence(error.code, error.parameters, "zh") };
  }
  throw new Error("expected an error");
};

describe("layers", () => {
  test("each value tells where it came from, the later layer wins", () => {
    const file = fileLayer('{\n "batch": 16,\n "lr": { "g": 0.1 },\n "seed": 3\n}', "gantry.config.json");
    const { values, origins } = resolveConfig([file, flag("batch", "32"), setLayer(["lr.g=1e-3"])], recipe, images);
    expect(values.settings).toEqual({ "lr.g": 1e-3, batch: 32, loss: "ns", width: 64 });
    expect([origins["lr.g"], origins.batch, origins.loss, origins.seed]).toEqual(["set", "flag", "recipe", "file"]);
    expect([values.size, origins.size, values.recipe, origins.recipe]).toEqual([32, "data", "dcgan", "data"]);
    expect([values.steps, origins.steps]).toEqual([5000, "default"]);
  });

  test("a recipe's data-dependent defaults stand between its own and the user's, also for general fields", () => {
    const { values, origins } = resolveConfig([], recipe, points);
    expect([values.settings.batch, origins.batch]).toEqual([256, "data"]);
    expect([values.steps, origins.steps]).toEqual([12_000, "data"]);
    expect(resolveConfig([flag("steps", "7")], recipe, points).values.steps).toBe(7);
  });

  test("what the machine knows stands in for a default; the result is plain JSON", () => {
    const config = resolveConfig([], recipe, images, { threads: 8, lang: "zh" });
    expect([config.values.threads, config.origins.threads]).toEqual([8, "default"]);
    expect(JSON.parse(JSON.stringify(config))).toEqual(config);
  });

  test("names stay the text that was typed", () => {
    const { values } = resolveConfig([flag("run", "007"), flag("note", "1e3"), flag("tag", "1,02")], recipe, images);
    expect([values.run, values.note, values.tag]).toEqual(["007", "1e3", ["1", "02"]]);
  });

  test("a plain object is a layer too: nested or dotted, undefined says nothing", () => {
    const layer = objectLayer({ lr: { g: 0.5 }, batch: undefined, classes: [4, 7] });
    const { values } = resolveConfig([layer], recipe, images);
    expect([values.settings["lr.g"], values.settings.batch, values.classes]).toEqual([0.5, 64, ["4", "7"]]);
  });

  test("the recipe follows the data unless it was named", () => {
    expect([recipeNameFor([], images), recipeNameFor([], points)]).toEqual(["dcgan", "gan"]);
    expect(recipeNameFor([flag("recipe", "wgan")], images)).toBe("wgan");
  });

  test("a setting can be had before the data are open: the last that was asked for, or the recipe's own", () => {
    const own = {
      ...recipe,
      settings: { ...recipe.settings, conditional: { kind: "switch", default: true, help: "" } },
    };
    const settled = (...layers: ConfigLayer[]) => settingBeforeData(layers, own as typeof recipe, "conditional");
    expect(settled()).toBe(true);
    expect(settled(flag("conditional", "false"))).toBe(false);
    expect(settled(flag("conditional", "false"), flag("conditional", "true"))).toBe(true);
    expect(settingBeforeData([], recipe, "conditional")).toBe(undefined);
  });

  test("general fields can be had before the data are open", () => {
    expect(generalConfig([flag("size", "48"), flag("batch", "none of its business")]).size).toBe(48);
  });
});

describe("errors", () => {
  const resolve =
    (...layers: ConfigLayer[]): (() => unknown) =>
    () =>
      resolveConfig(layers, recipe, images);

  test.each([
    ["NaN", "--lr.g: expected a number above 0, got NaN.", "--lr.g：需要大于 0 的数，得到 NaN。"],
    ["-1", "--lr.g: expected a number above 0, got -1.", "--lr.g：需要大于 0 的数，得到 -1。"],
    ["", '--lr.g: expected a number above 0, got "".', '--lr.g：需要大于 0 的数，得到 ""。'],
    ["Infinity", "--lr.g: expected a number above 0, got Infinity.", "--lr.g：需要大于 0 的数，得到 Infinity。"],
  ])("E101 a rate of %s", (text, en, zh) => {
    const fault = faultOf(resolve(flag("lr.g", text)));
    expect(fault.en).toBe(`${en}\nleave it out for the default, 0.0002`);
    expect(fault.zh).toBe(`${zh}\n不写则取默认值 0.0002`);
  });

  test.each([
    ["batch", "0", "--batch: expected a whole number of at least 1, got 0.\nleave it out for the default, 64"],
    ["batch", "1.5", "--batch: expected a whole number of at least 1, got 1.5.\nleave it out for the default, 64"],
    ["steps", "0", "--steps: expected a whole number of at least 1, got 0."],
    ["minutes", "0", "--minutes: expected a number above 0, got 0."],
    ["channels", "2", "--channels: expected one of 1, 3, 4, got 2."],
    ["loss", "wgan", "--loss: expected one of ns, minimax, got wgan.\nleave it out for the default, ns"],
    [
      "device",
      "gpu",
      "--device: expected one of auto, cpu, webgpu, cuda, got gpu.\nleave it out for the default, auto",
    ],
    ["flip", "perhaps", "--flip: expected true or false, got perhaps.\nleave it out for the default, false"],
  ])("--%s %s", (key, text, en) => {
    expect(faultOf(resolve(flag(key, text))).en).toBe(en);
  });

  test("a number in quotes in a file: the line, the key, what stands there", () => {
    const file = fileLayer('{\n  "batch": 8,\n  "lr": {\n    "g": "2e-4"\n  }\n}', "gantry.config.json");
    expect(faultOf(resolve(file)).en).toBe(
      'gantry.config.json:4 lr.g: expected a number above 0, got "2e-4".\nleave it out for the default, 0.0002',
    );
  });

  test("E102 an unknown key, with and without a likely spelling", () => {
    const close = faultOf(resolve(setLayer(["bacth=3"])));
    expect(close.en).toBe("--set bacth: the recipe dcgan has no such setting.\ndid you mean  batch ?");
    expect(close.zh).toBe("--set bacth：配方 dcgan 没有这个设置。\n您是否想输入  batch ？");
    expect(faultOf(resolve(setLayer(["momentum.nesterov=3"]))).en).toBe(
      "--set momentum.nesterov: the recipe dcgan has no such setting.\nknown: lr.g, batch, loss, width",
    );
  });

  test("E107 an image field with points, unless it has its default", () => {
    const fault = faultOf(() => resolveConfig([flag("size", "64")], recipe, points));
    expect(faultOf(() => resolveConfig([flag("crop", "top")], recipe, points)).en).toContain(
      "--crop: the data are points",
    );
    expect(resolveConfig([flag("crop", "centre"), flag("flip", "no")], recipe, points).values.crop).toBe("centre");
    expect(fault.en).toBe("--size: the data are points, for which this has no meaning.\nleave it out");
    expect(fault.zh).toBe("--size：数据是点，该设置没有意义。\n请去掉它");
  });

  test("E206 --set without a value", () => {
    const fault = faultOf(() => setLayer(["lr.g"]));
    expect(fault.en).toBe("--set lr.g: expected key.path=value.\nfor example: --set lr.g=0.0001");
    expect(fault.zh).toBe("--set lr.g：需要 key.path=value 的形式。\n例如：--set lr.g=0.0001");
  });
});
