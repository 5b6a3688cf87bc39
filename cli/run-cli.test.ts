import { existsSync, readFileSync } from "node:fs";
import { GantryError } from "gantry/base";
import { resolveConfig } from "gantry/config";
import { defineRecipe } from "gantry/game";
import { describe, expect, test } from "vitest";
import { runCli } from "./run-cli.ts";
import { type TestTerminal, testTerminal } from "./test-terminal.ts";
import type { Verb } from "./verb.ts";

const recipe = defineRecipe({
  name: "gan",
  summary: { en: "", zh: "" },
  citation: "",
  settings: {
    batch: { kind: "integer", default: 64, min: 1, help: "examples a batch" },
    "lr.g": { kind: "number", default: 2e-4, above: 0, help: "learning rate of G" },
    "z.size": { kind: "integer", default: 100, min: 1, help: "length of the latent vector z" },
    loss: { kind: "choice", default: "ns", choices: ["ns", "minimax"], help: "adversarial loss" },
  },
  game: () => {
    throw new Error("not built here");
  },
});

/** Answers with what it was given, so that the way from words to a configuration shows. */
const train: Verb = {
  name: "train",
  words: ["[data]"],
  options: [{ name: "set", type: { kind: "list" }, default: [], argument: "key=value", repeat: true }],
  config: "all",
  run: async ({ cli, words, layers }) => {
    const { values } = resolveConfig(layers, recipe, { kind: "images", size: 32, channels: 3, classes: 0 });
    cli.terminal.out.write(`${JSON.stringify({ words, ...values.settings, flip: values.flip, run: values.run })}\n`);
    return 0;
  },
};

const show: Verb = { name: "runs show", words: ["<run>"], run: async () => 4 };

const broken: Verb = {
  name: "doctor",
  run: async () => {
    throw new TypeError("x is not a function");
  },
};

const dataFault: Verb = {
  name: "data",
  words: ["<data>"],
  run: async () => {
    throw new GantryError("E105", {});
  },
};

async function run(
  words: readonly string[],
  terminal: TestTerminal = testTerminal(),
): Promise<{ code: number; out: string; err: string }> {
  const parts = { version: "1.2.3", verbs: [train, show, broken, dataFault], recipes: [recipe] };
  const code = await runCli(words, terminal, parts);
  return { code, out: terminal.stdout(), err: terminal.stderr() };
}

describe("words", () => {
  test("flags reach the configuration under their keys, --set reaches everything", async () => {
    const words = ["train", "./photos", "--batch", "8", "--lr-g=1e-3", "--z", "16", "--flip", "--run", "007"];
    const { code, out, err } = await run([...words, "--set", "loss=minimax", "--set", "batch=9"]);
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toEqual({
      words: ["./photos"],
      batch: 9,
      "lr.g": 1e-3,
      "z.size": 16,
      loss: "minimax",
      flip: true,
      run: "007",
    });
  });

  test("a switch can be taken back", async () => {
    expect(JSON.parse((await run(["train", "--set", "flip=true", "--no-flip"])).out).flip).toBe(true);
    expect(JSON.parse((await run(["train", "--no-flip"])).out).flip).toBe(false);
  });

  test("what nobody typed says nothing, also of switches that are on by default", async () => {
    const keys: string[][] = [];
    const verb: Verb = {
      ...train,
      run: async ({ layers }) => {
        keys.push(layers.flatMap(({ entries }) => entries.map(({ key, value }) => `${key}=${value}`)));
        return 0;
      },
    };
    const parts = { version: "1.2.3", verbs: [verb], recipes: [recipe] };
    for (const words of [["train"], ["train", "--no-autotune"], ["train", "--autotune"]])
      await runCli(words, testTerminal(), parts);
    expect(keys).toEqual([[], ["autotune=false"], ["autotune=true"]]);
  });

  test("a verb's exit code is the program's", async () => {
    expect((await run(["runs", "show", "1"])).code).toBe(4);
  });
});

