/** @file The command line as a process: the contract for scripts, pipes and exit codes. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { beforeAll, describe, expect, test } from "vitest";
import { parseNpy } from "../../src/data/npy.ts";
import { expectClose } from "../matchers.ts";
import { freshFolder, gantry, MAIN, start } from "./gantry-process.ts";

const folder = freshFolder();
const train = (run: string, steps: number): string[] => [
  ...[
    "train",
    "ring8",
    "--steps",
    String(steps),
    "--seed",
    "5",
    "--threads",
    "1",
    "--set",
    "width=16",
    "--batch",
    "32",
  ],
  ...["--out", "runs", "--run", run, "--progress", "none", "--json"],
];
const lastLine = (text: string): Record<string, unknown> => JSON.parse(text.trim().split("\n").at(-1) as string);
const stateOf = (shown: Record<string, unknown>): Buffer =>
  readFileSync(join((shown.checkpoints as { last: string }).last, "state.safetensors"));

describe("the contract for scripts", () => {
  beforeAll(async () => {
    expect((await gantry(train("whole", 60), folder)).code).toBe(0);
  });

  test("train: the last line of stdout is run, status, step; the folder has the name that was given", async () => {
    const { code, out } = await gantry(train("again", 60), folder);
    expect(code).toBe(0);
    expect(lastLine(out)).toEqual({
      run: join(folder, "runs", "again"),
      status: "done",
      step: 60,
      verdict: "warming up",
      best: null,
    });
    expect(existsSync(join(folder, "runs/again/generator.onnx"))).toBe(true);
  });

  test("runs show: one line with state, step and the newest checkpoint's folder; equal runs have equal bytes", async () => {
    const shown = await gantry(["runs", "show", "runs/whole", "--json"], folder);
    const facts = lastLine(shown.out);
    expect(shown.out.trim().split("\n")).toHaveLength(1);
    expect(facts).toMatchObject({ run: join(folder, "runs", "whole"), state: "done", step: 60 });
    expect(facts.checkpoints).toEqual({ last: expect.any(String), best: null });
    const other = lastLine((await gantry(["runs", "show", "again", "--json"], folder)).out);
    expect(stateOf(facts).equals(stateOf(other))).toBe(true);
  });

  test("resume goes on to that step in all, to the same bytes", async () => {
    await gantry(train("parts", 20), folder);
    const { code, out } = await gantry(
      ["resume", "runs/parts", "--steps", "60", "--progress", "none", "--json"],
      folder,
    );
    expect([code, lastLine(out)]).toEqual([
      0,
      { run: join(folder, "runs", "parts"), status: "done", step: 60, verdict: "warming up", best: null },
    ]);
    const [whole, parts] = await Promise.all(
      ["whole", "parts"].map(async (run) => lastLine((await gantry(["runs", "show", run, "--json"], folder)).out)),
    );
    expect(stateOf(whole as never).equals(stateOf(parts as never))).toBe(true);
  });

  test("sample --npy holds what generator.onnx gives for the z of --z-out", async () => {
    const words = ["sample", "runs/whole", "--n", "100", "--seed", "1", "--npy", "x.npy", "--z-out", "z.npy"];
    expect((await gantry(words, folder)).code).toBe(0);
    const [x, z] = ["x.npy", "z.npy"].map((name) => parseNpy(readFileSync(join(folder, name)), name));
    const session = await InferenceSession.create(join(folder, "runs/whole/generator.onnx"));
    const feed = new Tensor("float32", z?.data as Float32Array, z?.shape as number[]);
    const { sample } = await session.run({ z: feed });
    expect(x?.shape).toEqual([100, 2]);
    expectClose(x?.data as Float32Array, sample?.data as Float32Array, { rtol: 1e-6, atol: 1e-6 });
  });

  test("sample --out by its ending", async () => {
    const sample = (out: string) => gantry(["sample", "runs/whole", "--n", "9", "--out", out, "--json"], folder);
    expect(lastLine((await sample("p.csv")).out)).toEqual({ files: [join(folder, "p.csv")], shape: [9, 2], seed: 0 });
    expect(readFileSync(join(folder, "p.csv"), "utf8").trim().split("\n")).toHaveLength(9);
    await sample("grid.png");
    expect(readFileSync(join(folder, "grid.png")).subarray(1, 4).toString()).toBe("PNG");
    const wrong = await sample("x.bmp");
    expect([wrong.code, wrong.err]).toEqual([
      2,
      "  error E207  --out: expected a .png, .npy or .csv file, or a folder, got x.bmp.\n",
    ]);
  });

  test("a run that is there is not trained over", async () => {
    const { code, err } = await gantry(train("whole", 60), folder);
    expect(code).toBe(2);
    expect(err).toMatch(/error E507 .*already holds a run/);
  });
});

describe("images", () => {
  test("a folder of pictures from samples: one PNG each, and from them a run", async () => {
    const words = [
      "train",
      "strokes",
      "--size",
      "16",
      "--steps",
      "2",
      "--width",
      "8",
      "--batch",
      "8",
      "--run",
      "small",
    ];
    expect((await gantry([...words, "--progress", "none"], folder)).code).toBe(0);
    expect((await gantry(["sample", "small", "--n", "12", "--out", "pictures/"], folder)).code).toBe(0);
    expect(readdirSync(join(folder, "pictures"))).toHaveLength(12);
    const { code, out } = await gantry(["data", "pictures", "--size", "16", "--json"], folder);
    expect([code, lastLine(out)]).toMatchObject([0, { kind: "images", count: 12, shape: [1, 16, 16] }]);
    expect((await gantry(["walk", "small", "--seeds", "1,2", "--frames", "5", "--out", "w.gif"], folder)).code).toBe(0);
    expect(readFileSync(join(folder, "w.gif")).subarray(0, 6).toString()).toBe("GIF89a");
  });
});

describe("what goes wrong", () => {
  test.each([
    [["train", "ring8", "--bacth", "32"], 2, /error E201 {2}unknown option --bacth\n {4}did you mean {2}--batch \?/],
    [["train", "ring8", "--lr-g=NaN"], 2, /E101 {2}--lr-g: expected a number above 0, got NaN\./],
    [["train", "ring8", "--steps", "0"], 2, /E101 {2}--steps: expected a whole number of at least 1, got 0\./],
    [
      ["train", "ring8", "--recipe", "dgcan"],
      2,
      /E103 {2}there is no recipe called dgcan\.\n {4}did you mean {2}dcgan \?/,
    ],
    [["train"], 2, /E105 {2}no data was named\./],
    [["train", "rign8"], 3, /E300/],
    [["train", "./empty"], 3, /E30/],
    [["train", "points.csv"], 3, /E309 {2}--batch 256: the batch is larger than the data, points has 3 items\./],
    [["train", "ring8", "--recipe", "dcgan"], 2, /E109 {2}the recipe dcgan needs images/],
    [["train", "strokes", "--size", "17"], 2, /E114 {2}dcgan\.size: .* got 17\.\n {4}the nearest are 16 and 20/],
    [["train", "ring8", "--out", "file"], 2, /E500 .*file/],
    [["train", "ring8", "--config", "broken.json"], 2, /E104 {2}broken\.json:3: expected , or }, got "\./],
    [["resume", "nothing"], 2, /E504/],
    [["sample", "nothing"], 2, /E504/],
  ])("%j: one sentence, no trace, nothing left behind", async (words, code, sentence) => {
    const place = freshFolder();
    mkdirSync(join(place, "empty"));
    writeFileSync(join(place, "file"), "a file\n");
    writeFileSync(join(place, "points.csv"), "1,2\n3,4\n5,6\n");
    writeFileSync(join(place, "broken.json"), '{\n  "steps": 3\n  "seed": 1\n}\n');
    const ended = await gantry(words, place);
    expect(ended.err).toMatch(sentence);
    expect(ended.err).not.toMatch(/\n\s+at /);
    expect([ended.code, ended.out]).toEqual([code, ""]);
    expect(readdirSync(place).sort()).toEqual(["broken.json", "empty", "file", "points.csv"]);
  });

  test("numbers that stop being finite: back three times, then exit 4 with what to do", async () => {
    const words = ["train", "ring8", "--lr-g", "1e30", "--lr-d", "1e30", "--optimiser", "sgd", "--width", "8"];
    const { code, out, err } = await gantry([...words, "--run", "nan", "--progress", "none", "--json"], folder);
    expect(code).toBe(4);
    expect(lastLine(out)).toMatchObject({ status: "diverged", code: "E490" });
    expect(err.match(/W490/g)).toHaveLength(3);
    const shown = lastLine((await gantry(["runs", "show", "nan", "--json"], folder)).out);
    expect(shown).toMatchObject({ state: "diverged" });
    expect(existsSync((shown.checkpoints as { last: string }).last)).toBe(true);
    const asked = await gantry(["sample", "nan", "--class", "3", "--lang", "zh"], folder);
    expect([asked.code, asked.err]).toEqual([2, "  错误 E212  --class：这个生成器训练时没有类别。\n    请去掉它\n"]);
  });

  test("a reader that closes the pipe is no failure", async () => {
    const words = `"${process.execPath}" "${MAIN}" recipes gan | head -n 1`;
    const { code, out, err } = await start("sh", ["-c", words], folder).ended;
    expect([code, out.split("\n").length, err]).toEqual([0, 2, ""]);
  });
});

describe("a pipe", () => {
  test("no escape codes in either stream; lines that can be grepped, in any language", async () => {
    const words = ["train", "ring8", "--steps", "10", "--width", "8", "--run", "piped", "--lang", "zh"];
    const { code, out, err } = await gantry(words, folder);
    expect(code).toBe(0);
    expect(out + err).not.toContain("\u001b");
    expect(err).toMatch(/^step=10\/10 100% .*lossD=\S+ .*sample=samples\/000010\.png$/m);
    expect(out).toMatch(/10 步，用时/);
  });

  test("--json: each line of stdout is JSON, the last one the result", async () => {
    const words = ["train", "ring8", "--steps", "5", "--width", "8", "--run", "lines", "--json"];
    const events = (await gantry(words, folder)).out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["start", "metrics", "sample", "checkpoint", "end"]),
    );
    expect(events.at(-1)).toEqual({
      run: join(folder, "runs", "lines"),
      status: "done",
      step: 5,
      verdict: "warming up",
      best: null,
    });
  });

  test("--dry-run writes nothing and tells every value with its origin", async () => {
    const place = freshFolder();
    const { out, code } = await gantry(["train", "ring8", "--dry-run", "--json", "--seed", "7"], place);
    expect(code).toBe(0);
    const facts = lastLine(out) as {
      config: Record<string, unknown>;
      parameters: Record<string, number>;
      estimate: { msPerStep: number };
    };
    expect(facts.config.seed).toEqual({ value: 7, origin: "flag" });
    expect(facts.config["lr.g"]).toEqual({ value: expect.any(Number), origin: "data" });
    expect(Object.keys(facts.parameters)).toEqual(["G", "D"]);
    expect(facts.estimate.msPerStep).toBeGreaterThan(0);
    expect(readdirSync(place)).toEqual([]);
  });
});
