import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { GantryError } from "../base/error.ts";
import { createWhole, diskError, sweepParts, writeWhole } from "./durable.node.ts";
import { appendShared, openLog, readBatches } from "./line-log.node.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gantry-durable-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("whole files", () => {
  test("replace what is there and leave nothing beside", async () => {
    const path = join(folder, "a.json");
    await writeWhole(path, "1");
    await writeWhole(path, "2");
    expect(await readFile(path, "utf8")).toBe("2");
    expect(await readdir(folder)).toEqual(["a.json"]);
  });

  test("of many who create one file, one does, and its bytes are whole", async () => {
    const path = join(folder, "once");
    const made = await Promise.all(Array.from({ length: 9 }, (_, i) => createWhole(path, String(i).repeat(100))));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await readFile(path, "utf8")).toBe(String(made.indexOf(true)).repeat(100));
    expect(await readdir(folder)).toEqual(["once"]);
  });

  test("a write that fails leaves the old file and nothing beside", async () => {
    await mkdir(join(folder, "busy", "inside"), { recursive: true });
    await expect(writeWhole(join(folder, "busy"), "x")).rejects.toThrow(
      `${join(folder, "busy")} could not be written (`,
    );
    expect(await readdir(folder)).toEqual(["busy"]);
  });

  test("parts of writers that are gone are swept, those of living ones stay", async () => {
    await mkdir(join(folder, "deep"));
    const parts = [`a.${2 ** 30}-0123.part`, `deep/b.${2 ** 30}-ab.part`, `c.${process.pid}-ff.part`, "photo.part"];
    for (const name of parts) await writeFile(join(folder, name), "");
    await sweepParts(folder);
    expect((await readdir(folder)).sort()).toEqual([`c.${process.pid}-ff.part`, "deep", "photo.part"]);
    expect(await readdir(join(folder, "deep"))).toEqual([]);
  });
});

describe("diskError", () => {
  const failure = (code: string): Error => Object.assign(new Error(code), { code });

  test.each([
    ["ENOSPC", "E502"],
    ["EDQUOT", "E502"],
    ["ENOTDIR", "E500"],
    ["EEXIST", "E500"],
    ["EACCES", "E503"],
    ["EROFS", "E503"],
    ["EIO", "E503"],
  ])("%s on writing is %s", (code, wanted) => {
    const error = diskError(failure(code), "/x", "write");
    expect(error).toBeInstanceOf(GantryError);
    expect((error as GantryError).code).toBe(wanted);
    expect((error as GantryError).cause).toBeInstanceOf(Error);
  });

  test("ours and those without a code pass as they are", () => {
    const ours = new GantryError("E502", { path: "/y" });
    const bug = new TypeError("x");
    expect([diskError(ours, "/x", "read"), diskError(bug, "/x", "read")]).toEqual([ours, bug]);
  });
});

describe("logs", () => {
  async function linesOf(path: string, from = 0): Promise<{ lines: string[]; end: number }> {
    const lines: string[] = [];
    let end = from;
    for await (const batch of readBatches(path, from)) {
      lines.push(...batch.lines);
      end = batch.end;
    }
    return { lines, end };
  }

  test("half a line is cut off, also where there is no whole one", async () => {
    const path = join(folder, "a.jsonl");
    await writeFile(path, '{"half":');
    const log = openLog(path);
    log.append({ a: 1 });
    log.close();
    expect(await readFile(path, "utf8")).toBe('{"a":1}\n');
  });

  test("reading goes on at an offset, across chunks, in any script", async () => {
    const path = join(folder, "b.jsonl");
    const log = openLog(path);
    for (let i = 0; i < 40_000; i += 1) log.append({ i, text: "判别器占优" });
    log.close();
    const first = await linesOf(path);
    expect(first.lines).toHaveLength(40_000);
    expect(JSON.parse(first.lines[39_999] as string)).toEqual({ i: 39_999, text: "判别器占优" });
    await appendShared(path, { later: true });
    await writeFile(path, "torn", { flag: "a" });
    expect((await linesOf(path, first.end)).lines).toEqual(['{"later":true}']);
    expect((await linesOf(join(folder, "none"))).lines).toEqual([]);
  });
});
