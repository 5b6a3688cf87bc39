/** @file Files that go between a list of them and their reading. */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dataset } from "gantry/data";
import { encodeTensors } from "gantry/store";
import { encodePng } from "gantry/views/node";
import { beforeEach, expect, test } from "vitest";
import { expectClose } from "../../../test/matchers.ts";
import type { SeriesReply } from "../../api/index.ts";
import { pictureOf } from "./item-picture.ts";
import { netsOf } from "./nets.ts";
import { NOTHING_LOGGED, withCheckpoints } from "./norm-series.ts";
import { StateNorms, type TensorNorms } from "./state-norms.ts";
import type { WatchedRun } from "./watched-run.ts";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "gantry-gone-")));
});

function checkpointAt(step: number): string {
  const path = join(folder, "run", "checkpoints", String(step).padStart(6, "0"));
  mkdirSync(path, { recursive: true });
  const data = Float32Array.of(3 * (step + 1), 4 * (step + 1));
  writeFileSync(
    join(path, "state.safetensors"),
    encodeTensors([{ name: "G.parameters.up.bias", dtype: "float32", shape: [2], data }]),
  );
  writeFileSync(join(path, "state.json"), "{}");
  return path;
}

const watched = (record: object): WatchedRun =>
  ({ id: "run", path: join(folder, "run"), record }) as unknown as WatchedRun;

const all = { keys: null, from: null, to: null };

/** The first reading removes what comes next. */
class Thinning extends StateNorms {
  next: string | null;

  constructor(next: string) {
    super();
    this.next = next;
  }

  override of(path: string): Promise<readonly TensorNorms[]> {
    if (this.next !== null) rmSync(this.next, { recursive: true });
    this.next = null;
    return super.of(path);
  }
}

test("a checkpoint that is thinned out is no more in the series; the others are", async () => {
  checkpointAt(0);
  const gone = checkpointAt(1);
  checkpointAt(2);
  const { columns, axis, rows } = await withCheckpoints(watched({}), new Thinning(gone), NOTHING_LOGGED, all);
  expect([axis.step, rows, Object.keys(columns).length]).toEqual([[0, 2], 2, 1]);
  const [column] = Object.values(columns);
  expectClose((column?.mean ?? []) as number[], [5, 15]); // of 3, 4 and of 9, 12
});

test("checkpoints behind the last line of a log are in the series, those before it and beyond what was asked are not", async () => {
  for (const step of [0, 1, 2, 3]) checkpointAt(step);
  const [name] = Object.keys((await withCheckpoints(watched({}), new StateNorms(), NOTHING_LOGGED, all)).columns);
  const column = { step: [0, 1], min: [7, 8], max: [7, 8], mean: [7, 8] };
  const axis = { step: [0, 1], images: [0, 4], time: [5, 6] };
  const logged = { columns: { [name as string]: column, other: column }, axis, rows: 2, offset: 99 };
  const longer = await withCheckpoints(watched({}), new StateNorms(), logged, all);
  expect([longer.axis.step, longer.rows, longer.offset, longer.columns.other]).toEqual([[0, 1, 2, 3], 4, 99, column]);
  expect(longer.columns[name as string]?.step).toEqual([0, 1, 2, 3]);
  expectClose(longer.columns[name as string]?.mean as number[], [7, 8, 15, 20]); // √(9² + 12²), √(12² + 16²)
  const until = await withCheckpoints(watched({}), new StateNorms(), logged, { ...all, to: 2 });
  expect(until.axis.step).toEqual([0, 1, 2]);
  const from = await withCheckpoints(watched({}), new StateNorms(), NOTHING_LOGGED, { ...all, from: 2 });
  expect(from.axis.step).toEqual([2, 3]);
  expect((await withCheckpoints(watched({}), new StateNorms(), logged, { ...all, keys: [] })).columns).toEqual(
    logged.columns,
  );
});

test("a damaged one takes nothing from a log, nor one beyond where the run stands", async () => {
  const logged = { columns: {}, axis: { step: [0], images: [], time: [] }, rows: 1, offset: 9 };
  checkpointAt(1);
  writeFileSync(join(checkpointAt(2), "state.safetensors"), "torn");
  checkpointAt(3);
  const steps = async (series: SeriesReply): Promise<readonly number[]> =>
    (await withCheckpoints(watched({}), new StateNorms(), series, all)).axis.step;
  expect(await steps(logged)).toEqual([0, 1, 3]);
  await expect(steps(NOTHING_LOGGED)).rejects.toMatchObject({ code: "E511" });
  writeFileSync(join(folder, "run", "last.json"), '{"path":"checkpoints/000001-2","sha256":""}');
  expect(await steps(logged)).toEqual([0, 1]);
});

test("one that goes as it is asked for is said to be gone, with the code for that", async () => {
  const only = checkpointAt(1);
  await expect(netsOf(watched({}), new Thinning(only), null)).rejects.toMatchObject({ code: "E616" });
});

test("a record with other things than networks keeps nobody from what the checkpoint says", async () => {
  checkpointAt(1);
  const run = watched({ networks: { G: { layers: 7 } }, parameters: null });
  const { players } = await netsOf(run, new StateNorms(), null);
  expect(players).toMatchObject([{ name: "G", parameters: 2, output: null, layers: [{ name: "up" }] }]);
});

test("an image whose file is gone, or is none any more, is no picture", async () => {
  const dataset = { kind: "images", count: 1, shape: [3, 2, 2], files: ["a.png"] } as unknown as Dataset;
  const asked = { index: 0, augment: null, crop: null, original: true };
  const seen = { seed: 1, policy: "all", flip: false, augments: true };
  const file = join(folder, "a.png");
  const draw = async (): Promise<boolean[]> => {
    const all = [asked, { ...asked, original: false, crop: "top" as const }];
    const drawn = await Promise.all(all.map((one) => pictureOf(dataset, folder, one, seen)));
    return drawn.map((png) => png !== null);
  };
  writeFileSync(file, await encodePng({ width: 2, height: 2, channels: 3, data: new Uint8Array(12) } as never));
  cpSync(file, join(folder, "kept.png"));
  expect(await draw()).toEqual([true, true]);
  writeFileSync(file, "no picture");
  expect(await draw()).toEqual([false, false]);
  unlinkSync(file);
  expect(await draw()).toEqual([false, false]);
});
