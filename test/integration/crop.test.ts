/** @file Which square of a folder's pictures is learnt from: what is read, what a run keeps of it, what is said. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CROPS, type Crop } from "../../src/data/crops.ts";
import { type OpenOptions, openDataset } from "../../src/data/open.node.ts";
import { bytesOf } from "./data-pictures.ts";
import { gantry } from "./gantry-process.ts";

const home = mkdtempSync(join(tmpdir(), "gantry-crop-"));
afterAll(() => rmSync(home, { recursive: true }));
const cacheDir = join(home, "cache");
const env = { GANTRY_CACHE: cacheDir };

const SIDE = 16;
const [RED, GREEN, BLUE, WHITE] = [
  [200, 40, 40],
  [40, 200, 40],
  [40, 40, 200],
  [255, 255, 255],
] as const;
type Colour = readonly number[];

/** Squares of one colour each, below one another. */
function tower(colours: readonly Colour[]): Sharp {
  const data = Buffer.from(colours.flatMap((colour) => Array.from({ length: SIDE * SIDE }, () => colour).flat()));
  const channels = (colours[0] as Colour).length as 1 | 3 | 4;
  return sharp(data, { raw: { width: SIDE, height: SIDE * colours.length, channels } });
}

/** A folder of one picture, twice: a set has two items or more. */
async function folderOf(name: string, picture: Sharp): Promise<string> {
  const folder = join(home, name);
  mkdirSync(folder);
  for (const file of ["a.png", "b.png"]) await picture.clone().png().toFile(join(folder, file));
  return folder;
}

interface Seen {
  /** Of an item's pixels in rows, each one's channels. */
  readonly pixels: readonly Colour[];
  readonly notes: readonly string[];
}

async function seen(folder: string, options: OpenOptions): Promise<Seen> {
  const set = await openDataset(folder, { cacheDir, ...options });
  const [channels, height, width] = set.shape as [number, number, number];
  const bytes = bytesOf(set);
  const area = height * width;
  const pixels = Array.from({ length: area }, (_, i) =>
    Array.from({ length: channels }, (_, c) => bytes[c * area + i] as number),
  );
  return { pixels, notes: (set.notes ?? []).map(({ detail }) => detail) };
}

const square = (colour: Colour): Colour[] => Array.from({ length: SIDE * SIDE }, () => colour);

describe("of a picture of three squares", () => {
  let [tall, wide, sideways] = ["", "", ""];
  beforeAll(async () => {
    tall = await folderOf("tall", tower([RED, GREEN, BLUE]));
    wide = await folderOf("wide", tower([RED, GREEN, BLUE]).rotate(90)); // blue, green, red
    const lying = await tower([BLUE, GREEN, RED]).rotate(90).png().toBuffer(); // red, green, blue
    sideways = await folderOf("sideways", sharp(lying).withMetadata({ orientation: 6 })); // red is up when it is turned
  });

  test.each<[Crop, Colour, Colour]>([
    ["centre", GREEN, GREEN],
    ["top", RED, GREEN],
  ])("%s takes one", async (crop, ofTall, ofWide) => {
    const options: OpenOptions = { size: SIDE, crop };
    expect((await seen(tall, options)).pixels).toEqual(square(ofTall));
    expect((await seen(wide, options)).pixels).toEqual(square(ofWide));
    expect((await seen(sideways, options)).pixels).toEqual(square(ofTall));
  });

  test("none takes all, with white beside it", async () => {
    const row = (colour: Colour): Colour[] => [WHITE, colour, WHITE].flatMap((one) => Array(SIDE).fill(one));
    const rows = (colour: Colour): Colour[] => Array.from({ length: SIDE }, () => row(colour)).flat();
    const { pixels, notes } = await seen(tall, { size: 3 * SIDE, crop: "none" });
    expect(pixels).toEqual([RED, GREEN, BLUE].flatMap(rows));
    expect(notes.at(-1)).toBe(
      "each image: turned as its EXIF says, whole, padded with white (with transparency where that is kept), resized with Lanczos 3, antialiased.",
    );
    const blank = Array(3 * SIDE * SIDE).fill(WHITE);
    const across = Array.from({ length: SIDE }, () => [BLUE, GREEN, RED].flatMap((one) => Array(SIDE).fill(one)));
    expect((await seen(wide, { size: 3 * SIDE, crop: "none" })).pixels).toEqual([...blank, ...across.flat(), ...blank]);
  });

  test("none keeps grey grey, and what lies beside a picture that may be transparent is", async () => {
    const grey = await folderOf("grey", tower([[90], [90]]).toColourspace("b-w"));
    const beside = (seen: Seen): Colour[] => [seen.pixels[0] as Colour, seen.pixels[SIDE] as Colour];
    expect(beside(await seen(grey, { size: 2 * SIDE, crop: "none" }))).toEqual([[255], [90]]);
    const clear = await folderOf(
      "clear",
      tower([
        [9, 99, 199, 255],
        [9, 99, 199, 255],
      ]),
    );
    const [out, within] = beside(await seen(clear, { size: 2 * SIDE, crop: "none", channels: 4 }));
    expect([out?.[3], within]).toEqual([0, [9, 99, 199, 255]]);
    expect(beside(await seen(clear, { size: 2 * SIDE, crop: "none" }))).toEqual([WHITE, [9, 99, 199]]);
  });
});