describe("errors", () => {
  test.each([
    [
      ["train", "--bacth", "32"],
      "  error E201  unknown option --bacth\n    did you mean  --batch ?\n    help  gantry train --help\n",
    ],
    [["train", "--zzzzzzz=32"], "  error E201  unknown option --zzzzzzz\n    help  gantry train --help\n"],
    [["trian"], "  error E202  unknown command trian\n    did you mean  train ?\n    help  gantry --help\n"],
    [["runs", "shwo"], "  error E202  unknown command shwo\n    did you mean  show ?\n    help  gantry runs --help\n"],
    [["runs", "show"], "  error E203  gantry runs show needs <run>\n    help  gantry runs show --help\n"],
    [["train", "--batch"], "  error E204  --batch needs a value\n    help  gantry train --help\n"],
    [
      ["train", "my", "photos"],
      '  error E205  gantry train does not take "photos"\n    a path with blanks needs quotes; help  gantry train --help\n',
    ],
    [
      ["train", "--lr-g=NaN"],
      "  error E101  --lr-g: expected a number above 0, got NaN.\n    leave it out for the default, 0.0002\n",
    ],
    [
      ["train", "--lr-g", "-1"],
      "  error E101  --lr-g: expected a number above 0, got -1.\n    leave it out for the default, 0.0002\n",
    ],
    [["train", "--lang", "de"], "  error E101  --lang: expected one of en, zh, got de.\n"],
    [
      ["data", "x"],
      "  error E105  no data was named.\n    give a name or a path: gantry train strokes, gantry train ./photos\n",
    ],
  ])("%j: exit 2 and one sentence", async (words, err) => {
    expect(await run(words)).toEqual({ code: 2, out: "", err });
  });

  test("in Chinese", async () => {
    const expected = "  错误 E201  未知选项 --bacth\n    您是否想输入  --batch ？\n    帮助  gantry train --help\n";
    expect((await run(["train", "--bacth", "32", "--lang", "zh"])).err).toBe(expected);
    expect((await run(["train", "--bacth"], testTerminal({ env: { LANG: "zh_CN.UTF-8" } }))).err).toBe(expected);
    expect(
      (await run(["train", "--bacth"], testTerminal({ env: { LANG: "zh_CN", GANTRY_LANG: "en" } }))).err,
    ).toContain("unknown");
  });

  test("for programs: one object on stdout as well", async () => {
    const { out } = await run(["train", "--bacth", "--json"]);
    expect(JSON.parse(out)).toMatchObject({ status: "error", code: "E201" });
  });

  test("a fault of ours: exit 1, no stack on the terminal, all of it in a file", async () => {
    const { code, err } = await run(["doctor"]);
    const path = err.match(/is at (.*)\n/)?.[1] ?? "";
    expect(code).toBe(1);
    expect(err).toBe(
      `  error E901  something went wrong inside Gantry: x is not a function\n    a report, without your data, is at ${path}\n`,
    );
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, "utf8")).toContain("TypeError: x is not a function\n    at ");
  });
});

describe("help, version, menu", () => {
  test("without a word: help on stdout, exit 0, nothing asked", async () => {
    const { code, out, err } = await run([]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("Usage: gantry [options] [command]");
  });

  test("a group without a command shows its help", async () => {
    const { code, out, err } = await run(["runs"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("show [options] <run>");
  });

  test("CI never asks, terminal or not", async () => {
    const { code, out } = await run([], testTerminal({ tty: true, env: { CI: "1", NO_COLOR: "1" } }));
    expect(code).toBe(0);
    expect(out).toContain("Usage:");
  });

  test("on a terminal: a menu, whose choice runs and is named", async () => {
    const { code, err } = await run([], testTerminal({ tty: true, env: { NO_COLOR: "1" }, input: "3\nmy/photos\n" }));
    expect(code).toBe(0);
    expect(err).toContain("What would you like to do?\n  1  See a GAN learn");
    expect(err).toContain("same as: gantry train my/photos");
  });

  test("--version", async () => {
    expect(await run(["--version"])).toEqual({ code: 0, out: "1.2.3\n", err: "" });
  });

  test.each(["en", "zh"])("the help of train, %s", async (lang) => {
    const { out } = await run(["train", "--help", "--lang", lang]);
    expect(out).toMatchSnapshot();
  });
});

describe("colour", () => {
  const first = (text: string): string => text.split("\n")[0] as string;

  test.each([
    ["a terminal", { tty: true }, true],
    ["a pipe", {}, false],
    ["NO_COLOR", { tty: true, env: { NO_COLOR: "1" } }, false],
    ["FORCE_COLOR in a pipe", { env: { FORCE_COLOR: "1" } }, true],
    ["FORCE_COLOR=0", { tty: true, env: { FORCE_COLOR: "0" } }, false],
    ["a dumb terminal", { tty: true, env: { TERM: "dumb" } }, false],
  ])("%s", async (_, options, coloured) => {
    const { err } = await run(["trian"], testTerminal(options));
    expect(first(err).includes("\u001b[")).toBe(coloured);
  });

  test("--no-color", async () => {
    expect((await run(["trian", "--no-color"], testTerminal({ tty: true }))).err).not.toContain("\u001b[");
  });
});
