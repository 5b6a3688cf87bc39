/** @file The verbs that need no training, in this process. */
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileLayer, resolveConfig } from "gantry/config";
import { errorCodes } from "gantry/messages";
import { recipes } from "gantry/recipes";
import { loadRecipe } from "gantry/recipes/node";
import { describe, expect, test } from "vitest";
import { cliFor, runCli } from "../run-cli.ts";
import { testTerminal } from "../test-terminal.ts";
import { verbs } from "../verbs.ts";
import { explanationOf } from "./explain.ts";
import { TEMPLATES } from "./init-templates.ts";

const fresh = (): string => mkdtempSync(join(tmpdir(), "gantry-verbs-"));

async function run(
  words: readonly string[],
  cwd: string = fresh(),
): Promise<{ code: number; out: string; err: string }> {
  const terminal = testTerminal({ cwd });
  const code = await runCli(words, terminal, { version: "0", verbs, recipes });
  return { code, out: terminal.stdout(), err: terminal.stderr() };
}

describe("every verb", () => {
  test.each(verbs.map(({ name }) => name))(
    "%s has help with a text for each option, in both languages",
    async (name) => {
      for (const lang of ["en", "zh"]) {
        const { code, out } = await run([...name.split(" "), "--help", "--lang", lang]);
        expect(code).toBe(0);
        const options = out.split("\n").filter((line) => /^ {2}-/.test(line));
        for (const line of options) expect(line, name).toMatch(/^ {2}-\S.*\s{2,}\S|^ {2}--\S+ <.{20,}>$/);
      }
    },
  );
});

describe("gantry explain", () => {
  test.each(["en", "zh"])("has something to say of every code, %s", (lang) => {
    const cli = cliFor(["--lang", lang], testTerminal());
    for (const code of errorCodes) expect(explanationOf(code, cli), code).not.toBe("");
  });

  test("says what a code is about, and its exit code", async () => {
    expect(await run(["explain", "e101"])).toEqual({
      code: 0,
      out: "E101  The configuration: a value, a key or a recipe that cannot be used. Nothing was trained or written.  (exit code 2)\n",
      err: "",
    });
    expect((await run(["explain", "E999"])).err).toContain("error E210  there is no code E999.");
  });
});

describe("gantry init", () => {
  test.each(Object.keys(TEMPLATES))("%s: a configuration that resolves", async (template) => {
    const folder = fresh();
    const { code, out } = await run(["init", "mine", "--template", template], folder);
    expect([code, out.includes("cd mine && gantry train")]).toEqual([0, true]);
    const text = readFileSync(join(folder, "mine/gantry.config.json"), "utf8");
    const start = TEMPLATES[template as keyof typeof TEMPLATES];
    const recipe = template === "custom" ? "gan" : (start.recipe as string);
    const data = template === "digits" || template === "images" ? "images" : "points";
    const shape = {
      images: { kind: "images", size: 64, channels: 3, classes: 0 },
      points: { kind: "points", dimensions: 2, classes: 0 },
    } as const;
    const { values } = resolveConfig([fileLayer(text, "f")], await loadRecipe(recipe), shape[data]);
    expect(values.data).toBe(start.data);
    expect(existsSync(join(folder, "mine/recipe.mjs"))).toBe(template === "custom");
  });

  test("E211 writes over nothing", async () => {
    const folder = fresh();
    await run(["init"], folder);
    const before = readFileSync(join(folder, "README.md"), "utf8");
    const again = await run(["init", "--template", "toy2d"], folder);
    expect([again.code, again.out]).toEqual([2, ""]);
    expect(again.err).toMatch(
      /^ {2}error E211 {2}gantry\.config\.json and .* are there already; nothing was written\.\n/,
    );
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe(before);
  });
});

describe("gantry data", () => {
  test("a sheet of facts and a picture", async () => {
    const folder = fresh();
    const { code, out } = await run(["data", "strokes", "--limit", "20", "--size", "16"], folder);
    expect(code).toBe(0);
    expect(out).toMatch(/^strokes\nitems +20\nshape +16×16 grey\n/);
    expect(readdirSync(folder)).toEqual(["strokes-sheet.png"]);
  });

  test("as JSON", async () => {
    const { out } = await run(["data", "moons", "--limit", "50", "--json"]);
    expect(JSON.parse(out)).toMatchObject({ name: "moons", kind: "points", count: 50, shape: [2] });
  });
});

describe("gantry runs", () => {
  test("no runs are no error", async () => {
    expect(await run(["runs", "ls", "--runs", "/nowhere"])).toEqual({
      code: 0,
      out: "",
      err: "  no runs here yet: gantry demo\n",
    });
    expect((await run(["runs", "ls", "--runs", "/nowhere", "--json"])).out).toBe('{"runs":[]}\n');
  });

  test("E208 nothing to resume", async () => {
    const { code, err } = await run(["resume", "--runs", "/nowhere"]);
    expect([code, err]).toEqual([
      2,
      "  error E208  no run in /nowhere is unfinished.\n    name one and a longer way: gantry resume 1 --steps 10000\n",
    ]);
  });
});

describe("values that a verb cannot use", () => {
  test.each([
    [["sample", "x", "--n", "0"], "E101  --n: expected a whole number from 1 to 1000000, got 0."],
    [["walk", "x", "--seeds", "1,b"], "E101  --seeds: expected a whole number from 0 to 4294967295, got b."],
    [["report", "x", "--samples", "few"], "E207"],
    [["sample", "x", "--checkpoint", "newest"], "E207  --checkpoint: expected last, best or a step, got newest."],
    [["export", "x", "--check", "f", "--uint8"], "E207  --check: expected no other option of export, got --uint8."],
    [["export", "x", "--check", "f", "--checkpoint", "3"], "E207  --check: expected no other option"],
    [["bench", "mpl"], "E209  there is no workload called mpl.\n    did you mean  mlp ?"],
    [["demo", "mnist"], "E101  gantry demo: expected one of ring8, grid25, moons, strokes, got mnist."],
    [["demo", "strokes", "--attributes", "age"], "E201  unknown option --attributes"],
    [["demo", "--attributes-file", "a.csv"], "E201  unknown option --attributes-file"],
    [["demo", "--exclude", "a.png"], "E201  unknown option --exclude"],
    [["train", "strokes", "--exclude", "a.png"], "E343  --exclude: expected a folder of images"],
    [["data", "mnist", "--exclude", "a.png"], "E343  --exclude: expected a folder of images"],
    [["train", "strokes", "--attributes", "age"], "E340  --attributes: expected a folder of images"],
    [["train", "ring8", "--size", "32"], "E326"],
  ])("%j", async (words, sentence) => {
    const { code, out, err } = await run(words);
    expect([code === 2 || code === 3, out]).toEqual([true, ""]);
    expect(err).toContain(sentence);
  });
});
