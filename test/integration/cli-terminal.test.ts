/** @file The command line on a terminal: what is asked, drawn, typed, interrupted. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { freshFolder, gantry, MAIN, node, onTerminal, start } from "./gantry-process.ts";

/** util-linux's; a terminal cannot be had without it (macOS and Windows lack `-c` and `script`). */
const hasScript = ((): boolean => {
  try {
    return execFileSync("script", ["--version"]).toString().includes("util-linux");
  } catch {
    return false;
  }
})();

const small = "--set width=8 --batch 16 --threads 1";
const lastLine = (text: string): Record<string, unknown> => JSON.parse(text.trim().split("\n").at(-1) as string);

describe.skipIf(!hasScript)("a terminal", () => {
  test("alone, gantry asks; CI never does, nor does a pipe", async () => {
    const asked = onTerminal(node, freshFolder());
    await asked.said(/What would you like to do\?/);
    asked.child.stdin?.write("4\n");
    const { code, out } = await asked.ended;
    expect([code, out.includes("Usage:")]).toEqual([0, true]);

    const inCi = await onTerminal(node, freshFolder(), { CI: "1" }).ended;
    expect([inCi.code, inCi.out.includes("Usage:"), inCi.out.includes("?")]).toEqual([0, true, false]);
    const piped = await onTerminal(`${node} | cat`, freshFolder()).ended;
    expect([piped.code, piped.out.includes("Usage:"), piped.out.includes("like to do")]).toEqual([0, true, false]);
    expect(piped.out).not.toContain("\u001b[1m");
  });

  test("progress is redrawn in place, with the pace, the losses and a preview, and leaves the terminal as it was", async () => {
    const place = freshFolder();
    const { code, out } = await onTerminal(`${node} train ring8 --steps 40 ${small} --run a`, place).ended;
    expect(code).toBe(0);
    expect(out).toContain("training  ring8, gan, ns, seed 0  runs/a");
    expect(out).toMatch(/40 \/ 40/);
    expect(out).toMatch(/D \S+ \(guessing = 1\.39\) {3}G /);
    expect(out).toMatch(/[\u2801-\u28ff]/); // points in braille
    expect(out.split("\u001b[").some((rest) => /^\d+A/.test(rest))).toBe(true); // up again
    for (const code of ["?25l", "?1049h"]) expect(out).not.toContain(`\u001b[${code}`); // no hidden cursor, no other screen
    expect(out.lastIndexOf("\u001b[?7h")).toBeGreaterThan(out.lastIndexOf("\u001b[?7l")); // wrapping is on again
    expect(existsSync(join(place, "runs/a/report.html"))).toBe(true);
  });

  test("s saves, p pauses and goes on, q ends as Ctrl-C does", async () => {
    const place = freshFolder();
    const running = onTerminal(`${node} train ring8 --steps 1000000 ${small} --run a`, place);
    const type = (key: string): boolean | undefined => running.child.stdin?.write(`${key}\n`);
    await running.said(/ s save/);
    type("s");
    await running.said(/saving at the next step/);
    type("p");
    await running.said(/W400/);
    type("p");
    const events = (): string => readFileSync(join(place, "runs/a/events.jsonl"), "utf8");
    await expect.poll(events).toContain('"request":{"type":"resume"}');
    type("q");
    const { code, out } = await running.ended;
    expect(code).toBe(130);
    expect(out).toMatch(/continue +gantry resume runs\/a/);
    for (const type of ["save", "pause"]) expect(events()).toContain(`"request":{"type":"${type}"}`);
  });
});

describe.skipIf(process.platform === "win32")("Ctrl-C (signals of POSIX)", () => {
  test("finishes the step, saves, exits 130; the resumed run ends in the bytes of one that was never stopped", async () => {
    const place = freshFolder();
    const words = ["train", "ring8", "--steps", "1000000", "--seed", "3", ...small.split(" "), "--json"];
    const running = start(process.execPath, [MAIN, ...words, "--run", "cut"], place);
    await running.said(/"step":100,/);
    running.child.kill("SIGINT");
    const { code, out, err } = await running.ended;
    const { status, step } = lastLine(out) as { status: string; step: number };
    expect([code, status]).toEqual([130, "interrupted"]);
    expect(step).toBeGreaterThanOrEqual(100);
    expect(err).not.toContain("at ");
    const shown = lastLine((await gantry(["runs", "show", "cut", "--json"], place)).out);
    expect(shown).toMatchObject({ state: "interrupted", step });

    const end = String(step + 20);
    await gantry(["resume", "cut", "--steps", end, "--progress", "none"], place);
    await gantry([...words, "--run", "whole", "--progress", "none", "--steps", end], place);
    const bytesOf = async (run: string): Promise<Buffer> => {
      const facts = lastLine((await gantry(["runs", "show", run, "--json"], place)).out);
      return readFileSync(join((facts.checkpoints as { last: string }).last, "state.safetensors"));
    };
    expect((await bytesOf("cut")).equals(await bytesOf("whole"))).toBe(true);
  });

  test("a second one stops at once", async () => {
    const words = ["train", "strokes", "--steps", "5000", "--width", "64", "--json"];
    const running = start(process.execPath, [MAIN, ...words], freshFolder());
    await running.said(/"type":"metrics"/);
    running.child.kill("SIGINT");
    await running.said(/Ctrl-C again/);
    running.child.kill("SIGINT");
    await running.ended;
    expect(running.child.signalCode).toBe("SIGINT"); // what a shell calls 130
  });
});
