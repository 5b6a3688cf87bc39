/** Notes, tags and the trash, on real folders. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { errorSentence } from "../messages/errors.ts";
import { createRun } from "./create-run.node.ts";
import { acquireRun, ownerOf } from "./lock.node.ts";
import { listRuns, openRun } from "./open-run.node.ts";
import { readLabels, writeLabels } from "./run-labels.node.ts";
import { checkNote, checkTags, labelsOf } from "./run-labels.ts";
import type { NewRunRecord } from "./run-record.ts";
import { listTrash, restoreRun, trashRun } from "./trash.node.ts";

const record: NewRunRecord = {
  recipe: "dcgan",
  data: { name: "strokes", spec: "strokes", kind: "images", shape: [1, 28, 28], count: 1000, fingerprint: "ab" },
  seed: 3,
  device: "cpu",
  threads: 2,
  config: { note: { value: "first", origin: "flag" }, tag: { value: ["old"], origin: "flag" } },
  versions: { gantry: "0.1.0" },
};

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "gantry-organise-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function made(name?: string): Promise<string> {
  const run = await createRun({ root, ...(name !== undefined && { name }), record });
  await run.close();
  return run.path;
}

describe("labels", () => {
  test("what was said at the start holds until something else is said, member by member", async () => {
    const { path, record: kept, labels } = await openRun(await made("a"));
    expect(await labels()).toEqual({ note: "first", tags: ["old"] });
    expect(await writeLabels(path, kept, { tags: [" good ", "good", "基线"] })).toEqual({
      note: "first",
      tags: ["good", "基线"],
    });
    expect(await writeLabels(path, kept, { note: "" })).toEqual({ note: null, tags: ["good", "基线"] });
    expect(await readLabels(path, kept)).toEqual({ note: null, tags: ["good", "基线"] });
    expect(JSON.parse(await readFile(join(path, "run.json"), "utf8")).config.note.value).toBe("first");
    await writeFile(join(path, "labels.json"), '{"note":');
    expect(await labels()).toEqual({ note: "first", tags: ["old"] });
  });

  test("of changes at once none is lost, and a killed writer's hold keeps nobody", async () => {
    const { path, record: kept } = await openRun(await made("a"));
    await writeLabels(path, kept, { tags: [] });
    const added = Array.from({ length: 19 }, (_, i) => `t${i}`);
    vi.useFakeTimers({ toFake: ["Date"] }); // nobody takes it from a holder whom the disk keeps for seconds
    await Promise.all([
      ...added.map((tag) => writeLabels(path, kept, ({ tags }) => ({ tags: [...tags, tag] }))),
      ...added.map((note) => writeLabels(path, kept, { note })),
    ]).finally(() => vi.useRealTimers());
    const { note, tags } = await readLabels(path, kept);
    expect([added.includes(note ?? ""), tags.toSorted()]).toEqual([true, added.toSorted()]);
    const gone = spawnSync(process.execPath, ["-e", ""]).pid;
    await writeFile(join(path, "labels.lock"), String(gone));
    expect((await writeLabels(path, kept, { note: "after" })).note).toBe("after");
    await writeFile(join(path, "labels.lock"), String(process.pid));
    await utimes(join(path, "labels.lock"), 0, 0);
    expect((await writeLabels(path, kept, { note: "later" })).note).toBe("later");
    expect(existsSync(join(path, "labels.lock"))).toBe(false);
  });

  test.each<[unknown, ReturnType<typeof labelsOf>]>([
    [
      { note: 7, tags: "x" },
      { note: "first", tags: ["old"] },
    ],
    [
      { note: null, tags: [1, "b"] },
      { note: null, tags: ["b"] },
    ],
    [[], { note: "first", tags: ["old"] }],
  ])("%j in the file reads as %j", (written, labels) => {
    expect(labelsOf(record, written)).toEqual(labels);
  });

  test("what lists cannot show is refused, and nothing is written", async () => {
    const { path, record: kept } = await openRun(await made("a"));
    for (const changes of [{ note: "x".repeat(2001) }, { note: "a\u0007" }, { tags: ["a,b"] }]) {
      await expect(writeLabels(path, kept, changes)).rejects.toMatchObject({ code: "E523" });
    }
    expect(existsSync(join(path, "labels.json"))).toBe(false);
    expect(checkNote(" a\r\nb ")).toBe("a\nb");
    expect(checkTags(["", " "])).toEqual([]);
    expect(() => checkTags(['"'])).toThrow("a comma, a quote");
    expect(() => checkTags(["t".repeat(41)])).toThrow("longer than 40 characters");
    expect(() => checkTags(Array.from({ length: 21 }, (_, i) => `t${i}`))).toThrow('20 tags at most. Leave out "t20"');
  });
});

describe("the trash", () => {
  test("a run goes there whole, is no run of the folder any more, and comes back", async () => {
    const path = await made();
    const before = (await readdir(path)).sort();
    const { entry, path: there, name, trashedAt } = await trashRun(path);
    expect([existsSync(path), there]).toEqual([false, join(root, ".trash", entry, name)]);
    expect(Math.abs(Date.parse(trashedAt) - Date.now())).toBeLessThan(60_000);
    expect((await listRuns(root)).runs).toEqual([]);
    expect(await listTrash(root)).toMatchObject([{ name, record: { recipe: "dcgan" } }]);
    expect(await restoreRun(root, "1")).toBe(path);
    expect((await readdir(path)).filter((file) => !file.startsWith("owner-"))).toEqual(
      before.filter((file) => !file.startsWith("owner-")),
    );
    expect([await listTrash(root), await readdir(join(root, ".trash"))]).toEqual([[], []]);
    expect(await ownerOf(path)).toBeNull(); // who moved it let go of it where it went
  });

  test("its number is not given again; the same name twice is told apart, the newest comes back first", async () => {
    const first = await made();
    await trashRun(first);
    expect(await made()).toBe(join(root, "0002-strokes-dcgan"));
    await trashRun(await made("twin"));
    await writeFile(join(await made("twin"), "mark"), "second");
    await trashRun(join(root, "twin"));
    expect((await listTrash(root)).map(({ name }) => name)).toEqual(["twin", "twin", "0001-strokes-dcgan"]);
    const path = await restoreRun(root, "twin");
    expect(await readFile(join(path, "mark"), "utf8")).toBe("second");
    await expect(restoreRun(root, "twin")).rejects.toMatchObject({
      code: "E522",
      parameters: { run: "twin", taken: true },
    });
    await rename(path, join(root, "twin-2"));
    expect(await restoreRun(root, (await listTrash(root))[0]?.entry as string)).toBe(join(root, "twin"));
  });

  test("a whole name goes before a longer one that was trashed later", async () => {
    await trashRun(await made("cat"));
    await trashRun(await made("cats"));
    expect(await restoreRun(root, "cat")).toBe(join(root, "cat"));
  });

  test("not while somebody trains it, no link, and nothing that is no run", async () => {
    const path = await made("a");
    const lock = await acquireRun(path);
    await expect(trashRun(path)).rejects.toMatchObject({ code: "E521", parameters: { pid: process.pid } });
    await lock.release();
    await symlink(path, join(root, "b"));
    await expect(trashRun(join(root, "b"))).rejects.toMatchObject({ code: "E521", parameters: { pid: null } });
    await expect(trashRun(join(root, "nothing"))).rejects.toMatchObject({ code: "E505" });
    await expect(restoreRun(root, "9")).rejects.toMatchObject({ code: "E522", parameters: { taken: false, seen: [] } });
    await writeFile(join(path, "run.json"), "{"); // unreadable, and somebody wants it away
    expect(await trashRun(path)).toMatchObject({ name: "a", record: null });
  });

  test.each(["", '{"pid":', "null", "[]"])("not while %j is all that says who trains it", async (text) => {
    const path = await made("a");
    const owner = join(path, "owner-900.json");
    await writeFile(owner, text);
    await expect(trashRun(path)).rejects.toMatchObject({ code: "E521", parameters: { pid: null, owner } });
    expect(existsSync(path)).toBe(true);
    await rm(owner);
    expect(await trashRun(path)).toMatchObject({ name: "a" });
  });

  test.each([
    [{ run: "a", root: "/runs", taken: true, seen: [] }, "another a in /runs by now", "已有另一个 a"],
    [{ run: "a", root: "/runs", taken: false, seen: [] }, "the trash of /runs is empty", "回收站是空的"],
  ] as const)("E522 of %j", (parameters, en, zh) => {
    expect(errorSentence("E522", parameters, "en")).toContain(en);
    expect(errorSentence("E522", parameters, "zh")).toContain(zh);
  });

  test.each([
    [{ run: "a", pid: null }, "is a link", "链接"],
    [{ run: "a", pid: 7 }, "Stop it first", "请先停止"],
    [{ run: "a", pid: null, owner: "/a/owner-3.json" }, "/a/owner-3.json is damaged", "/a/owner-3.json 已损坏"],
  ] as const)("E521 of %j", (parameters, en, zh) => {
    expect(errorSentence("E521", parameters, "en")).toContain(en);
    expect(errorSentence("E521", parameters, "zh")).toContain(zh);
  });
});
