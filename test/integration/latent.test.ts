/** @file `gantry latent …` as a process, each command on a small run: pictures, numbers, and what is refused. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parseNpy } from "../../src/data/npy.ts";
import { expectClose } from "../matchers.ts";
import { freshFolder, gantry } from "./gantry-process.ts";

const folder = freshFolder();
const settings = ["--steps", "4", "--batch", "8", "--threads", "1", "--width", "4", "--z", "6"];

interface Found extends Readonly<Record<string, unknown>> {
  readonly file: string;
}

/** What a command found; its picture is a PNG. */
async function found(...words: string[]): Promise<Found> {
  const { code, out, err } = await gantry(["latent", ...words, "--json"], folder);
  expect([code, err]).toEqual([0, ""]);
  const result = JSON.parse(out) as Found;
  expect(readFileSync(result.file).subarray(1, 4).toString()).toBe("PNG");
  return result;
}

/** How a command is refused. */
async function refused(...words: string[]): Promise<{ readonly code: number | null; readonly error: string }> {
  const { code, out } = await gantry(["latent", ...words, "--json"], folder);
  return { code, error: (JSON.parse(out) as { readonly code: string }).code };
}

beforeAll(async () => {
  const train = (data: string, run: string, ...more: string[]) =>
    gantry(
      ["train", data, ...settings, ...more, "--seed", "3", "--out", "runs", "--run", run, "--progress", "none"],
      folder,
    );
  expect((await train("faces", "faces", "--recipe", "dcgan")).code).toBe(0);
  expect(
    (await gantry(["train", "ring8", "--steps", "2", "--out", "runs", "--run", "points", "--progress", "none"], folder))
      .code,
  ).toBe(0);
  expect((await train("strokes", "flat", "--recipe", "gan", "--size", "16")).code).toBe(0);
});

test("walk is gantry walk", async () => {
  const words = ["walk", "runs/faces", "--seeds", "1,2", "--out", "walk.png"];
  expect(await found(...words)).toMatchObject({ seeds: [1, 2], frames: 12 });
});

describe("arithmetic", () => {
  test("of samples chosen by hand", async () => {
    const words = ["runs/faces", "--a", "0,1,2", "--b", "3,4,5", "--c", "6"];
    const sum = await found("arithmetic", ...words, "--out", "sum.png");
    expect(sum).toMatchObject({ file: join(folder, "sum.png"), a: [0, 1, 2], b: [3, 4, 5], c: [6] });
  });

  test("of samples chosen by an amount is scored", async () => {
    const { score } = await found("arithmetic", "runs/faces", "--add", "pose", "--pool", "60", "--n", "10");
    expect(score).toMatchObject({ attribute: "pose", adds: true, count: 10, judge: "faces" });
  });

  test("asks for samples or an attribute, knows its attributes, and finds enough samples", async () => {
    expect(await refused("arithmetic", "runs/faces", "--a", "1")).toEqual({ code: 2, error: "E738" });
    expect(await refused("arithmetic", "runs/faces", "--add", "hat")).toEqual({ code: 2, error: "E733" });
    expect(await refused("arithmetic", "runs/faces", "--add", "pose", "--pool", "4")).toEqual({
      code: 2,
      error: "E734",
    });
  });
});

test("turn: rows from less to more, scored frame by frame", async () => {
  const { score } = await found(
    "turn",
    "runs/faces",
    "--attribute",
    "pose",
    "--pool",
    "60",
    "--n",
    "9",
    "--frames",
    "5",
  );
  expect(score).toMatchObject({ attribute: "pose", count: 9, judge: "faces" });
  const { path, monotone } = score as { readonly path: readonly number[]; readonly monotone: number };
  expect(path).toHaveLength(5);
  expect(monotone).toBeGreaterThanOrEqual(0);
  expect(await refused("turn", "runs/faces", "--a", "0")).toEqual({ code: 2, error: "E738" });
});

test("directions: shares that fall, and directions in z", async () => {
  const words = ["runs/faces", "--components", "3", "--samples", "80", "--npy", "u.npy"];
  const { shares } = (await found("directions", ...words)) as unknown as { readonly shares: readonly number[] };
  expect(shares).toHaveLength(3);
  expect([...shares].sort((a, b) => b - a)).toEqual(shares);
  expect(parseNpy(readFileSync(join(folder, "u.npy")), "u.npy").shape).toEqual([3, 6]);
});

