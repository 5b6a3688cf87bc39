import { homedir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultCacheDir, defaultDataDir } from "./places.node.ts";

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
