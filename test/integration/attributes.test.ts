/** @file Attributes from a CSV beside images, from the folder to what a generator is asked for, on the command line. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { columnsOf } from "../../src/data/attributes.ts";
import type { Dataset } from "../../src/data/dataset.ts";
import { parseNpy } from "../../src/data/npy.ts";
import { type OpenOptions, openDataset } from "../../src/data/open.node.ts";
import { loadGenerator } from "../../src/training/export.node.ts";
import { expectClose } from "../matchers.ts";
import { type Ended, gantry } from "./gantry-process.ts";

const home = mkdtempSync(join(tmpdir(), "gantry-attributes-"));
afterAll(() => rmSync(home, { recursive: true }));
const cacheDir = join(home, "cache");
const env = { GANTRY_CACHE: cacheDir };

/** Pictures of 16 × 16 pixels, one grey each: its level is what is known of it, and whether its number is odd. */
const LEVELS = Array.from({ length: 32 }, (_, i) => 8 * i);
const CSV = `file,level,odd\n${LEVELS.map((level, i) => `${i}.png,${level},${i % 2}\n`).join("")}`;
const pictures = join(home, "pictures");

beforeAll(async () => {
  mkdirSync(pictures);
  for (const [i, level] of LEVELS.entries()) {
    const raw = { raw: { width: 16, height: 16, channels: 1 } } as const;
    await sharp(Buffer.alloc(256, level), raw)
      .toColourspace("b-w")
      .png()
      .toFile(join(pictures, `${i}.png`));
  }
  writeFileSync(join(pictures, "attributes.csv"), CSV);
});

/** A copy of the pictures, with another CSV. */
function folderWith(name: string, csv: string | null, change: (folder: string) => void = () => {}): string {
  const folder = join(home, name);
  cpSync(pictures, folder, { recursive: true, preserveTimestamps: true });
  if (csv === null) rmSync(join(folder, "attributes.csv"));
  else writeFileSync(join(folder, "attributes.csv"), csv);
  change(folder);
  return folder;
}

const open = (folder: string, options: OpenOptions = {}): Promise<Dataset> =>
  openDataset(folder, { cacheDir, ...options });

/** Of each item the level that it shows. */
function shownLevels(set: Dataset): number[] {
  const out = new Float32Array(set.count * 256);
  set.read(
    Array.from({ length: set.count }, (_, i) => i),
    out,
  );
  return Array.from({ length: set.count }, (_, i) => Math.round(((out[256 * i] as number) + 1) * 127.5));
}

