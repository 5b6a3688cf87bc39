import { homedir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultCacheDir, defaultDataDir } from "./places.node.ts";
import { loadSharp } from "./sharp.node.ts";

test.each([
  ["what was asked for", { GANTRY_CACHE: "/mine", XDG_CACHE_HOME: "/x" }, "linux", "/mine"],
  ["Linux", {}, "linux", join(homedir(), ".cache", "gantry")],
  ["Linux with a folder of one's own", { XDG_CACHE_HOME: "/x" }, "linux", join("/x", "gantry")],
  ["macOS", {}, "darwin", join(homedir(), "Library", "Caches", "gantry")],
  ["Windows", { LOCALAPPDATA: "/local" }, "win32", join("/local", "gantry")],
])("the cache folder: %s", (_, env, platform, expected) => {
  expect(defaultCacheDir(env, platform)).toBe(expected);
});

test("the data folder is what the variable says, if anything", () => {
  expect([{ GANTRY_DATA: "/data" }, { GANTRY_DATA: "" }, {}].map((env) => defaultDataDir(env))).toEqual([
    ...["/data", undefined, undefined],
  ]);
});

test("an image library that does not load is one clear error with the command that mends it", async () => {
  const load = (): Promise<never> =>
    Promise.reject(new Error('Could not load the "sharp" module\nPossible solutions:\n…'));
  await expect(loadSharp(load)).rejects.toThrow(
    'the image library "sharp" cannot be loaded on this system: Could not load the "sharp" module\n' +
      `install it with  npm install --include=optional --os=${process.platform} --cpu=${process.arch} sharp  (points,`,
  );
});
