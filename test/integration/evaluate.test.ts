/** @file `gantry evaluate` as people call it: features as files, a run and all its checkpoints, folders, wrong words. */
import { readFileSync } from "node:fs";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { errorSentence } from "../../src/messages/errors.ts";
import { expectClose } from "../matchers.ts";
import { freshFolder, gantry } from "./gantry-process.ts";

const cwd = freshFolder();
const cache = { GANTRY_CACHE: join(cwd, "cache"), XDG_CACHE_HOME: join(cwd, "cache") };
const call = (...words: string[]) => gantry(words, cwd, cache);

/** What a command printed with `--json`, a line each. */
async function json(...words: string[]): Promise<Record<string, unknown>[]> {
  const { code, out, err } = await call(...words, "--json");
  expect([code, err]).toEqual([0, expect.not.stringMatching(/error/)]);
  return out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Rows as `.npy`, version 1, as NumPy writes them. */
function npy(rows: readonly (readonly number[])[], kind: "<f4" | "<f8"): Uint8Array {
  const shape = `(${rows.length}, ${rows[0]?.length ?? 0})`;
  const text = `{'descr': '${kind}', 'fortran_order': False, 'shape': ${shape}, }`;
  const header = Buffer.from(`${text.padEnd(128 - 10 - 1)}\n`);
  const values = kind === "<f8" ? Float64Array.from(rows.flat()) : Float32Array.from(rows.flat());
  const start = Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, header.length & 255, header.length >> 8]);
  return Buffer.concat([start, header, Buffer.from(values.buffer)]);
}

interface Golden {
  readonly prdc: Readonly<Record<"real" | "fake", number[][]>> &
    Readonly<Record<"k1" | "k3" | "k5", { readonly prdc: Readonly<Record<string, number>> }>>;
  readonly fid: readonly {
    readonly features1?: number[][];
    readonly features2?: number[][];
    readonly torch_fidelity_eig: number;
  }[];
}
const golden = JSON.parse(
  readFileSync(resolve(import.meta.dirname, "../../src/metrics/golden/feature-metrics.json"), "utf8"),
) as Golden;