describe("a folder with attributes.csv", () => {
  test("knows of each picture what the CSV says of its file", async () => {
    const set = await open(pictures);
    expect(set.attributes?.columns).toEqual([
      { name: "level", min: 0, max: 248, mean: 124, binary: false },
      { name: "odd", min: 0, max: 1, mean: 0.5, binary: true },
    ]);
    expect(columnsOf(set.attributes as never).level).toEqual(shownLevels(set));
  });

  test("so also of a part of the pictures, and where one of them cannot be read", async () => {
    const few = await open(pictures, { count: 9, seed: 4 });
    expect(columnsOf(few.attributes as never).level).toEqual(shownLevels(few));
    const damaged = folderWith("damaged", CSV, (folder) => writeFileSync(join(folder, "10.png"), "no picture"));
    const set = await open(damaged);
    expect([set.count, set.problems.some(({ file }) => file === "10.png")]).toEqual([31, true]);
    expect(columnsOf(set.attributes as never).level).toEqual(shownLevels(set));
  });

  test("has classes beside them where it has class folders", async () => {
    const folder = join(home, "classes");
    for (const [i, level] of LEVELS.entries()) {
      mkdirSync(join(folder, level > 127 ? "light" : "dark"), { recursive: true });
      cpSync(join(pictures, `${i}.png`), join(folder, level > 127 ? "light" : "dark", `${i}.png`));
    }
    const rows = LEVELS.map((level, i) => `${level > 127 ? "light" : "dark"}/${i}.png;${level}`);
    writeFileSync(join(folder, "attributes.csv"), `file;level\r\n${rows.reverse().join("\r\n")}`);
    const set = await open(folder);
    expect(set.classes).toEqual(["dark", "light"]);
    expect(columnsOf(set.attributes as never).level).toEqual(shownLevels(set));
    const light = await open(folder, { classes: ["light"] });
    expect(columnsOf(light.attributes as never).level).toEqual(shownLevels(light));
    expect(light.attributes?.columns[0]).toMatchObject({ min: 0, max: 248, mean: 188 });
  });

  test("is other data where the CSV is another, though nothing is decoded again", async () => {
    const folder = folderWith("changed", CSV);
    const before = await open(folder);
    const decoded: string[] = readdirSync(join(cacheDir, "images"));
    writeFileSync(join(folder, "attributes.csv"), CSV.replace("3.png,24", "3.png,25"));
    const after = await open(folder);
    expect(readdirSync(join(cacheDir, "images"))).toEqual(decoded);
    const all = [
      before,
      after,
      await open(folder, { attributes: ["level"] }),
      await open(folder, { attributes: ["none"] }),
    ];
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(4);
    expect((await open(pictures)).fingerprint).toBe(before.fingerprint);
    expect((await open(folder, { attributes: ["none"] })).fingerprint).toBe(
      (await open(folderWith("without", null))).fingerprint,
    );
  });

  test("takes columns by name, from another file where one is named", async () => {
    const file = join(home, "elsewhere.csv");
    writeFileSync(file, CSV.replace("level", "shade"));
    const set = await open(pictures, { attributesFile: file, attributes: ["odd", "shade"] });
    expect(set.attributes?.columns.map(({ name }) => name)).toEqual(["odd", "shade"]);
    await expect(open(pictures, { attributesFile: join(home, "nowhere.csv") })).rejects.toMatchObject({ code: "E322" });
    await expect(openDataset("ring8", { attributes: ["level"] })).rejects.toMatchObject({ code: "E340" });
    await expect(open(folderWith("bare", null), { attributes: ["level"] })).rejects.toMatchObject({ code: "E340" });
  });
});

const lastLine = (text: string): Record<string, unknown> => JSON.parse(text.trim().split("\n").at(-1) as string);
const tiny = ["--batch", "8", "--width", "4", "--z", "3", "--threads", "1", "--eval-every", "0", "--no-autotune"];
const train = (run: string, steps: number, data = pictures): string[] => [
  ...["train", data, "--recipe", "cgan", "--steps", String(steps), ...tiny],
  ...["--out", "runs", "--run", run, "--progress", "none", "--json"],
];

