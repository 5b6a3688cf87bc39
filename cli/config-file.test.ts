import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { configFileLayer } from "./config-file.ts";
import { cliFor } from "./run-cli.ts";
import { testTerminal } from "./test-terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "gantry-config-"));
const cli = (cwd: string) => cliFor(["--quiet"], testTerminal({ cwd }));
mkdirSync(join(folder, "sub"));
writeFileSync(join(folder, "sub/gantry.config.json"), '{ "data": "./photos", "out": "runs", "recipe": "../r.mjs" }');

test("the file of this folder is read without being named; no file is no error", async () => {
  const layer = await configFileLayer(cli(join(folder, "sub")), null);
  expect(layer?.entries.map(({ key, value }) => [key, value])).toEqual([
    ["data", "./photos"],
    ["out", "runs"],
    ["recipe", "../r.mjs"],
  ]);
  expect(await configFileLayer(cli(folder), null)).toBeNull();
});

test("paths of a file elsewhere begin beside it", async () => {
  const layer = await configFileLayer(cli(folder), "sub/gantry.config.json");
  expect(layer?.entries.map(({ value }) => value)).toEqual([join(folder, "sub/photos"), "runs", join(folder, "r.mjs")]);
  expect(layer?.entries[0]?.where).toBe(`${join("sub", "gantry.config.json")}:1 data`);
});

test("E106 a file that was named and is not there", async () => {
  await expect(configFileLayer(cli(folder), "no.json")).rejects.toThrow(
    "the configuration file no.json cannot be read: there is no such file, ENOENT.\ncheck the path, or leave --config out",
  );
});
