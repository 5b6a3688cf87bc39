/** @file What the Studio beside a training says, or does not. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { paint } from "./paint.ts";
import { firstWords, openStudioBeside } from "./studio-beside.ts";
import { testTerminal } from "./test-terminal.ts";
import type { Cli } from "./verb.ts";

const child = (code: string): ChildProcess =>
  spawn(process.execPath, ["-e", code], { stdio: ["pipe", "pipe", "pipe"] });

test("a file in the folder's place is said, and keeps nobody from training", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "gantry-beside-")), "runs");
  writeFileSync(file, "");
  const terminal = testTerminal();
  const cli = { language: "en", errPaint: paint(false), terminal, texts: { studio: {} } } as unknown as Cli;
  await openStudioBeside(cli, file);
  expect(terminal.stderr()).toMatch(/^ {2}W603 {2}the Studio could not be opened: .*runs/);
});

test("lines that only begin as JSON are passed over", async () => {
  const talking = child('console.log("{torn"); console.log("{}x"); console.log(JSON.stringify({ url: "http://x" }))');
  expect(await firstWords(talking, "silent")).toEqual({ url: "http://x" });
});

test("one that says nothing is waited for no longer, and ended", async () => {
  const silent = child("setInterval(() => {}, 1000)");
  const ended = new Promise((done) => void silent.on("exit", (_, signal) => done(signal)));
  expect(await firstWords(silent, "silent", 0.3)).toEqual({ message: "silent" });
  expect(await ended).toBe("SIGKILL");
});
