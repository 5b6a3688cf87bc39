/** @file What `gantry runs trash` says is what brings the run back. */
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRun } from "gantry/store/node";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runCli } from "../run-cli.ts";
import { testTerminal } from "../test-terminal.ts";
import { runsRestoreVerb, runsTagVerb, runsTrashVerb } from "./runs-organise.ts";

const record = {
  ...{ recipe: "gan", seed: 1, device: "cpu", threads: 1, config: {}, versions: { gantry: "0.1.0" } },
  data: { name: "ring8", spec: "ring8", kind: "points", shape: [2], count: 10, fingerprint: "ab" },
} as const;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "gantry-verbs-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function made(name: string): Promise<string> {
  const run = await createRun({ root, name, record });
  await run.close();
  return run.path;
}

async function gantry(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const terminal = testTerminal({ cwd: process.cwd() }); // from which stores resolve
  const verbs = [runsTagVerb, runsTrashVerb, runsRestoreVerb];
  const code = await runCli(words, terminal, { version: "1.2.3", verbs, recipes: [] });
  return { code, out: terminal.stdout(), err: terminal.stderr() };
}

test.each([
  ["of one", 1],
  ["of two of one name", 2],
])("the command that is printed brings the run back, %s", async (_, count) => {
  for (let i = 1; i < count; i += 1) await gantry("runs", "trash", await made("b"));
  const path = await made("b");
  const { out, err } = await gantry("runs", "trash", path);
  expect(existsSync(path)).toBe(false);
  const [, words] = /gantry (runs restore .+)$/m.exec(out + err) ?? [];
  expect((await gantry(...(words as string).split(" "))).code).toBe(0);
  expect(existsSync(path)).toBe(true);
});

test("one that cannot be read goes too, and one that is named twice goes once", async () => {
  const path = await made("b");
  await writeFile(join(path, "run.json"), "{");
  expect((await gantry("runs", "trash", "b", path, "--runs", root)).code).toBe(0);
  expect(existsSync(path)).toBe(false);
});

test("of two that tag at once both are heard", async () => {
  const path = await made("b");
  vi.useFakeTimers({ toFake: ["Date"] }); // nobody takes the lock from a holder whom the disk keeps for seconds
  await Promise.all(["x", "y", "z"].map((tag) => gantry("runs", "tag", path, tag))).finally(() => vi.useRealTimers());
  expect((await gantry("runs", "tag", path)).out.trim().split(", ").sort()).toEqual(["x", "y", "z"]);
});