describe("a conditional GAN of pictures whose level is known", () => {
  let trained: Ended;
  beforeAll(async () => {
    const learning = ["--net", "mlp", "--width", "24", "--batch", "16", "--penalty", "r1", "--penalty-weight", "1"];
    const options = [
      ...learning,
      "--lr-g",
      ".002",
      "--lr-d",
      ".002",
      "--ema",
      ".97",
      "--seed",
      "2",
      "--augment",
      "none",
    ];
    trained = await gantry([...train("level", 1000), ...options], home, env);
  });

  test("draws the level it is asked for, in the CSV's own units", async () => {
    expect(trained.code).toBe(0);
    const generator = await loadGenerator(join(home, "runs", "level"));
    const z = generator.z(32, 1);
    const levels: number[] = [];
    for (const level of [32, 128, 224]) {
      const { data } = await generator.generate(z, { attributes: { level } });
      levels.push(127.5 * (1 + data.reduce((sum, value) => sum + value, 0) / data.length));
    }
    await generator.release();
    expectClose(levels, [32, 128, 224], { rtol: 0, atol: 30 });
  });

  test("sample: a row walks each attribute, and the terminal says which", async () => {
    const { code, out } = await gantry(["sample", "level", "--out", "grid.png"], home, env);
    expect(code).toBe(0);
    const lines = out.trim().split("\n");
    expect(lines[0]).toBe("row 1: level 0 → 248");
    expect(lines[1]).toBe("row 2: odd 0 → 1");
    expect(lines.slice(2, 8)).toEqual(
      [3, 4, 5, 6, 7, 8].map((row) => `row ${row}: ${row % 2 === 1 ? "level 0 → 248" : "odd 0 → 1"}`),
    );
    expect(lines[8]).toBe(
      "each row is one latent; its attribute rises over 8 columns, the others are at the data's mean",
    );
    expect((await sharp(join(home, "grid.png")).metadata()).width).toBe(8 * 16 + 9 * 2);
  });

  test("sample --y: what is not named is at the data's mean", async () => {
    const drawn = async (...y: string[]) => {
      const words = ["sample", "level", "--n", "3", "--seed", "7", "--npy", "y.npy", "--json", ...y];
      expect(lastLine((await gantry(words, home, env)).out)).toMatchObject({ shape: [3, 1, 16, 16], seed: 7 });
      return Array.from(parseNpy(readFileSync(join(home, "y.npy")), "y.npy").data);
    };
    const named = await drawn("--y", "level=200,odd=.5");
    expect(await drawn("--y", "level=200")).toEqual(named);
    expect(await drawn("--y", "level=20")).not.toEqual(named);
  });

  test("sample --y: what no picture has is drawn, and said", async () => {
    const words = ["sample", "level", "--n", "2", "--out", "beyond.png", "--y"];
    expect((await gantry([...words, "level=300,odd=0"], home, env)).err).toBe(
      "  level=300 lies beyond the data, 0 … 248\n",
    );
    expect((await gantry([...words, "level=300", "--lang", "zh"], home, env)).err).toContain(
      "level=300 超出了数据的范围",
    );
  });

  test("sample --json says what each row is; --n and --columns make other rows", async () => {
    const { out } = await gantry(["sample", "level", "--n", "6", "--columns", "3", "--json"], home, env);
    expect(lastLine(out)).toMatchObject({
      shape: [6, 1, 16, 16],
      rows: [
        { attribute: "level", from: 0, to: 248 },
        { attribute: "odd", from: 0, to: 1 },
      ],
    });
  });

  test("the sample grid of training says what its rows walk", () => {
    const grid = JSON.parse(readFileSync(join(home, "runs/level/samples/grid.json"), "utf8"));
    expect(grid).toMatchObject({ columns: 8, rows: 8, attributes: ["level", "odd"] });
    expect(grid.asked).toEqual(
      [1, 2, 3, 4].flatMap(() => [
        { attribute: "level", from: 0, to: 248 },
        { attribute: "odd", from: 0, to: 1 },
      ]),
    );
    expect(readFileSync(join(home, "runs/level/report.html"), "utf8")).toContain('"attributes":["level","odd"]');
  });

  test("walk, latent walk and export take it", async () => {
    expect(
      (await gantry(["walk", "level", "--y", "level=60", "--frames", "3", "--out", "w.png"], home, env)).code,
    ).toBe(0);
    expect((await gantry(["latent", "walk", "level", "--y", "level=60", "--out", "w.npy"], home, env)).code).toBe(0);
    const { code, out } = await gantry(["export", "level", "--out", "g.onnx", "--json"], home, env);
    expect([code, (lastLine(out).maxDifference as number) < 1e-4]).toEqual([0, true]);
  });

  test("evaluate asks for what the data have, of the run and of the exported file; other data are refused", async () => {
    const words = ["--n", "32", "--features", "pixels", "--metrics", "frechet", "--json"];
    const [run, file, means] = [
      await gantry(["evaluate", "level", ...words], home, env),
      await gantry(["evaluate", "g.onnx", "--against", pictures, ...words], home, env),
      await gantry(["evaluate", "level", "--against", "strokes", ...words], home, env),
    ];
    const frechet = ({ out }: Ended) => (lastLine(out) as { frechet: number }).frechet;
    expect([run.code, file.code]).toEqual([0, 0]);
    expectClose([frechet(file)], [frechet(run)], { rtol: 1e-6, atol: 0 });
    expect([means.code, means.err]).toEqual([2, expect.stringContaining("is told level, odd")]);
    expect(means.err).toContain("measure against what it was trained on");
  });

  test("evaluate says where the CSV was when the run's own data have lost it, and offers nothing that it does not take", async () => {
    const folder = folderWith("lost", CSV);
    expect((await gantry(train("loser", 1, folder), home, env)).code).toBe(0);
    writeFileSync(join(folder, "attributes.csv"), CSV.replace(/^file.*\n/, ""));
    const evaluated = (...more: string[]) =>
      gantry(["evaluate", "loser", "--n", "8", "--features", "pixels", ...more], home, env);
    const broken = await evaluated();
    expect([broken.code, broken.err]).toEqual([
      3,
      expect.stringContaining("begin with a line such as  file,smiling,age"),
    ]);
    expect(broken.err).toContain("or take the CSV away; train and data pass it over");
    rmSync(join(folder, "attributes.csv"));
    for (const { code, err } of [await evaluated(), await evaluated("--against", folder)]) {
      expect([code, err]).toEqual([2, expect.stringContaining("bring back its attributes.csv")]);
      expect(err).not.toContain("measure against what it was trained on");
    }
  });
});

