import { existsSync, readFileSync } from "node:fs";
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { NamedTensor } from "../base/safetensors.ts";
import { errorSentence } from "../messages/errors.ts";
import { controlEvent } from "./control.ts";
import { createRun, resumeRun } from "./create-run.node.ts";
import { appendRequest } from "./folder.node.ts";
import { acquireRun } from "./lock.node.ts";
import { listRuns, openRun } from "./open-run.node.ts";
import type { NewRunRecord } from "./run-record.ts";

const record: NewRunRecord = {
  recipe: "dcgan",
  data: { name: "strokes", spec: "strokes", kind: "images", shape: [1, 28, 28], count: 1000, fingerprint: "ab" },
  seed: 3,
  device: "cpu",
  threads: 2,
  config: { "lr.g": { value: 2e-4, origin: "recipe" } },
  versions: { gantry: "0.1.0" },
};
const grid = { kind: "images", count: 4, columns: 2, rows: 2, seed: 3 } as const;
const tensorsAt = (value: number): NamedTensor[] => [
  { name: "G.weight", dtype: "float32", shape: [2, 2], data: new Float32Array(4).fill(value) },
];

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "gantry-store-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A run with a checkpoint at each of `steps`, closed. */
async function runWith(steps: readonly number[], name = "a"): Promise<string> {
  const run = await createRun({ root, name, record });
  for (const step of steps) await run.checkpoint({ step, tensors: tensorsAt(step), meta: { step } });
  await run.close();
  return run.path;
}

async function flipByte(file: string, at: number): Promise<void> {
  const bytes = await readFile(file);
  bytes[at] = (bytes[at] as number) ^ 1;
  await writeFile(file, bytes);
}

describe("making and finding runs", () => {
  test("a run without a name gets the next number", async () => {
    await mkdir(join(root, "0006-older"));
    const run = await createRun({ root, record });
    expect(run.name).toBe("0007-strokes-dcgan");
    await run.close();
    expect((await readdir(root)).sort()).toEqual(["0006-older", "0007-strokes-dcgan"]);
    expect(JSON.parse(await readFile(join(run.path, "run.json"), "utf8"))).toMatchObject({ format: 1, name: run.name });
  });

  test("runs made at the same moment get different numbers", async () => {
    const recipes = ["a", "b", "c", "d", "e", "f"];
    const runs = await Promise.all(recipes.map((recipe) => createRun({ root, record: { ...record, recipe } })));
    expect(runs.map((run) => run.name.slice(0, 4)).sort()).toEqual(["0001", "0002", "0003", "0004", "0005", "0006"]);
    for (const run of runs) await run.close();
  });

  test("a name that holds a run is refused, and what is there stays", async () => {
    const path = await runWith([]);
    await expect(createRun({ root, name: "a", record })).rejects.toThrow(
      `${path} already holds a run (run.json). Continue it with gantry resume, or give another name with --run.`,
    );
    expect(JSON.parse(await readFile(join(path, "run.json"), "utf8"))).toMatchObject({ seed: 3 });
  });

  test("an empty folder of that name is used", async () => {
    await mkdir(join(root, "b"));
    const run = await createRun({ root, name: "b", record });
    expect(run.path).toBe(join(root, "b"));
    await run.close();
  });

  test("a file in the way is named", async () => {
    const file = join(root, "out");
    await writeFile(file, "");
    await expect(createRun({ root: file, name: "x", record })).rejects.toThrow(
      `${file} is a file, and a run needs a folder there. Give another folder with --out, or move the file away.`,
    );
    await expect(createRun({ root: join(file, "deeper"), name: "x", record })).rejects.toThrow(`${file} is a file`);
    await expect(createRun({ root, name: "out", record })).rejects.toThrow(`${file} is a file`);
  });

  test.each([
    ["a/b", 'the name "a/b" holds a character that not every system allows in a file\'s name.'],
    ["..", 'the name ".." is empty.'],
    ["nul.x", 'the name "nul.x" is reserved by Windows.'],
    ["a.", 'the name "a." ends with a dot or a space, which Windows drops.'],
  ])("the name %s is refused", async (name, sentence) => {
    await expect(createRun({ root, name, record })).rejects.toThrow(sentence);
  });

  test("a run is found by path, number and beginning", async () => {
    for (const recipe of ["gan", "dcgan"]) await (await createRun({ root, record: { ...record, recipe } })).close();
    expect((await openRun(join(root, "0001-strokes-gan"))).name).toBe("0001-strokes-gan");
    for (const run of ["2", "0002", "0002-str", "strokes-d"]) {
      expect((await openRun(run, { root })).name).toBe("0002-strokes-dcgan");
    }
    expect((await listRuns(root)).runs.map((run) => run.name)).toEqual(["0001-strokes-gan", "0002-strokes-dcgan"]);
  });

  test("what is not found, and why", async () => {
    await (await createRun({ root, record })).close();
    await (await createRun({ root, record })).close();
    await expect(openRun("9", { root })).rejects.toThrow(
      `there is no run 9. ${root} holds 0001-strokes-dcgan, 0002-strokes-dcgan. Give one of those, or a run's folder.`,
    );
    await expect(openRun("strokes", { root })).rejects.toThrow(
      `strokes fits more than one run in ${root}: 0001-strokes-dcgan, 0002-strokes-dcgan. Write more of the name.`,
    );
    const photos = join(root, "photos");
    await mkdir(photos);
    await writeFile(join(photos, "cat.jpg"), "");
    await expect(openRun(photos, { root })).rejects.toThrow(
      `${photos} is not a run: it has no run.json (it holds cat.jpg). Give the folder that training printed.`,
    );
    await expect(openRun("1", { root: join(root, "none") })).rejects.toThrow("holds no runs");
  });

  test("a newer format and a damaged run.json are told apart", async () => {
    const path = await runWith([]);
    const file = join(path, "run.json");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace('"format": 1', '"format": 2'));
    await expect(openRun(path)).rejects.toThrow(
      `${file} was written by a newer Gantry: its format is 2, this one reads up to 1. Update with: npm install gantry@latest`,
    );
    await writeFile(file, text.replace('"recipe": "dcgan"', '"recipe": 4'));
    await expect(openRun(path)).rejects.toThrow(
      `${file} is damaged: recipe should be a string, and is 4. Restore it from a copy; nothing else was touched.`,
    );
    await writeFile(file, text.slice(0, 20));
    await expect(openRun(path)).rejects.toThrow(`${file} is damaged: it is not valid JSON`);
    expect((await listRuns(root)).problems.map((problem) => problem.code)).toEqual(["E509"]);
  });
});

