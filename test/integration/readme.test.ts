/**
 * @file What the READMEs promise is done: their programs run against the built package, their commands are commands that
 * exist with flags that exist, and the Chinese page says the same things in the same places.
 */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { messages } from "../../src/messages/messages.ts";
import { type Ended, freshFolder, gantry, start } from "./gantry-process.ts";

const root = resolve(import.meta.dirname, "../..");

interface Block {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a page, in order. */
const blocksOf = (page: string): Block[] =>
  [...page.matchAll(/^```(\w+)\r?\n([\s\S]*?)^```/gm)].map(([, language = "", text = ""]) => ({ language, text }));

/** `#`, `##`, …: the levels of a page's headings, those in blocks not counted. */
const headingsOf = (page: string): number[] =>
  [...page.replace(/^```[\s\S]*?^```/gm, "").matchAll(/^(#+) /gm)].map(([, marks = ""]) => marks.length);

/** A program or a command without its comments, which are in the reader's language. */
const withoutComments = (text: string): string => text.replace(/\s+(?:\/\/|#).*$/gm, "").trimEnd();

const read = (name: string): string => readFileSync(join(root, name), "utf8");
const [english, chinese] = ["README.md", "README.zh-CN.md"].map(read) as [string, string];
const example = "examples/own-game/README.md";

/** Each line of the shell blocks as words, `a && b` as two lines. */
const commandsOf = (page: string): string[][] =>
  blocksOf(page)
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => withoutComments(text).split(/\n|&&/))
    .map((line) => line.trim().split(/\s+/))
    .filter(([first]) => first !== undefined && first !== "");

describe("the Chinese page is the English one", () => {
  test("the same headings, level by level", () => {
    expect(headingsOf(chinese)).toEqual(headingsOf(english));
  });

  test("the same blocks, comments and the language asked for aside", () => {
    const plain = (page: string): Block[] =>
      blocksOf(page).map(({ language, text }) => ({
        language,
        text: withoutComments(text).replaceAll(" --lang zh", ""),
      }));
    expect(plain(chinese)).toEqual(plain(english));
  });

  test("the same links", () => {
    const linksOf = (page: string): string[] =>
      [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, to = ""]) => to.replace(".zh-CN.md", ".md"));
    const others = (links: string[]): string[] => links.filter((to) => !to.startsWith("README")).sort();
    expect(others(linksOf(chinese))).toEqual(others(linksOf(english)));
  });
});

describe("commands", () => {
  const commands = [...commandsOf(english), ...commandsOf(chinese), ...commandsOf(read(example))];
  const helps = new Map<string, Promise<Ended>>();
  /** Some verbs are two words: `latent turn`. */
  const verbOf = (words: readonly string[]): string => {
    const two = words.slice(0, 2).join(" ");
    return Object.hasOwn(messages("en").verbs, two) ? two : (words[0] ?? "");
  };
  const helpOf = (verb: string): Promise<Ended> => {
    const known = helps.get(verb) ?? gantry([...verb.split(" "), "--help"], root);
    helps.set(verb, known);
    return known;
  };
  const unique = [...new Map(commands.map((words) => [words.join(" "), words])).values()];

  test.each(unique.map((words) => [words.join(" "), words] as const))("%s", async (_, words) => {
    const [tool, ...rest] = words[0] === "npx" ? words.slice(1) : words;
    if (tool === "npm") {
      const [verb = "", script = ""] = rest;
      const known = ["ci", "install", ...Object.keys(packageJson.scripts)];
      expect(known).toContain(verb === "run" ? script : verb);
      return;
    }
    if (tool === "node") {
      expect(read(rest[0] as string)).not.toBe("");
      return;
    }
    expect(tool).toBe("gantry");
    const { code, out } = await helpOf(verbOf(rest));
    expect(code).toBe(0);
    for (const flag of rest.filter((word) => word.startsWith("--"))) expect(out).toContain(flag);
  });
});

describe("the programs of the README", () => {
  const folder = freshFolder();
  const programs = blocksOf(english).filter(({ language }) => language === "ts" || language === "js");

  beforeAll(async () => {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(root, join(folder, "node_modules", "gantry"), "junction");
    const runtime = join(root, "node_modules");
    for (const name of readdirSync(runtime).filter((entry) => entry.startsWith("onnxruntime-"))) {
      symlinkSync(join(runtime, name), join(folder, "node_modules", name), "junction");
    }
    // The page's file name is that of the first run of strokes; its generator has the shape that the page tells.
    const words = ["train", "strokes", "--size", "28", "--width", "4", "--steps", "1", "--progress", "none", "--quiet"];
    expect((await gantry(words, folder)).code).toBe(0);
  });

  test("there are two", () => {
    expect(programs.map(({ language }) => language)).toEqual(["ts", "js"]);
  });

  /** Runs a block as a module, with `shown` appended so that its values can be looked at. */
  async function runBlock({ text }: Block, name: string, shown: string): Promise<unknown> {
    const options = { module: ModuleKind.ESNext, target: ScriptTarget.ES2023 };
    const { outputText } = transpileModule(`${text}\n${shown}`, { compilerOptions: options });
    writeFileSync(join(folder, name), outputText);
    const { code, out, err } = await start(process.execPath, [name], folder).ended;
    expect(code, err).toBe(0);
    return JSON.parse(out.trim().split("\n").at(-1) as string);
  }

  test("training from code, and its samples", async () => {
    const [training] = programs as [Block];
    const shown =
      "console.log(JSON.stringify({ run, shape: points.shape, finite: points.data.every(Number.isFinite) }));";
    expect(await runBlock(training, "train.mjs", shown)).toEqual({
      run: join(folder, "runs", "0002-ring8-gan"),
      shape: [16, 2],
      finite: true,
    });
  });

  test("the generator with onnxruntime alone", async () => {
    const [, generator] = programs as [Block, Block];
    const shown = "console.log(JSON.stringify({ dims: image.dims, most: Math.max(...image.data.map(Math.abs)) }));";
    const { dims, most } = (await runBlock(generator, "generate.mjs", shown)) as { dims: number[]; most: number };
    expect(dims).toEqual([1, 1, 28, 28]);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(1);
  });
});
