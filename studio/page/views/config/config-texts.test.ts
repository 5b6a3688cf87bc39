import { execFileSync } from "node:child_process";
import { type ConfigLayer, configRecord, fileLayer, objectLayer, type ResolvedConfig, setLayer } from "gantry/config";
import { recipes } from "gantry/recipes";
import type { RunRecord } from "gantry/store";
import { planRun } from "gantry/training/node";
import { beforeAll, describe, expect, test } from "vitest";
import { runCli } from "../../../../cli/run-cli.ts";
import { testTerminal } from "../../../../cli/test-terminal.ts";
import { trainVerb } from "../../../../cli/verbs/train.ts";
import { newRunQuery, textAs } from "./config-texts.ts";

const note = 'twice as much, "so" for $5 \\ `ls`';
interface Begun {
  readonly asked: ResolvedConfig;
  readonly record: RunRecord;
}

let pictures: Begun;
let points: Begun;
let record: RunRecord;

/** Somebody asked for a run in several ways. */
beforeAll(async () => {
  const file = fileLayer('{ "saveEvery": 200, "lr": { "g": 0.0003 }, "autotune": false }', "gantry.config.json");
  const begun = async (...set: readonly string[]): Promise<Begun> => {
    const asked = (await planRun({ layers: [file, setLayer([...set, "steps=60", "run=mine", `note=${note}`])] }))
      .config;
    return { asked, record: { config: configRecord(asked) } as unknown as RunRecord };
  };
  pictures = await begun("data=strokes", "classes=1,4,7", "flip=yes", "z.size=16");
  points = await begun("data=ring8");
  record = pictures.record;
});

/** All values; the run's own name is left out of what is taken along. */
const valuesOf = async (layers: readonly ConfigLayer[]): Promise<object> => ({
  ...(await planRun({ layers })).config.values,
  run: "mine",
});

/** What a shell makes of a line. */
const words = (line: string): string[] =>
  execFileSync("/bin/sh", ["-c", `gantry() { for word; do printf '%s\\0' "$word"; done; }; ${line}`])
    .toString()
    .split("\0")
    .slice(0, -1);

/** What the command line makes of words. */
async function layersOf(line: string): Promise<readonly ConfigLayer[]> {
  let layers: readonly ConfigLayer[] = [];
  const verb: typeof trainVerb = {
    ...trainVerb,
    run: async (call) => {
      const data = { key: "data", value: call.words[0], where: "<data>", text: true } as const;
      layers = [{ origin: "flag", entries: [data] }, ...call.layers];
      return 0;
    },
  };
  const terminal = testTerminal();
  expect([await runCli(words(line), terminal, { version: "0", verbs: [verb], recipes }), terminal.stderr()]).toEqual([
    0,
    "",
  ]);
  return layers;
}

/** Runs the text with a `train` that keeps what it is called with. */
async function calledWith(text: string): Promise<Readonly<Record<string, unknown>>> {
  const given: Readonly<Record<string, unknown>>[] = [];
  const train = (options: Readonly<Record<string, unknown>>): readonly never[] => {
    given.push(options);
    return [];
  };
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  const [head, ...body] = text.split("\n");
  expect(head).toBe('import { train } from "gantry";');
  await AsyncFunction("train", body.join("\n"))(train);
  return given[0] ?? {};
}

describe.each([
  ["what was given", "pictures", false],
  ["every value", "pictures", true],
  ["what was given", "points", false],
  ["every value", "points", true],
] as const)("%s of %s, given to the planner anew, is the same configuration", (_, of, every) => {
  let asked: ResolvedConfig;
  let record: RunRecord;
  beforeAll(() => {
    ({ asked, record } = { pictures, points }[of]);
  });

  test("as a command, through a shell and the command line's own parser", async () => {
    const line = textAs("command", record, every) ?? "";
    expect(await valuesOf(await layersOf(line))).toEqual(asked.values);
  });

  test("as TypeScript", async () => {
    const given = await calledWith(textAs("typescript", record, every) ?? "");
    expect(await valuesOf([objectLayer(given)])).toEqual(asked.values);
  });

  test("as a file", async () => {
    const layer = fileLayer(textAs("json", record, every) ?? "", "gantry.config.json");
    expect(await valuesOf([layer])).toEqual(asked.values);
  });
});

test("what follows from machine, data and recipe is not said, unless every value is", () => {
  expect(textAs("command", record, false)).not.toContain("--size");
  expect(textAs("command", record, true)).toContain("--size 28");
});

test("data that were handed in from a program are no command, and TypeScript names them", () => {
  const handed = { config: { ...record.config, data: { value: null, origin: "default" } } } as unknown as RunRecord;
  expect(textAs("command", handed, false)).toBeNull();
  expect(textAs("typescript", handed, false)).toContain("\n  data,\n");
});

test("a form begins with what was given, without the note of the run before", () => {
  const { note: said, ...query } = newRunQuery(record);
  expect(said).toBeUndefined();
  expect(query).toMatchObject({ data: "strokes", classes: "1,4,7", flip: "true", "lr.g": "0.0003" });
});