describe("checkpoints", () => {
  test("come back as they were written, the newest first", async () => {
    const path = await runWith([100, 200]);
    const read = await (await openRun(path)).readCheckpoint();
    expect(read).toMatchObject({ path: "checkpoints/000200", step: 200, meta: { step: 200 }, problems: [] });
    expect(read?.tensors).toEqual(tensorsAt(200));
    expect(await (await openRun(path)).checkpoints()).toEqual({
      steps: [100, 200],
      last: join(path, "checkpoints/000200"),
      best: null,
    });
  });

  test("a run without any gives null", async () => {
    expect(await (await openRun(await runWith([]))).readCheckpoint()).toBeNull();
  });

  test.each([
    ["a flipped byte in the tensors", (folder: string) => flipByte(join(folder, "state.safetensors"), 70), "SHA-256"],
    ["tensors cut short", (folder: string) => truncate(join(folder, "state.safetensors"), 50), "it has 50 bytes where"],
    ["a flipped byte in state.json", (folder: string) => flipByte(join(folder, "state.json"), 27), "SHA-256"],
    ["an empty state.json", (folder: string) => truncate(join(folder, "state.json"), 0), "it is not valid JSON"],
    ["no state.json", (folder: string) => rm(join(folder, "state.json")), "it is missing"],
    ["no folder", (folder: string) => rm(folder, { recursive: true }), "it is missing"],
  ])("%s: the one before is taken, with a word", async (_, damage, word) => {
    const path = await runWith([100, 200]);
    await damage(join(path, "checkpoints/000200"));
    const read = await (await openRun(path)).readCheckpoint();
    expect(read?.step).toBe(100);
    const [problem] = read?.problems ?? [];
    const sentence = errorSentence(
      "W501",
      { ...(problem as never as { path: string; damage: never }), instead: "000100" },
      "en",
    );
    expect(sentence).toMatch(
      /^checkpoints\/000200\/state\.(json|safetensors) is damaged: .*\. Going on from 000100\.$/,
    );
    expect(sentence).toContain(word);
  });

  test("where none is whole, each is named", async () => {
    const path = await runWith([100, 200]);
    for (const step of ["000100", "000200"]) await truncate(join(path, "checkpoints", step, "state.safetensors"), 7);
    await expect((await openRun(path)).readCheckpoint()).rejects.toThrow(
      new RegExp(
        `^${path} has no whole checkpoint. checkpoints/000200/state.safetensors: it has 7 bytes where \\d+ were written; ` +
          "checkpoints/000100/state.safetensors: it has 7 bytes where \\d+ were written. " +
          "Restore one from a copy, or train again from the start.$",
      ),
    );
  });

  test("a damaged pointer is told, and the newest is found without it", async () => {
    const path = await runWith([100, 200]);
    await writeFile(join(path, "last.json"), "{");
    const read = await (await openRun(path)).readCheckpoint();
    expect(read?.step).toBe(200);
    expect(read?.problems).toMatchObject([{ path: "last.json", damage: { kind: "syntax" } }]);
    await writeFile(join(path, "last.json"), '{"path":"checkpoints/000200","sha256":"00"}');
    expect((await (await openRun(path)).readCheckpoint())?.problems).toMatchObject([
      { path: "last.json", damage: { kind: "hash", got: "00" } },
    ]);
  });

  test("a step by its number; another is refused with those that are kept", async () => {
    const run = await openRun(await runWith([100, 200]));
    expect((await run.readCheckpoint(100))?.step).toBe(100);
    await expect(run.readCheckpoint(150)).rejects.toThrow(`${run.path} has no checkpoint 150. It keeps 100, 200.`);
  });

  test("the same step with other bytes gets a folder of its own; with the same bytes it does not", async () => {
    const path = await runWith([100]);
    const run = await resumeRun(path);
    const same = await run.checkpoint({ step: 100, tensors: tensorsAt(100), meta: { retries: 1 } });
    expect(same.path).toBe("checkpoints/000100");
    const other = await run.checkpoint({ step: 100, tensors: tensorsAt(5), meta: {} });
    expect(other.path).toBe("checkpoints/000100-2");
    expect((await run.readCheckpoint())?.tensors).toEqual(tensorsAt(5));
    await run.close();
  });

  test("the last two, the best and every tenth stay; each that goes has its event", async () => {
    const run = await createRun({ root, name: "a", record });
    const removed: string[] = [];
    for (let i = 1; i <= 23; i += 1) {
      const written = await run.checkpoint({ step: i * 10, tensors: tensorsAt(i), meta: {}, best: i === 7 });
      removed.push(...written.removed);
    }
    await run.close();
    const folder = await openRun(run.path);
    expect((await folder.checkpoints()).steps).toEqual([70, 100, 200, 220, 230]);
    expect((await folder.readCheckpoint("best"))?.step).toBe(70);
    const told = (await folder.events()).filter((event) => event.type === "removed").map((event) => event.path);
    expect(told).toEqual(removed);
    expect(told).toHaveLength(18);
  });
});