describe("a run", () => {
  test("goes on to the same bytes, and not on other attributes", async () => {
    const folder = folderWith("resumed", CSV);
    const state = (run: string) => readFileSync(join(home, "runs", run, "checkpoints/000008/state.safetensors"));
    expect((await gantry(train("whole", 8, folder), home, env)).code).toBe(0);
    expect((await gantry(train("parts", 4, folder), home, env)).code).toBe(0);
    expect((await gantry(["resume", "parts", "--steps", "8", "--progress", "none"], home, env)).code).toBe(0);
    expect(state("parts").equals(state("whole"))).toBe(true);
    writeFileSync(join(folder, "attributes.csv"), CSV.replace("3.png,24", "3.png,25"));
    const changed = await gantry(["resume", "parts", "--steps", "12", "--progress", "none"], home, env);
    expect([changed.code, changed.err]).toEqual([2, expect.stringContaining("was trained on other data")]);
    rmSync(join(folder, "attributes.csv"));
    const gone = await gantry(["resume", "parts", "--steps", "12", "--progress", "none"], home, env);
    expect([gone.code, gone.err]).toEqual([2, expect.stringContaining("was trained on other data")]);
  });

  test("that nobody tells attributes leaves the CSV aside, whatever it holds, and says so", async () => {
    const folder = folderWith("aside", "broken");
    const words = train("aside", 2, folder).map((word) => (word === "cgan" ? "gan" : word));
    const { code, err } = await gantry(words, home, env);
    expect([code, err]).toEqual([0, expect.stringContaining("N313  attributes.csv is left aside")]);
    writeFileSync(join(folder, "attributes.csv"), CSV);
    const resume = (steps: string) => gantry(["resume", "aside", "--steps", steps, "--progress", "none"], home, env);
    expect((await resume("3")).code).toBe(0);
    rmSync(join(folder, "attributes.csv"));
    expect((await resume("4")).code).toBe(0);
    const record = JSON.parse(readFileSync(join(home, "runs/aside/run.json"), "utf8"));
    expect(record.data.fingerprint).toBe((await open(folder)).fingerprint);
    const asked = await gantry([...words, "--run", "asked", "--attributes", "level"], home, env);
    expect([asked.code, asked.err]).toEqual([3, expect.stringContaining("E340")]);
  });

  test("of faces has the attributes it asks for", async () => {
    const words = [...train("faces", 2, "faces"), "--attributes", "smile,pose", "--size", "16"];
    expect((await gantry(words, home, env)).code).toBe(0);
    const { out } = await gantry(["sample", "faces", "--class", "smiling", "--y", "pose=-40", "--json"], home, env);
    expect(lastLine(out)).toMatchObject({ shape: [64, 3, 16, 16] });
    const rows = lastLine((await gantry(["sample", "faces", "--json"], home, env)).out).rows as object[];
    const { asked } = JSON.parse(readFileSync(join(home, "runs/faces/samples/grid.json"), "utf8"));
    expect(asked).toEqual([...rows, ...rows].slice(0, 8)); // a grid of training has eight rows
    expect([rows.length, rows[3]]).toEqual([8, expect.objectContaining({ class: "smiling", attribute: "pose" })]);
  });

  test("needs labels or attributes to be conditional", async () => {
    const { code, err } = await gantry(train("none", 2, folderWith("nothing", null)), home, env);
    expect([code, err]).toEqual([2, expect.stringContaining("needs labels or attributes, and the data have none.")]);
  });
});