describe("two files of features", () => {
  const { prdc, fid } = golden;
  const pair = fid.find(({ features1 }) => (features1?.length ?? 0) > 6);

  beforeAll(async () => {
    await writeFile(join(cwd, "real.npy"), npy(prdc.real, "<f8"));
    await writeFile(join(cwd, "fake.npy"), npy(prdc.fake, "<f8"));
    await writeFile(join(cwd, "one.npy"), npy(pair?.features1 ?? [], "<f8"));
    await writeFile(join(cwd, "two.npy"), npy(pair?.features2 ?? [], "<f8"));
    await writeFile(join(cwd, "single.npy"), npy(prdc.fake, "<f4"));
    await writeFile(
      join(cwd, "broken.npy"),
      npy(
        [
          [1, Number.NaN],
          [2, 3],
          [4, 5],
        ],
        "<f8",
      ),
    );
  });

  test.each([1, 3, 5] as const)("precision, recall, density and coverage with k = %i", async (k) => {
    const words = ["evaluate", "fake.npy", "--against", "real.npy", "--features", "none", "--metrics", "prdc"];
    const [result] = await json(...words, "--k", String(k));
    const { precision, recall, density, coverage } = prdc[`k${k}`].prdc;
    expect(result).toMatchObject({ features: "none", n: 25, nReal: 30, seed: 0 });
    const got = ["precision", "recall", "density", "coverage"].map((name) => result?.[name] as number);
    expectClose(got, [precision, recall, density, coverage] as number[], { rtol: 1e-12 });
  });

  test("the Fréchet distance, to all the digits of float64", async () => {
    const [result] = await json(
      "evaluate",
      "two.npy",
      "--against",
      "one.npy",
      "--features",
      "none",
      "--metrics",
      "frechet",
    );
    expectClose([result?.frechet as number], [pair?.torch_fidelity_eig as number], { rtol: 1e-9 });
  });

  test("float32 is read too; equal files are alike in every respect", async () => {
    const words = ["evaluate", "single.npy", "--against", "single.npy", "--features", "none"];
    const [result] = await json(...words);
    expect(result).toMatchObject({ precision: 1, recall: 1, density: 1, coverage: 1 });
    expectClose([result?.frechet as number], [0], { atol: 1e-12 });
  });

  test("with repeats, each value has the spread of random halves", async () => {
    const words = ["evaluate", "fake.npy", "--against", "real.npy", "--features", "none", "--metrics", "frechet,prdc"];
    const [once] = await json(...words, "--k", "3");
    const [result] = await json(...words, "--k", "3", "--repeats", "4");
    expect(result?.frechet).toBe(once?.frechet);
    expect([once?.spread, Object.keys(result?.spread as object)]).toEqual([
      ...[undefined, ["frechet", "precision", "recall", "density", "coverage"]],
    ]);
    expect((result as { spread: { frechet: number } }).spread.frechet).toBeGreaterThan(0);
  });

  test("a value that is no number is found, and named by its row", async () => {
    const { code, err } = await call("evaluate", "broken.npy", "--against", "one.npy", "--features", "none");
    expect([code, err]).toEqual([3, expect.stringContaining("E707")]);
  });

  test("other shapes, and what is no such file", async () => {
    const other = await call("evaluate", "one.npy", "--against", "real.npy", "--features", "none");
    expect([other.code, other.err]).toEqual([3, expect.stringContaining("E706")]);
    await writeFile(join(cwd, "notes.npy"), "no array");
    const none = await call("evaluate", "notes.npy", "--against", "one.npy", "--features", "none");
    expect([none.code, none.err]).toEqual([2, expect.stringContaining("E744")]);
  });
});

