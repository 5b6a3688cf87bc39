/** @file `gantry theory` in this process: the table, the lesson with few steps, what it refuses. */
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recipes } from "gantry/recipes";
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { runCli } from "../run-cli.ts";
import { testTerminal } from "../test-terminal.ts";
import { theoryVerb } from "./theory.ts";
import type { TheoryFacts } from "./theory-table.ts";

const cwd = mkdtempSync(join(tmpdir(), "gantry-theory-"));

async function run(words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const terminal = testTerminal({ cwd });
  const code = await runCli(["theory", ...words], terminal, { version: "0", verbs: [theoryVerb], recipes });
  return { code, out: terminal.stdout(), err: terminal.stderr() };
}

describe("without a run", () => {
  test("--json: the table of known answers, the coins, the checks", async () => {
    const { code, out } = await run(["--json"]);
    const facts = JSON.parse(out) as TheoryFacts;
    expect(code).toBe(0);
    const known = [0.030311, 0.111421, 0.336831, 0.526777, 0.675943, 0.693054];
    expectClose(
      facts.table.map((row) => row.jsd),
      known,
      { rtol: 0, atol: 1e-6 },
    );
    expectClose(
      facts.table.map((row) => row.pushforward.jsd),
      known,
      { rtol: 0, atol: 1e-3 },
    );
    expectClose([facts.coin.klQ, facts.coin.jsd], [0.11632, 0.10175], { rtol: 0, atol: 5e-6 });
    expectClose([facts.theorem2.distance], [0], { rtol: 0, atol: 1e-12 });
    expect(facts.k.map(({ k }) => k)).toEqual([1, 5, 25, null]);
  });

  test.each([
    ["en", "Proposition 1: at 101 places", "0.10175 nats"],
    ["zh", "命题 1：在 101 处", "JSD 0.10175"],
  ])("in words, %s", async (lang, ...parts) => {
    const { out } = await run(["--lang", lang]);
    expect(out).toMatch(/\n0\.5 {2}0\.030311 {2}-1\.325672 {2}0\.500000 {2}0\.125000 {3}0\.500000/);
    for (const part of parts) expect(out.replaceAll(/\n {2}/g, lang === "en" ? " " : "")).toContain(part);
  });
});

describe("--lesson normal-from-uniform", () => {
  test("four panels, measured and drawn; the same again from the same seed", async () => {
    const words = ["--lesson", "normal-from-uniform", "--steps", "200", "--json"];
    const { code, out, err } = await run([...words, "--out", "one.svg"]);
    expect(code).toBe(0);
    expect(err).toContain("training 200 steps");
    const shown = JSON.parse(out) as { readonly panels: readonly { readonly jsd: number; readonly gap: number }[] };
    expect(shown.panels).toHaveLength(4);
    // D alone gets nearer to D*, and p_g does not move meanwhile
    const [a, b] = shown.panels as [(typeof shown.panels)[0], (typeof shown.panels)[0]];
    expectClose([b.jsd], [a.jsd], { rtol: 0, atol: 0 });
    expect(b.gap).toBeLessThan(a.gap);
    const svg = readFileSync(join(cwd, "one.svg"), "utf8");
    expect(svg.match(/<clipPath/g)).toHaveLength(4);
    expect((await run([...words, "--out", "two.png"])).out.replace("two.png", "one.svg")).toBe(out);
    expect(readFileSync(join(cwd, "two.png")).subarray(1, 4).toString()).toBe("PNG");
  });
});

test.each([
  [["--out", "x.svg"], "E207  --out: expected a run or --lesson to draw, got x.svg."],
  [["3", "--lesson", "normal-from-uniform"], "E207  --lesson: expected a run or a lesson, not both, got 3."],
  [["--lesson", "nothing"], "E101  --lesson: expected one of normal-from-uniform, got nothing."],
  [["--lesson", "normal-from-uniform", "--out", "x.gif"], "E207  --out: expected a .svg or .png file, got x.gif."],
  [["nobody"], "E504"],
])("%j is refused", async (words, sentence) => {
  const { code, out, err } = await run(words);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(sentence);
});
