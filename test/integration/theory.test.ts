/** @file `gantry theory` of runs: which are drawn, from what, and what is said of those that are not. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { freshFolder, gantry } from "./gantry-process.ts";

interface Shown {
  readonly panels: readonly {
    readonly title: string;
    readonly jsd: number;
    readonly floor: number;
    readonly gap: number | null;
  }[];
}

const folder = freshFolder();
const small = [
  "--width",
  "16",
  "--batch",
  "64",
  "--threads",
  "1",
  "--progress",
  "none",
  "--save-every",
  "5",
  "--keep",
  "9",
];
const train = (data: string, run: string, ...more: string[]) =>
  gantry(["train", data, "--run", run, "--steps", "20", ...small, ...more], folder);
const shownBy = (out: string): Shown => JSON.parse(out.trim().split("\n").at(-1) as string) as Shown;

beforeAll(async () => {
  expect((await train("gaussian", "line", "--z", "1")).code).toBe(0);
});

describe("a run on the line", () => {
  test("four of its checkpoints, spread over all", async () => {
    const { code, out } = await gantry(["theory", "line", "--out", "f.svg", "--json"], folder);
    expect(code).toBe(0);
    expect(shownBy(out).panels.map(({ title }) => title)).toEqual([
      "(a) step 0",
      "(b) step 5",
      "(c) step 15",
      "(d) step 20",
    ]);
    const svg = readFileSync(join(folder, "f.svg"), "utf8");
    expect(svg).toContain('font-style="italic"'); // the axes of z and x
    expect(svg).not.toContain("var(");
  });

  test("the steps that are asked for; others are refused with those there are", async () => {
    const { out } = await gantry(["theory", "line", "--panels", "10", "--out", "g.png", "--json"], folder);
    expect(shownBy(out).panels.map(({ title }) => title)).toEqual(["(a) step 10"]);
    const refused = await gantry(["theory", "line", "--panels", "10,7"], folder);
    expect([refused.code, refused.out]).toEqual([2, ""]);
    expect(refused.err).toContain(
      "E724  --panels: expected one to six of the steps that the run keeps, rising, got 10,7.",
    );
    expect(refused.err).toContain("It keeps 0, 5, 10, 15, 20.");
  });

  test("of a longer z p_g is sampled: no arrows, and a floor that is said", async () => {
    expect((await train("mixture2", "plane", "--z", "2", "--loss", "hinge")).code).toBe(0);
    const { code, out, err } = await gantry(["theory", "plane", "--out", "h.svg"], folder);
    expect(code).toBe(0);
    expect(out).toContain("known by samples alone: JSD of equal distributions would be about 4.9e-4");
    expect(err).toContain("D of this loss is no probability");
    expect(readFileSync(join(folder, "h.svg"), "utf8")).not.toMatch(/font-style="italic"|D\(x\)/);
  });
});

test.each([
  ["ring8", [], "its points have 2 dimensions."],
  ["strokes", ["--size", "16", "--recipe", "gan"], "its data are images."],
])("E723 a run on %s", async (data, more, sentence) => {
  expect((await train(data, `not-${data}`, ...more)).code).toBe(0);
  const { code, err } = await gantry(["theory", `not-${data}`], folder);
  expect(code).toBe(2);
  expect(err).toContain(`Figure 1 cannot be drawn of ${join(folder, "runs", `not-${data}`)}: ${sentence}`);
});

test("data that are gone, or others by now: whose they were, where they were expected, and what to do", async () => {
  const [file, run] = [join(folder, "line.csv"), join(folder, "runs/csv")];
  const points = (shift: number) => Array.from({ length: 200 }, (_, i) => `${shift + Math.sin(i)}\n`).join("");
  writeFileSync(file, points(0));
  expect((await train("line.csv", "csv", "--z", "1")).code).toBe(0);
  const theory = (...more: string[]) => gantry(["theory", "csv", "--out", "i.svg", ...more], folder);
  expect((await theory()).code).toBe(0);
  writeFileSync(file, points(1));
  const other = await theory();
  expect([other.code, other.err]).toEqual([2, expect.stringContaining(`E515  ${run} was trained on other data`)]);
  rmSync(file);
  const verbs = [
    theory(),
    gantry(["evaluate", "csv", "--n", "8"], folder),
    gantry(["resume", "csv", "--steps", "30", "--progress", "none"], folder),
  ];
  for (const { code, err } of await Promise.all(verbs)) {
    expect([code, err]).toEqual([2, expect.stringContaining(`E520  ${run} was trained on ${file}: expected it to be`)]);
    expect(err).toContain("Bring it back to that place");
  }
  const zh = await theory("--lang", "zh");
  expect(zh.err).toContain(`${run} 是用 ${file} 训练的：它应仍在原处`);
  const named = await gantry(["evaluate", "csv", "--n", "8", "--against", file], folder); // as somebody typed it
  expect(named.err).toContain(`E322  ${file}: there is no such file or folder.`);
});