describe("a run of points", () => {
  beforeAll(async () => {
    const train = ["train", "ring8", "--run", "ring", "--width", "16", "--batch", "32", "--threads", "1"];
    const kept = ["--steps", "90", "--save-every", "30", "--eval-every", "40", "--eval-n", "256", "--keep", "9"];
    const { code, err } = await call(...train, ...kept);
    expect(code, err).toBe(0);
  });

  test("was evaluated as it trained, at the end as well, and has a best checkpoint", async () => {
    const text = await readFile(join(cwd, "runs/ring/evaluations.jsonl"), "utf8");
    const rows = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { step: number; values: { sliced: number } });
    expect(rows.map(({ step }) => step)).toEqual([40, 80, 90]);
    const best = rows.reduce((a, b) => (b.values.sliced < a.values.sliced ? b : a));
    const pointer = JSON.parse(await readFile(join(cwd, "runs/ring/best.json"), "utf8")) as { path: string };
    expect(pointer.path).toBe(`checkpoints/${String(best.step).padStart(6, "0")}`);
  });

  test("copies are counted where all the data are compared with, and only there", async () => {
    const points = Array.from({ length: 600 }, (_, i) => [Math.cos(i), Math.sin(i)].join(","));
    await writeFile(join(cwd, "circle.csv"), points.join("\n"));
    const train = ["train", "circle.csv", "--width", "16", "--batch", "32", "--threads", "1", "--steps", "20"];
    const copied = async (name: string, n: string): Promise<unknown> => {
      const { code, err } = await call(...train, "--run", name, "--eval-every", "20", "--eval-n", n);
      expect(code, err).toBe(0);
      const row = JSON.parse(await readFile(join(cwd, `runs/${name}/evaluations.jsonl`), "utf8"));
      const state = await readFile(join(cwd, `runs/${name}/checkpoints/000020/state.json`), "utf8");
      expect(JSON.parse(state).meta.diagnosis.copied).toBe(row.values.copied); // the verdict goes by it, after a resume too
      return row.values.copied;
    };
    expect(await copied("all", "600")).toBe(0); // a fresh G draws a blob, and the circle's points keep even gaps
    expect(await copied("some", "599")).toBeUndefined();
  });

  test("every checkpoint is measured, each again to the same numbers; the best is pointed to, and it is all written down", async () => {
    const words = ["evaluate", "ring", "--checkpoint", "all", "--n", "500", "--threads", "1"];
    const rows = await json(...words);
    expect(rows.map(({ step }) => step)).toEqual([30, 40, 60, 90]); // at 80 it was no better, so nothing was saved
    expect(rows.every((row) => row.against === "ring8" && row.n === 500 && row.nReal === 500)).toBe(true);
    // Of points the sliced distance decides, here as while it trained.
    const least = Math.min(...rows.map(({ sliced }) => sliced as number));
    expect(rows.filter(({ best }) => best).map(({ sliced }) => sliced)).toEqual([least]);
    expect(await json(...words)).toEqual(rows);
    const text = await readFile(join(cwd, "runs/ring/evaluations.jsonl"), "utf8");
    expect(text.trim().split("\n")).toHaveLength(3 + 2 * 4);
  });

  test("with repeats, each value has a spread; the exported generator measures as its checkpoint does", async () => {
    const common = ["--n", "300", "--metrics", "sliced,modes", "--threads", "1"];
    const [run] = await json("evaluate", "ring", "--repeats", "3", ...common);
    const { sliced, modes } = (run as { spread: Record<string, number> }).spread;
    expect([(sliced as number) > 0, Number.isFinite(modes)]).toEqual([true, true]);
    const [once] = await json("evaluate", "ring", "--n", "300", "--metrics", "sliced,hq,rkl", "--threads", "1"); // by their keys
    expect(once).toMatchObject({ modes: expect.any(Number), hq: expect.any(Number), rkl: expect.any(Number) });
    const [file] = await json("evaluate", "runs/ring/generator.onnx", "--against", "ring8", ...common);
    expect(file?.sliced).toBe(once?.sliced);
  });

  test("a run that cannot be written to is measured, and then said to be so", async () => {
    await cp(join(cwd, "runs/ring"), join(cwd, "sealed"), { recursive: true });
    await rm(join(cwd, "sealed/evaluations.jsonl"));
    await mkdir(join(cwd, "sealed/evaluations.jsonl"));
    const { code, out, err } = await call(
      "evaluate",
      "sealed",
      "--checkpoint",
      "all",
      "--n",
      "64",
      "--metrics",
      "sliced",
    );
    expect([code, err]).toEqual([2, expect.stringContaining("E503")]);
    expect(out.match(/sliced/g)).toHaveLength(4);
  });

  test("a run without checkpoints says so, also of all of them", async () => {
    await cp(join(cwd, "runs/ring"), join(cwd, "bare"), { recursive: true });
    await rm(join(cwd, "bare/checkpoints"), { recursive: true });
    const { code, err } = await call("evaluate", "bare", "--checkpoint", "all", "--n", "64");
    expect([code, err]).toEqual([2, expect.stringContaining("E510")]);
  });

  test("a table for people, in both languages, and no escape codes in a pipe", async () => {
    const english = await call("evaluate", "ring", "--n", "200", "--threads", "1");
    expect(english.out).toContain("ring against ring8: 200 samples and 200 items, features pixels, seed 0");
    expect(english.out).toMatch(/ {4}modes +\d +modes of the data that samples were found in\n/);
    expect(english.out).not.toContain("\u001b");
    const chinese = await call("evaluate", "ring", "--n", "200", "--threads", "1", "--lang", "zh");
    expect(chinese.out).toContain("ring 与 ring8 比较：200 个样本，200 项数据，特征 pixels，种子 0");
  });

  test("what it says is for the JSON's reader: names that stay", async () => {
    const [result] = await json("evaluate", "ring", "--n", "200", "--threads", "1");
    expect(Object.keys(result ?? {})).toEqual([
      ...["frechet", "kid", "kidStd", "precision", "recall", "density", "coverage", "modes", "hq", "rkl", "sliced"],
      ...["source", "step", "features", "n", "nReal", "seed", "warnings", "best", "against"],
    ]);
  });
});