test("project: errors and latents of the items asked for, by either loss", async () => {
  const words = ["runs/faces", "--items", "0,5", "--steps", "5", "--starts", "2"];
  const pixels = await found("project", ...words, "--z-out", "z.npy");
  expect(pixels).toMatchObject({ data: "faces", items: [0, 5], error: [expect.any(Number), expect.any(Number)] });
  expect(parseNpy(readFileSync(join(folder, "z.npy")), "z.npy").shape).toEqual([2, 6]);
  expect(await found("project", ...words, "--loss", "features", "--out", "near.png")).toMatchObject({
    loss: "features",
  });
  expect(await refused("project", "runs/faces", "--items", "99999999")).toEqual({ code: 2, error: "E732" });
});

describe("forget", () => {
  test("from boxes in a CSV: maps that are dropped", async () => {
    writeFileSync(
      join(folder, "boxes.csv"),
      "sample,part,x0,y0,x1,y1\n0,glasses,8,8,24,14\n3,glasses,9,8,25,14\n3,hair,0,0,9,9\n",
    );
    const words = ["forget", "runs/faces", "--boxes", "boxes.csv", "--thing", "glasses", "--judged", "20"];
    const asked = await found(...words, "--layer", "3");
    expect(asked).toMatchObject({ layer: 3, of: 32 / 8, boxes: 2 });
    expect(asked).toHaveProperty("score"); // null unless one of so few samples happens to look as if it wore glasses
    expect([1, 2, 3]).toContain((await found(...words, "--contrast", "places", "--out", "places.png")).layer);
  });

  test("refuses boxes outside, a G without maps, and no boxes at all", async () => {
    writeFileSync(join(folder, "far.csv"), "0,8,8,40,14\n");
    expect(await refused("forget", "runs/faces", "--boxes", "far.csv")).toEqual({ code: 2, error: "E737" });
    expect(await refused("forget", "runs/flat", "--boxes", "far.csv")).toEqual({ code: 2, error: "E735" });
    expect(await refused("forget", "runs/faces")).toEqual({ code: 2, error: "E738" });
    expect(await refused("forget", "runs/faces", "--boxes", "none.csv")).toEqual({ code: 3, error: "E322" });
  });
});

test("features: filters with their items, trained and random", async () => {
  const { filters, random, layer } = await found("features", "runs/faces", "--items", "20", "--n", "5");
  expect([layer, (filters as unknown[]).length, (random as unknown[]).length]).toEqual([3, 5, 5]);
  expect(await refused("features", "runs/flat")).toEqual({ code: 2, error: "E735" });
});

test("probe: three kinds of features, judged alike, and the features as .npy", async () => {
  const words = ["runs/faces", "--n", "60", "--n-test", "20", "--npy", "features.npy"];
  const { results, train, test: others } = await found("probe", ...words);
  expect([train, others]).toEqual([60, 16]);
  const rows = results as readonly { readonly name: string; readonly accuracy: number; readonly dimension: number }[];
  expect(rows.map(({ name, dimension }) => [name, dimension])).toEqual([
    ["trained", (4 + 8 + 16) * 16],
    ["random", (4 + 8 + 16) * 16],
    ["pixels", 3 * 32 * 32],
  ]);
  const right = rows.map(({ accuracy }) => accuracy * 16);
  expectClose(right, right.map(Math.round), { rtol: 0, atol: 1e-9 });
  expect(parseNpy(readFileSync(join(folder, "features.npy")), "features.npy").shape).toEqual([60, 448]);
});

test("a run of points has no pictures to show", async () => {
  expect(await refused("directions", "runs/points")).toEqual({ code: 2, error: "E735" });
});

test("what they say is in the reader's language", async () => {
  const words = ["latent", "directions", "runs/faces", "--components", "1", "--samples", "20", "--lang", "zh"];
  const { code, out } = await gantry(words, folder);
  expect([code, existsSync(join(folder, "directions.png"))]).toEqual([0, true]);
  expect(out).toContain("占方差的");
});
