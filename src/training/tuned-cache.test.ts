/** @file The file of measurements: kept, merged, passed over where it is not one, and never written over. */
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
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
  expect(await readTuned(file, machine)).toEqual({ entry: emptyEntry, problem: null });
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
  const { entry, problem } = await readTuned(file, machine);
  expect(problem).toBeNull();
  expect(Object.keys(entry.convolutions[2] ?? {}).length).toBeGreaterThan(0);
});

test("newer measurements replace older ones", () => {
  expect(mergedEntry(measured("a", "direct"), measured("a", "product"))).toEqual(measured("a", "product"));
});

const fileWith = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), "gantry-tuned-")), "tuned.json");
  writeFileSync(file, text);
  return file;
};

test.each([
  ["torn", tunedText({ m: measured("a", "direct") }).slice(0, -9)],
  ["another's", '{ "name": "something" }'],
  ["a list", "[]"],
  ["of another format", tunedText({}).replace("1", "99")],
])("what is no such file (%s) is told, passed over, and left alone", async (_, text) => {
  expect(tunedMachines(text)).toBeNull();
  const file = fileWith(text);
  expect(await readTuned(file, machine)).toEqual({ entry: emptyEntry, problem: "foreign" });
  expect(await addTuned(file, machine, measured("a", "direct"))).toBe(false);
  expect(readFileSync(file, "utf8")).toBe(text);
});

test.each(["", " \n"])("an empty file (%j) is written", async (text) => {
  const file = fileWith(text);
  expect(await readTuned(file, machine)).toEqual({ entry: emptyEntry, problem: null });
  expect(await addTuned(file, machine, measured("a", "direct"))).toBe(true);
  expect((await readTuned(file, machine)).entry).toEqual(measured("a", "direct"));
});

test.each([
  ["lowerings", { convolutions: { 2: { a: 3 } }, threads: {} }],
  ["threads", { convolutions: {}, threads: { s: 0 } }],
  ["everything", null],
])("an entry of wrong %s is left out, the others stay", async (_, wrong) => {
  const right = measured("a", "direct");
  const machines = { other: wrong, [machineName(machine)]: right };
  const file = fileWith(JSON.stringify({ format: 1, machines }));
  expect(await readTuned(file, machine)).toEqual({ entry: right, problem: null });
  expect(await addTuned(file, other, right)).toBe(true);
  expect(tunedMachines(readFileSync(file, "utf8"))).toEqual({
    [machineName(machine)]: right,
    [machineName(other)]: right,
  });
});

test("a file that cannot be read is told, and not written over", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gantry-tuned-")); // reading a folder fails for root too
  expect(await readTuned(folder, machine)).toEqual({ entry: emptyEntry, problem: "refused" });
  expect(await addTuned(folder, machine, measured("a", "direct"))).toBe(false);
  expect(statSync(folder).isDirectory()).toBe(true);
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