describe("logs", () => {
  test("a torn last line is not read, and is cut off before the next is written", async () => {
    const first = await createRun({ root, name: "a", record });
    await first.metrics({ step: 1, images: 64, lossD: 1.4 });
    await first.close();
    const file = join(first.path, "metrics.jsonl");
    await appendFile(file, '{"step":2,"att');
    expect((await (await openRun(first.path)).metrics()).length).toBe(1);

    const second = await resumeRun(first.path);
    await second.metrics({ step: 2, images: 128, lossD: Number.NaN });
    await second.close();
    const lines = (await readFile(file, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { step: 1, attempt: 1, images: 64, lossD: 1.4 },
      { step: 2, attempt: 2, images: 128, lossD: null },
    ]);
    const table = await (await openRun(first.path)).metrics();
    expect([...(table.columns.get("lossD") as Float64Array)]).toEqual([1.4, Number.NaN]);
  });

  test("samples, reals and files; what is replaced by other bytes is told", async () => {
    const run = await createRun({ root, name: "a", record });
    expect(await run.sample(0, new Uint8Array([1]), grid)).toBe("samples/000000.png");
    await run.sample(0, new Uint8Array([1]), grid);
    await run.sample(0, new Uint8Array([2]), grid);
    await run.reals(new Uint8Array([3]));
    expect(await run.file("generator.onnx", new Uint8Array([4]))).toBe("generator.onnx");
    await expect(run.file("../x", new Uint8Array())).rejects.toThrow('the name ".." is empty.');
    await run.close();
    const folder = await openRun(run.path);
    expect(await folder.samples()).toEqual([{ step: 0, path: join(run.path, "samples/000000.png") }]);
    expect(await folder.grid()).toEqual(grid);
    expect((await folder.events()).map(({ type, path }) => [type, path])).toEqual([
      ["attempt", undefined],
      ["replaced", "samples/000000.png"],
    ]);
    expect((await readdir(run.path)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("a picture is replaced before it is told", async () => {
    const run = await createRun({ root, name: "a", record });
    await run.sample(0, new Uint8Array([1]), grid);
    let [over, seen] = [false, null as Buffer | null];
    const writing = run.sample(0, new Uint8Array([2]), grid).finally(() => {
      over = true;
    });
    while (!over) {
      const told = (await readFile(join(run.path, "events.jsonl"), "utf8")).includes('"replaced"');
      if (told) seen ??= readFileSync(join(run.path, "samples/000000.png"));
    }
    await writing;
    await run.close();
    expect(seen ?? readFileSync(join(run.path, "samples/000000.png"))).toEqual(Buffer.from([2]));
  });

  test("requests come once, complete, and malformed ones are reported", async () => {
    const run = await createRun({ root, name: "a", record });
    await appendRequest(run.path, { type: "pause" });
    await appendFile(join(run.path, "control.jsonl"), 'nonsense\n{"type":"set","key":"lr.g"');
    expect(await run.requests()).toMatchObject([
      { kind: "request", request: { type: "pause" }, stale: false },
      { kind: "malformed", line: "nonsense", problem: "json" },
    ]);
    await appendRequest(run.path, { type: "set", key: "学习率", value: 1e-4 });
    const later = await run.requests();
    expect(later).toMatchObject([
      { kind: "malformed", line: '{"type":"set","key":"lr.g"' },
      { kind: "request", request: { type: "set", key: "学习率", value: 1e-4 } },
    ]);
    expect(await run.requests()).toEqual([]);
    await run.close();
  });

  test("a resume goes on behind the last applied request and replays settings at their steps", async () => {
    const run = await createRun({ root, name: "a", record });
    await run.request({ type: "set", key: "lr.g", value: 1 });
    await run.request({ type: "set", key: "lr.g", value: 2 });
    const requests = await run.requests();
    for (const [i, read] of requests.entries()) {
      if (read.kind === "request") await run.event(controlEvent(600 + i, read.request, read.offset));
    }
    await run.request({ type: "stop" });
    await run.close();

    const resumed = await resumeRun(run.path);
    expect(await resumed.requests()).toMatchObject([{ request: { type: "stop" }, stale: true }]);
    expect(await resumed.replays(500)).toEqual([
      { step: 600, request: { type: "set", key: "lr.g", value: 1 } },
      { step: 601, request: { type: "set", key: "lr.g", value: 2 } },
    ]);
    expect(await resumed.replays(600)).toHaveLength(1);
    await resumed.close();
  });
});

describe("status and owner", () => {
  test("a live owner is named; a released run is free", async () => {
    const run = await createRun({ root, name: "a", record });
    await run.status({ state: "training", step: 5 });
    expect(await (await openRun(run.path)).status()).toMatchObject({ state: "training", step: 5, attempt: 1 });
    await expect(resumeRun(run.path)).rejects.toThrow(
      new RegExp(
        `^${run.path} is being trained by process ${process.pid} since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC. Stop it there with Ctrl-C, or wait for its end.$`,
      ),
    );
    await run.close();
    expect(await (await openRun(run.path)).status()).toMatchObject({ state: "interrupted", step: 5, pid: null });
    const again = await resumeRun(run.path);
    expect(again.attempt).toBe(2);
    await again.close();
  });

  test.each([
    ["a pid of another start", async () => "someone else"],
    ["a pid of nobody", async () => null],
  ])("%s is taken over at once", async (_, identify) => {
    const path = await runWith([]);
    await acquireRun(path);
    const lock = await acquireRun(path, identify);
    await lock.release();
  });

  test("of many who find a dead owner, one gets it", async () => {
    const path = await runWith([]);
    await writeFile(join(path, "owner-9.json"), JSON.stringify({ pid: 2 ** 30, processStart: "x", host: "h", path }));
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => acquireRun(path)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await readdir(path)).filter((name) => name.startsWith("owner"))).toEqual(["owner-10.json"]);
  });

  test("a copied folder is nobody's", async () => {
    const run = await createRun({ root, name: "a", record });
    const copy = join(root, "copy");
    await mkdir(copy);
    for (const name of ["run.json", "owner-1.json"])
      await writeFile(join(copy, name), await readFile(join(run.path, name)));
    const resumed = await resumeRun(copy);
    expect(existsSync(join(copy, "owner-2.json"))).toBe(true);
    await resumed.close();
    await run.close();
  });
});