describe("folders of pictures, and no GAN", () => {
  beforeAll(async () => {
    const { sharp } = await import("sharp").then(({ default: sharp }) => ({ sharp }));
    for (const [folder, shift] of [
      ["a", 0],
      ["b", 60],
    ] as const) {
      await mkdir(join(cwd, folder));
      for (let i = 0; i < 12; i += 1) {
        const data = Buffer.from(
          Uint8Array.from({ length: 16 * 16 }, (_, at) => (at * (i + 1) + shift * (at % 3)) % 256),
        );
        await sharp(data, { raw: { width: 16, height: 16, channels: 1 } })
          .png()
          .toFile(join(cwd, folder, `${i}.png`));
      }
    }
  });

  test("one against the other, and against itself", async () => {
    const words = ["--features", "digits", "--metrics", "frechet,kid,prdc", "--k", "3", "--threads", "1"];
    const [other] = await json("evaluate", "a", "--against", "b", ...words);
    const [same] = await json("evaluate", "a", "--against", "a", ...words);
    expect(other).toMatchObject({ features: "digits", n: 12, nReal: 12, step: null });
    expect(other?.frechet as number).toBeGreaterThan(1);
    expectClose([same?.frechet as number], [0], { atol: 1e-6 });
    expect(same).toMatchObject({ precision: 1, recall: 1, density: 1, coverage: 1 });
    // 12 images in 64 dimensions: it is computed, and said what that means.
    expect((other as { warnings: { code: string }[] }).warnings.map(({ code }) => code)).toContain("W700");
  });
});

describe("wrong words", () => {
  test.each([
    ["no such metric", ["evaluate", "ring", "--metrics", "frechett"], 2, "E741"],
    ["a metric that needs a classifier", ["evaluate", "ring", "--metrics", "score"], 2, "E740"],
    ["nothing to compare with", ["evaluate", "a"], 2, "E743"],
    ["held-out data that is the data", ["evaluate", "ring", "--held-out", "ring8", "--n", "200"], 2, "E745"],
    ["no such network", ["evaluate", "a", "--against", "b", "--features", "nothing"], 2, "E718"],
    ["no such run", ["evaluate", "missing"], 2, "E504"],
    ["pictures against points", ["evaluate", "a", "--against", "ring8"], 2, "E742"],
    ["a generator that is not there", ["evaluate", "none.onnx", "--against", "ring8"], 3, "E322"],
    ["copies of data that may have been trained on", ["evaluate", "ring", "--metrics", "memorised"], 2, "E740"],
    ["points against pictures", ["evaluate", "ring", "--against", "a"], 2, "E742"],
  ])("%s", async (_, words, code, said) => {
    const ended = await call(...words, "--threads", "1");
    expect([ended.code, ended.err]).toEqual([code, expect.stringContaining(said)]);
    expect(ended.out).toBe("");
  });

  test("each sentence has both languages", () => {
    const all = (["en", "zh"] as const).map((language) => [
      errorSentence("E740", { metric: "score" }, language),
      errorSentence("E741", { got: "fid", known: ["frechet", "kid"], suggestion: "kid" }, language),
      errorSentence("E742", { real: "a", realShape: [1, 8, 8], fake: "b", fakeShape: [3, 8, 8] }, language),
      errorSentence("E743", { source: "a" }, language),
      errorSentence("E745", { name: "ring8" }, language),
      errorSentence("E744", { source: "a.npy", shape: [2, 3, 4] }, language),
      errorSentence("E744", { source: "a.npy", shape: "bytes" }, language),
    ]);
    expect(all).toMatchSnapshot();
  });
});
