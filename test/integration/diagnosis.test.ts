/** @file Runs that are spoilt on purpose, by the command line: what is said and kept, and how they end. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { freshFolder, gantry } from "./gantry-process.ts";

const folder = freshFolder();
const SMALL = [
  "--set",
  "width=32",
  "--set",
  "depth=2",
  "--batch",
  "64",
  "--threads",
  "1",
  "--no-autotune",
  "--ema",
  "0",
];
const OFTEN = ["--sample-every", "50", "--save-every", "5000", "--eval-every", "0"];

/** Trains points to the end, and reads what was kept. */
async function spoilt(name: string, steps: number, words: readonly string[]) {
  const all = ["train", "ring8", "--run", name, "--steps", String(steps), ...SMALL, ...OFTEN, ...words];
  const { code, out, err } = await gantry([...all, "--json"], folder);
  const read = (file: string): string => readFileSync(join(folder, "runs", name, file), "utf8");
  const events = read("events.jsonl")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return {
    code,
    err,
    status: JSON.parse(read("status.json")),
    events,
    last: JSON.parse(out.trim().split("\n").at(-1) as string),
  };
}

/** G's units die at this rate: it draws one point. */
const dead = ["--lr-g", "0.05", "--lr-d", "1e-3", "--penalty", "none"];

describe("a run whose generator draws one thing", () => {
  test("is called collapsed, in the status, the events and the result; it goes on", async () => {
    const { code, status, events, last } = await spoilt("collapse", 600, dead);
    expect(code).toBe(0);
    expect(status).toMatchObject({ state: "done", step: 600, verdict: "collapsed" });
    expect(last).toMatchObject({ status: "done", verdict: "collapsed" });
    const verdict = events.filter(({ type }) => type === "verdict").at(-1);
    expect(verdict).toMatchObject({ word: "collapsed", code: "W431", measure: "diversity" });
    expect(verdict.value).toBeLessThan(0.3);
  });

  test("ends with exit code 5 where that was asked for, and what it was is saved", async () => {
    const { code, status, last } = await spoilt("stop", 3000, [...dead, "--on-collapse", "stop"]);
    expect(code).toBe(5);
    expect(status).toMatchObject({ state: "collapsed", verdict: "collapsed" });
    expect(last.status).toBe("collapsed");
    expect(status.step).toBeLessThan(3000);
    const { code: resumed, out } = await gantry(["resume", "stop", "--steps", "+10", "--json"], folder);
    expect([resumed, JSON.parse(out.trim().split("\n").at(-1) as string).status]).toEqual([0, "done"]);
  });
});

test("a discriminator that runs away is called so, with what to try", async () => {
  const { status, events } = await spoilt("ahead", 700, ["--lr-g", "1e-5", "--lr-d", "3e-3", "--penalty", "none"]);
  expect(status.verdict).toBe("D winning");
  expect(events.some(({ code }) => code === "W420")).toBe(true);
});

test("gantry explain W431, in both languages", async () => {
  const [english, chinese] = await Promise.all([
    gantry(["explain", "W431"], folder),
    gantry(["explain", "W431", "--lang", "zh"], folder),
  ]);
  expect(english.out).toContain("Collapsed: nearly all samples are alike");
  expect(chinese.out).toContain("模式坍塌");
});
