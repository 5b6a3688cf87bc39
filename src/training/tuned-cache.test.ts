/** @file The file of measurements: kept, merged, and passed over where it is not one. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addTuned, machineHere, readTuned, tunedFile } from "./tuned-cache.node.ts";
import { emptyEntry, machineName, mergedEntry, type TunedEntry, tunedMachines, tunedText } from "./tuned-cache.ts";

const machine = { cpu: " A Processor ", architecture: "x64", parallelism: 2, ort: "1.30.0" };
const other = { ...machine, ort: "1.31.0" };
const measured = (group: string, name: string): TunedEntry => ({
  convolutions: { 2: { [group]: { conv: name } } },
  threads: {},
});

const newFile = (): string => join(mkdtempSync(join(tmpdir(), "gantry-tuned-")), "below", "tuned.json");

test("a machine is its processor, architecture, threads and ONNX Runtime", () => {
  expect(machineName(machine)).toBe("A Processor, x64, 2 threads, onnxruntime 1.30.0");
  expect(machineHere().parallelism).toBeGreaterThan(0);
  expect(machineHere().ort).toMatch(/^\d+\.\d+\.\d+/);
});

test("a file is written, added to, and holds for its machine alone", async () => {
  const file = newFile();
  expect(await readTuned(file, machine)).toEqual({ entry: emptyEntry, damaged: false });
  expect(await addTuned(file, machine, measured("a", "direct"))).toBe(true);
  expect(await addTuned(file, machine, { convolutions: { 1: { a: { conv: "product" } } }, threads: { step: 1 } })).toBe(
    true,
  );
  expect(await addTuned(file, other, measured("a", "winograd2"))).toBe(true);
  expect(await addTuned(file, machine, measured("b", "winograd4"))).toBe(true);
  expect((await readTuned(file, machine)).entry).toEqual({
    convolutions: { 1: { a: { conv: "product" } }, 2: { a: { conv: "direct" }, b: { conv: "winograd4" } } },
    threads: { step: 1 },
  });
  expect((await readTuned(file, other)).entry).toEqual(measured("a", "winograd2"));
});

test("of many writers at once, every one leaves a whole file", async () => {
  const file = newFile();
  await Promise.all(Array.from({ length: 12 }, (_, i) => addTuned(file, machine, measured(`g${i}`, "direct"))));
  const { entry, damaged } = await readTuned(file, machine);
  expect(damaged).toBe(false);
  expect(Object.keys(entry.convolutions[2] ?? {}).length).toBeGreaterThan(0);
});

test("newer measurements replace older ones", () => {
  expect(mergedEntry(measured("a", "direct"), measured("a", "product"))).toEqual(measured("a", "product"));
});

describe("what is no such file", () => {
  test.each([
    ["torn", tunedText({ m: measured("a", "direct") }).slice(0, -9)],
    ["empty", ""],
    ["another's", '{ "name": "something" }'],
    ["a list", "[]"],
    ["of another format", tunedText({}).replace("1", "99")],
    [
      "with a wrong entry",
      '{ "format": 1, "machines": { "m": { "convolutions": { "2": { "a": 3 } }, "threads": {} } } }',
    ],
    ["with wrong threads", '{ "format": 1, "machines": { "m": { "convolutions": {}, "threads": { "s": 0 } } } }'],
  ])("%s: is told, passed over, and written anew", async (_, text) => {
    expect(tunedMachines(text)).toBeNull();
    const file = join(mkdtempSync(join(tmpdir(), "gantry-tuned-")), "tuned.json");
    writeFileSync(file, text);
    expect(await readTuned(file, machine)).toEqual({ entry: emptyEntry, damaged: true });
    expect(await addTuned(file, machine, measured("a", "direct"))).toBe(true);
    expect(tunedMachines(readFileSync(file, "utf8"))).toEqual({ [machineName(machine)]: measured("a", "direct") });
  });
});

test("a folder that cannot be written is told, and no error", async () => {
  const inTheWay = join(mkdtempSync(join(tmpdir(), "gantry-tuned-")), "file");
  writeFileSync(inTheWay, "");
  expect(await addTuned(join(inTheWay, "tuned.json"), machine, measured("a", "direct"))).toBe(false);
});

test("the file is where GANTRY_TUNED says, or in the folder for such things", () => {
  expect(tunedFile({ GANTRY_TUNED: "/there/t.json", GANTRY_CACHE: "/cache" })).toBe("/there/t.json");
  expect(tunedFile({ GANTRY_CACHE: "/cache" })).toBe(join("/cache", "tuned.json"));
});
