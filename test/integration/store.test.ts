/** @file The store against real processes: kills at random moments, owners that are dead or zombies, a full disk. */
import { spawnSync } from "node:child_process";
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { randomSource } from "../../src/base/random.ts";
import { createRun, resumeRun } from "../../src/store/create-run.node.ts";
import { openRun } from "../../src/store/open-run.node.ts";
import type { NewRunRecord } from "../../src/store/run-record.ts";
import { bundleChild, start } from "./store-bundle.ts";

const record: NewRunRecord = {
  recipe: "dcgan",
  data: { name: "strokes", spec: "strokes", kind: "images", shape: [1, 28, 28], count: 1000, fingerprint: "ab" },
  seed: 3,
  device: "cpu",
  threads: 2,
  config: {},
  versions: {},
};

let folder: string;
let root: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gantry-store-"));
  root = join(folder, "runs");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function emptyRun(name: string): Promise<string> {
  const run = await createRun({ root, name, record });
  await run.close();
  return run.path;
}

test("killed at 25 random moments while it writes checkpoints, a run always opens, whole and up to date", async () => {
  const path = await emptyRun("killed");
  const child = await bundleChild("write-checkpoints.ts", folder);
  const { below } = randomSource({ seed: 7, stream: "kills", counter: 0 });
  let said = 0;
  for (let round = 0; round < 25; round += 1) {
    const writer = start(process.execPath, [child, path]);
    await new Promise<void>((resolve) => writer.child.stdout?.once("data", () => resolve()));
    await new Promise((resolve) => setTimeout(resolve, below(60)));
    writer.child.kill("SIGKILL");
    const { signal, lines, errors } = await writer.ended;
    expect(errors).toBe("");
    expect(signal).toBe("SIGKILL");
    said = Math.max(said, ...lines.map(Number));

    const run = await openRun(path);
    expect((await run.status())?.state).toBe("interrupted");
    const checkpoint = await run.readCheckpoint();
    expect(checkpoint?.problems).toEqual([]);
    const step = checkpoint?.step as number;
    // What was said to be written is there; the one after it may have come to its end as well.
    expect([said, said + 1]).toContain(step);
    expect(checkpoint?.tensors[0]?.data.every((value) => value === step)).toBe(true);
    const { length, columns } = await run.metrics();
    expect(length).toBeGreaterThanOrEqual(step);
    expect(columns.get("step")?.[step - 1]).toBe(step);
    said = step;
  }
  const last = await resumeRun(path);
  expect(last.attempt).toBe(27);
  await last.close();
  expect((await readdir(path, { recursive: true })).filter((name) => name.endsWith(".part"))).toEqual([]);
  expect((await readFile(join(path, "metrics.jsonl"), "utf8")).endsWith("\n")).toBe(true);
});

describe("owners", () => {
  test("a live process is named, a killed one is followed at once", async () => {
    const path = await emptyRun("owned");
    const owner = start(process.execPath, [await bundleChild("hold-run.ts", folder), path]);
    await new Promise<void>((resolve) => owner.child.stdout?.once("data", () => resolve()));
    await expect(resumeRun(path)).rejects.toThrow(`${path} is being trained by process ${owner.child.pid} since `);
    owner.child.kill("SIGKILL");
    await owner.ended;
    await (await resumeRun(path)).close();
  });

  test.skipIf(process.platform === "win32")("a zombie owns nothing (Windows has none)", async () => {
    const path = await emptyRun("zombie");
    const child = await bundleChild("hold-run.ts", folder);
    // The shell becomes `sleep`, which never asks after the child that it started.
    const parent = start("/bin/sh", ["-c", `'${process.execPath}' '${child}' '${path}' & exec sleep 1000`]);
    const pid = await new Promise<number>((resolve) =>
      parent.child.stdout?.once("data", (data: Buffer) => resolve(Number(data.toString()))),
    );
    await expect(resumeRun(path)).rejects.toThrow(`process ${pid} `);
    process.kill(pid, "SIGKILL");
    const state = (): string =>
      spawnSync("ps", ["-o", "state=", "-p", String(pid)])
        .stdout.toString()
        .trim();
    while (!state().startsWith("Z")) await new Promise((resolve) => setTimeout(resolve, 10));
    await (await resumeRun(path)).close();
    expect(state()).toMatch(/^Z/);
    parent.child.kill("SIGKILL");
    await parent.ended;
  });

  test("of eight processes that start at once, one gets the run", async () => {
    const path = await emptyRun("contended");
    const child = await bundleChild("hold-run.ts", folder);
    const starts = Array.from({ length: 8 }, () => start(process.execPath, [child, path]));
    const first = await Promise.race(
      starts.map(
        ({ child: process }) =>
          new Promise<number>((resolve) => process.stdout?.once("data", (data) => resolve(Number(data)))),
      ),
    );
    const losers = starts.filter(({ child: process }) => process.pid !== first);
    for (const { ended } of losers) {
      const { code, lines, errors } = await ended;
      expect([code, lines]).toEqual([1, []]);
      expect(errors).toContain(`is being trained by process ${first}`);
    }
    for (const { child: process, ended } of starts) {
      process.kill("SIGKILL");
      await ended;
    }
  });
});

/** Whether this user may mount a small disk, in a namespace of its own where root is not at hand. */
function smallDisk(): readonly string[] | null {
  const script = 'd=$(mktemp -d) && mount -t tmpfs -o size=1m none "$d"';
  const args = ["--map-root-user", "--mount", "sh", "-c"];
  return spawnSync("unshare", [...args, script]).status === 0 ? args : null;
}

const disk = smallDisk();

test.skipIf(disk === null)(
  "on a full disk each writer says so and what was there stays whole (needs unshare)",
  async () => {
    const child = await bundleChild("fill-disk.ts", folder);
    const mounted = join(folder, "disk");
    await mkdir(mounted);
    const script = 'mount -t tmpfs -o size=1m none "$0" && exec "$1" "$2" "$0"';
    const { ended } = start("unshare", [...(disk as readonly string[]), script, mounted, process.execPath, child]);
    const { lines, errors } = await ended;
    expect(errors).toBe("");
    const run = join(mounted, "small");
    const full = (path: string): string =>
      `the disk is full: ${join(run, path)} could not be written. Free some space and resume; what was saved before is whole.`;
    expect(JSON.parse(lines[0] as string)).toEqual({
      large: full("checkpoints/000002/state.safetensors"),
      line: full("metrics.jsonl"),
      status: full("status.json"),
      sample: full("samples/grid.json"),
      step: 1,
      problems: [],
      malformed: 0,
      endsWithNewline: true,
      leftovers: [],
      hasSample: false,
    });
  },
);

test("a million logged steps are read into columns", async () => {
  const path = await emptyRun("long");
  const file = join(path, "metrics.jsonl");
  await writeFile(file, "");
  for (let from = 0; from < 1_000_000; from += 100_000) {
    const rows = Array.from({ length: 100_000 }, (_, i) => {
      const step = from + i + 1;
      return `{"step":${step},"attempt":1,"time":${step / 100},"images":${step * 64},"lossD":${step % 7},"lossG":0.5}\n`;
    });
    await appendFile(file, rows.join(""));
  }
  const { length, columns, malformed } = await (await openRun(path)).metrics();
  expect([length, malformed]).toEqual([1_000_000, 0]);
  expect([columns.get("step")?.at(-1), columns.get("lossD")?.at(-1)]).toEqual([1_000_000, 1_000_000 % 7]);
});