describe("what is wrong is said in a sentence", () => {
  beforeAll(() => writeFileSync(join(home, "points.csv"), "1,2\n3,4\n"));

  test.concurrent.each([
    [
      "no row",
      CSV.replace(/^3\.png.*\n/m, ""),
      "expected a row for each of the folder's 32 images, but 1 has none: 3.png.",
    ],
    ["a row of no image", `${CSV}x.png,1,1\n`, "1 row is of images that the folder does not have: x.png (line 34)."],
    [
      "a row twice",
      `${CSV}3.png,1,1\n`,
      "attributes.csv:34: expected one row for each image, but 3.png has one in line 5 already.",
    ],
    [
      "a word",
      CSV.replace("3.png,24", "3.png,dark"),
      'attributes.csv:5: expected a number in column 2 (level), got "dark".',
    ],
    ["no header", CSV.replace(/^file.*\n/, ""), "attributes.csv:1: expected names, that of the file column"],
    [
      "no attributes",
      CSV.replace(/,.*/g, ""),
      'attributes.csv:1: expected names, that of the file column and one for each attribute, got only "file".',
    ],
    ["a constant", CSV.replace(/,[01]$/gm, ",1"), "attributes.csv: odd is 1 for every image, so it tells nothing."],
  ])("%s", async (name, csv, sentence) => {
    const folder = folderWith(`wrong ${name}`, csv);
    const { code, err } = await gantry(["data", folder, "--out", "sheet.png"], home, env);
    expect([code, err]).toEqual([3, expect.stringContaining(sentence)]); // the data are wrong
  });

  test.concurrent.each([
    [3, ["data", "pictures", "--attributes", "levle"], "--attributes levle: there is no such attribute."],
    [
      3,
      ["data", "points.csv", "--attributes", "level"],
      "--attributes: expected a folder of images with an attributes.csv",
    ],
    [3, ["train", "ring8", "--attributes", "level"], "--attributes: expected a folder of images"],
    [2, ["sample", "level", "--y", "levle=3"], "did you mean  level ?"],
    [2, ["sample", "level", "--y", ""], '--y: expected level=248, a name and a number, got "".'],
    [2, ["sample", "level", "--y", "level"], "--y: expected level=248, a name and a number, got level."],
    [2, ["sample", "level", "--y", "level=dark"], "--y: expected level=248, a name and a number, got level=dark."],
    [2, ["sample", "level", "--class", "0"], "--class: this generator was trained without classes."],
  ] as const)("%i %j", async (expected, words, sentence) => {
    const { code, err } = await gantry(words, home, env);
    expect([code, err]).toEqual([expected, expect.stringContaining(sentence)]);
  });
});

test("data shows them", async () => {
  const { out } = await gantry(["data", "pictures", "--out", "sheet.png"], home, env);
  expect(out).toMatch(/^attributes +level: 0 … 248, mean 124\n +odd: 0 or 1, 50 % have it$/m);
  const { out: json } = await gantry(["data", "pictures", "--out", "sheet.png", "--json"], home, env);
  expect(lastLine(json).attributes).toHaveLength(2);
});
