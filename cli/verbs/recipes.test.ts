import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GantryError } from "gantry/base";
import { generalConfig, resolveConfig } from "gantry/config";
import type { DataShape, Recipe } from "gantry/game";
import { messages } from "gantry/messages";
import { recipes } from "gantry/recipes";
import { describe, expect, test } from "vitest";
import { runCli } from "../run-cli.ts";
import { testTerminal } from "../test-terminal.ts";
import type { Call, Verb } from "../verb.ts";
import { recipesVerb } from "./recipes.ts";
import { trainVerb } from "./train.ts";

const run = async (...words: string[]): Promise<{ code: number; out: string; err: string }> => {
  const terminal = testTerminal();
  const code = await runCli(["recipes", ...words], terminal, { version: "0", verbs: [recipesVerb], recipes });
  return { code, out: terminal.stdout(), err: terminal.stderr() };
};

/** What `gantry train` is told by such words, by the parser of the CLI. */
async function parsed(words: readonly string[]): Promise<{ code: number; err: string; call: Call | undefined }> {
  const terminal = testTerminal();
  let call: Call | undefined;
  const listening: Verb = {
    ...trainVerb,
    run: async (told) => {
      call = told;
      return 0;
    },
  };
  const code = await runCli(["train", ...words], terminal, { version: "0", verbs: [listening], recipes });
  return { code, err: terminal.stderr(), call };
}

const module = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), "gantry-recipe-")), "mine.mjs");
  writeFileSync(path, text);
  return path;
};

/** Whether a recipe makes a game of points. */
function takesPoints(recipe: Recipe): boolean {
  const data: DataShape = { kind: "points", dimensions: 2, classes: 8 };
  const own = Object.fromEntries(Object.entries(recipe.settings).map(([key, setting]) => [key, setting.default]));
  try {
    recipe.game({ ...own, ...recipe.defaultsFor?.(data) }, data);
    return true;
  } catch (error) {
    if (error instanceof GantryError && error.code === "E109") return false;
    throw error;
  }
}