test("attention takes the square with something in it", async () => {
  const flat = square([120, 120, 120]);
  const drawn = square(RED).map((colour, i) => (((i >> 2) + (i >> 6)) % 2 === 0 ? colour : [250, 250, 20]));
  const data = Buffer.from([...flat, ...flat, ...flat, ...drawn].flat());
  const picture = sharp(data, { raw: { width: SIDE, height: 4 * SIDE, channels: 3 } });
  const folder = await folderOf("drawn", picture);
  const shareOfGrey = async (crop: Crop): Promise<number> => {
    const { pixels } = await seen(folder, { size: SIDE, crop });
    return pixels.filter(([r, g, b]) => r === g && g === b).length / pixels.length;
  };
  expect(await shareOfGrey("attention")).toBeLessThan(0.25);
  expect(await shareOfGrey("centre")).toBe(1);
});

test("what was decoded of one crop is not taken for another; centre is what nobody chose", async () => {
  const folder = await folderOf("kept", tower([RED, GREEN, BLUE]));
  const options = { cacheDir: join(home, "own cache"), size: SIDE };
  const prints: string[] = [];
  for (const crop of [...CROPS, ...CROPS]) prints.push((await openDataset(folder, { ...options, crop })).fingerprint);
  prints.push((await openDataset(folder, options)).fingerprint);
  expect(readdirSync(join(options.cacheDir, "images")).length).toBe(4);
  expect(prints.slice(4)).toEqual([...prints.slice(0, 4), prints[0]]);
  expect(new Set([prints[0], prints[1], prints[3]]).size).toBe(3);
});

test("other data have nothing to crop", async () => {
  for (const spec of ["ring8", "strokes", "mnist", "stacked-mnist"]) {
    await expect(openDataset(spec, { crop: "top" }), spec).rejects.toMatchObject({
      ...{ code: "E344", parameters: { name: spec, crop: "top" } },
    });
  }
  expect((await openDataset("ring8", { crop: "centre" })).count).toBe(50_000);
});

describe("the command", () => {
  test("trains on what it was told to crop, goes on with that, and is looked into with that", async () => {
    const folder = await folderOf("trained", tower([RED, GREEN, BLUE]));
    const words = [
      "--recipe",
      "dcgan",
      "--size",
      "16",
      "--steps",
      "2",
      "--batch",
      "2",
      "--width",
      "4",
      "--crop",
      "top",
    ];
    const quick = ["--threads", "1", "--eval-every", "0", "--no-autotune", "--run", "whole", "--progress", "none"];
    expect((await gantry(["train", folder, ...words, ...quick], home, env)).code).toBe(0);
    const { config, data } = JSON.parse(readFileSync(join(home, "runs/whole/run.json"), "utf8"));
    expect(config.crop).toEqual({ value: "top", origin: "flag" });
    const { fingerprint } = await openDataset(folder, { cacheDir, size: 16, crop: "top" });
    expect(data.fingerprint).toBe(fingerprint);
    const resumed = await gantry(["resume", "whole", "--steps", "4", "--progress", "none"], home, env);
    expect(resumed.code, resumed.err).toBe(0); // of other data it would be refused
    const quality = async (...against: readonly string[]): Promise<number> => {
      const asked = [
        "--metrics",
        "frechet",
        "--features",
        "pixels",
        "--n",
        "2",
        "--repeats",
        "1",
        ...against,
        "--json",
      ];
      const { code, out, err } = await gantry(["evaluate", "whole", ...asked], home, env);
      expect(code, err).toBe(0);
      return JSON.parse(out).frechet;
    };
    expect(await quality("--against", folder)).toBe(await quality());
    expect(await quality("--against", "strokes")).toBeGreaterThan(0); // of which nothing is cropped
    const looked = await gantry(["latent", "features", "whole", "--out", "features.png"], home, env);
    expect(looked.code, looked.err).toBe(0);
    const colours = await coloursOf(join(home, "features.png"));
    expect([RED, GREEN].map((colour) => colours.has(String(colour)))).toEqual([true, false]);
  });

  test("a run that is older than the choice learnt from the centre", async () => {
    const path = join(home, "runs/whole/run.json");
    const { config, ...record } = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...record, config: { ...config, crop: undefined } }));
    const { code, err } = await gantry(["resume", "whole", "--steps", "6", "--progress", "none"], home, env);
    expect([code, err]).toEqual([2, expect.stringContaining("E515")]); // what it learnt from are not those
  });

  test("shows what comes of it before anything is trained", async () => {
    const folder = await folderOf("shown", tower([RED, GREEN, BLUE]));
    const sheet = join(home, "sheet.png");
    const words = ["data", folder, "--size", "16", "--crop", "top", "--out", sheet, "--json"];
    const { code, out } = await gantry(words, home, env);
    expect([code, JSON.parse(out).notes.at(-1).parameters]).toEqual([0, { crop: "top" }]);
    const colours = await coloursOf(sheet);
    expect([RED, GREEN].map((colour) => colours.has(String(colour)))).toEqual([true, false]);
  });

  test.each([
    [3, ["train", "strokes", "--crop", "top"], "E344  --crop top: expected a folder of images; strokes is none."],
    [3, ["data", "mnist", "--crop", "none"], "E344  --crop none: expected a folder of images; mnist is none."],
    [2, ["data", "x", "--crop", "middle"], "E101  --crop: expected one of centre, top, attention, none, got middle."],
    [2, ["demo", "--crop", "top"], "E201  unknown option --crop"],
  ])("%i: %o", async (exit, words, sentence) => {
    const { code, err } = await gantry(words, home, env);
    expect(err).toContain(sentence);
    expect(code).toBe(exit);
  });
});

/** Each as `r,g,b`. */
async function coloursOf(png: string): Promise<Set<string>> {
  const pixels = await sharp(png).removeAlpha().toColourspace("srgb").raw().toBuffer();
  return new Set(Array.from({ length: pixels.length / 3 }, (_, i) => [...pixels.subarray(3 * i, 3 * i + 3)].join()));
}
