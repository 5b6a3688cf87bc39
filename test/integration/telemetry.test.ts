/**
 * @file Nothing leaves the computer: ONNX Runtime for Node reports its use to its maker unless told not to. What it would
 * send, it first writes into the folder for temporary files, so there it shows whether it was told in time.
 */
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Ended, freshFolder, MAIN, start } from "./gantry-process.ts";

/**
 * Runs Node where temporary files have a folder of their own. Its environment is bare: the library reports nothing where
 * a variable of a build server (`CI`, …) is set, and there these checks could not fail.
 *
 * @returns what the library left there
 */
async function leftBehind(
  words: readonly string[],
  expected: number,
  variables: NodeJS.ProcessEnv = {},
): Promise<string[]> {
  const cwd = freshFolder();
  const temporary = join(cwd, "tmp");
  mkdirSync(temporary);
  const inherited = Object.fromEntries(Object.keys(process.env).map((name) => [name, undefined]));
  const env = { ...inherited, PATH: process.env.PATH, TMPDIR: temporary, HOME: cwd, ...variables };
  const ended: Ended = await start(process.execPath, words, cwd, env).ended;
  expect(ended, ended.err).toMatchObject({ code: expected });
  return readdirSync(temporary).filter((name) => /\.ses$|^mat-debug/.test(name));
}

const training = [MAIN, "train", "ring8", "--steps", "3", "--out", "runs"];

describe.skipIf(process.platform !== "linux")("ONNX Runtime (elsewhere it keeps such files in other places)", () => {
  test("reports nothing while a run trains in its worker and is exported", async () => {
    expect(await leftBehind(training, 0)).toEqual([]);
  });

  test("reports nothing of a benchmark", async () => {
    const words = ["bench", "mlp", "--steps", "1", "--warmup", "0", "--batch", "2", "--width", "3", "--size", "4"];
    expect(await leftBehind([MAIN, ...words], 0)).toEqual([]);
  });

  test("would otherwise: who sets the variable decides", async () => {
    expect((await leftBehind(training, 0, { ORT_DISABLE_TELEMETRY: "0" })).length).toBeGreaterThan(0);
  });
});