describe("gantry recipes", () => {
  test("lists every recipe with a line", async () => {
    const { code, out } = await run();
    expect(code).toBe(0);
    for (const recipe of recipes) expect(out).toContain(`${recipe.name}  `);
    expect((await run("--lang", "zh")).out).toContain("步幅卷积与批归一化");
  });

  test("shows every setting of one, with flag, default and range", async () => {
    const { out } = await run("dcgan");
    expect(out).toContain("Radford, Metz & Chintala");
    expect(out).toMatch(/^z\.size +--z +100 +a whole number of at least 1 +length of the latent vector z$/m);
  });

  test("says what images get by their size, where that differs", async () => {
    const small = "steps=5000 width=32 batch=32 z.size=32 lr.g=0.002 lr.d=0.001";
    const lines = [`for images up to 32 pixels: ${small}`, "for images over 32 pixels: steps=5000"];
    expect((await run("dcgan")).out).toContain(`\n\n${lines.join("\n")}\n`);
    expect((await run("dcgan", "--lang", "zh")).out).toContain(`\n不超过 32 像素的图像：${small}\n`);
    expect((await run("gan")).out).toContain("\nfor images: steps=20000\n");
    const { defaultsFor } = JSON.parse((await run("dcgan", "--json")).out);
    expect(defaultsFor.smallImages).toEqual({
      upTo: 32,
      values: { steps: 5000, width: 32, batch: 32, "z.size": 32, "lr.g": 2e-3, "lr.d": 1e-3 },
    });
    expect(defaultsFor.images).toEqual({ steps: 5000 });
    expect(JSON.parse((await run("gan", "--json")).out).defaultsFor.smallImages).toBeNull();
  });

  test("every setting has Chinese help, as exact as its own, and none is left of a setting that has gone", async () => {
    const own = recipes.flatMap(({ settings }) => Object.values(settings).map(({ help }) => help));
    expect(new Set(Object.keys(messages("zh").settings))).toEqual(new Set(own));
    expect((await run("dcgan", "--lang", "zh")).out).toMatch(
      /^width .* 紧邻图像一层的通道数；尺寸每减半一次，通道数加倍$/m,
    );
    for (const recipe of recipes) {
      const { out } = await run(recipe.name, "--lang", "zh");
      for (const [key, setting] of Object.entries(recipe.settings))
        expect(out, key).not.toContain(`  ${setting.help}\n`);
    }
  });

  test("what stands in words beside equations is Chinese too, and none is left of an equation that has gone", async () => {
    const own = new Set(recipes.flatMap(({ equations }) => equations));
    expect(Object.keys(messages("zh").equations).filter((line) => !own.has(line))).toEqual([]);
    const mathematics = new Set(["log", "exp", "min", "max", "sup", "mean", "clip", "softplus", "logit"]);
    for (const { name, equations } of recipes) {
      const lines = (await run(name, "--lang", "zh")).out.split("\n").slice(2, 2 + equations.length);
      const words = lines.join(" ").match(/\b[a-z]{2,}\b/g) ?? [];
      expect(
        words.filter((word) => !mathematics.has(word)),
        name,
      ).toEqual([]);
    }
  });

  test("says what few images get", async () => {
    expect((await run("acgan")).out).toContain("\nfor fewer than 2,000 images: augment=diffaugment\n");
    expect((await run("acgan", "--lang", "zh")).out).toContain("\n图像不足 2000 幅时：augment=diffaugment\n");
    for (const name of ["gan-2014", "began", "sgan"]) expect((await run(name)).out).not.toContain("fewer than");
  });

  test("nothing is said of points where a recipe refuses them", async () => {
    for (const recipe of recipes) {
      const { out } = await run(recipe.name);
      expect(out.includes("\nfor points:"), recipe.name).toBe(takesPoints(recipe));
    }
  });

  test.each(recipes)("$name has equations, and a command that trains with settings it has", async (recipe) => {
    expect(recipe.equations.length).toBeGreaterThan(0);
    const [program, verb, ...words] = recipe.command.split(" ");
    expect([program, verb]).toEqual(["gantry", "train"]);
    const { code, err, call } = await parsed(words);
    expect([code, err]).toEqual([0, ""]);
    expect(call?.words).toHaveLength(1);
    expect(generalConfig(call?.layers ?? []).recipe).toBe(recipe.name);
    const images: DataShape = { kind: "images", size: 28, channels: 1, classes: 10 };
    resolveConfig(call?.layers ?? [], recipe, images); // throws E102 for what is no setting of it
    const { out } = await run(recipe.name);
    expect(out).toContain(`\n  ${recipe.equations[0]}\n`);
    expect(out).toContain(`  ${recipe.command}\n`);
  });

  test("as JSON on one line", async () => {
    const { out } = await run("--json");
    expect(JSON.parse(out).recipes.map((recipe: { name: string }) => recipe.name)).toEqual(
      recipes.map(({ name }) => name),
    );
    expect(JSON.parse((await run("dcgan", "--json")).out).settings["z.size"].default).toBe(100);
    expect(out.match(/\n/g)).toHaveLength(1);
  });

  test("E103 there is none of that name", async () => {
    expect(await run("dgcan")).toEqual({
      code: 2,
      out: "",
      err: "  error E103  there is no recipe called dgcan.\n    did you mean  dcgan ?\n    a recipe of your own is a path: --recipe ./mine.mjs\n",
    });
    expect((await run("dgcan", "--lang", "zh")).err).toBe(
      "  错误 E103  没有名为 dgcan 的配方。\n    您是否想输入  dcgan ？\n    您自己的配方请写成路径：--recipe ./mine.mjs\n",
    );
  });

  test("E108 a module that exports none", async () => {
    const path = module("export const x = 1;");
    const { code, err } = await run(path);
    expect(code).toBe(2);
    expect(err).toBe(
      `  error E108  ${path} cannot be used as a recipe: its default export is neither a recipe nor a function from data to a game.\n` +
        "    export one as its default: export default defineRecipe({ … })\n",
    );
  });

  test("a recipe of one's own", async () => {
    const path = module(
      'export default { name: "mine", summary: { en: "my own" }, citation: "", settings: {}, game: () => ({}) };',
    );
    expect((await run(path)).out).toContain("mine  my own");
  });
});
