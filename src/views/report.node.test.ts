import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRun } from "../store/create-run.node.ts";
import { MetricsBuilder } from "../store/metrics-table.ts";
import { openRun } from "../store/open-run.node.ts";
import type { NewRunRecord } from "../store/run-record.ts";
import { bytesText, dateText, durationText, shortNumber } from "./number-text.ts";
import { blankPixels } from "./pixels.ts";
import { encodePng } from "./png.node.ts";
import { reportHtml } from "./report.ts";
import { reportInputOf } from "./report-input.node.ts";
import { pickSamples, type ReportInput } from "./report-input.ts";
import { reportScript, reportScriptHash } from "./report-script.ts";

const EVIL = `"><script>alert(1)</script><!--'&`;

const WEIGHT = { name: "weight", min: 0.7, max: 9.25, mean: 4, binary: false };

const record: NewRunRecord = {
  recipe: "dcgan",
  data: {
    name: "cats",
    spec: "./cats",
    kind: "images",
    shape: [3, 64, 64],
    count: 398,
    fingerprint: "ab12",
    classes: ["tabby"],
    attributes: [WEIGHT],
  },
  seed: 3,
  device: "cpu",
  threads: 2,
  config: {
    loss: { value: "ns", origin: "recipe" },
    "lr.g": { value: 2e-4, origin: "flag" },
    note: { value: null, origin: "default" },
  },
  versions: { gantry: "0.1.0" },
  parameters: { G: 3_600_000 },
};

function inputOf(changes: Partial<ReportInput> = {}): ReportInput {
  const metrics = new MetricsBuilder();
  for (let step = 1; step <= 60; step += 1) {
    metrics.add({
      step,
      attempt: 1,
      time: step * 2,
      images: step * 64,
      lossD: 1.3,
      lossG: 0.8,
      dReal: 0.6,
      dFake: 0.4,
    });
  }
  return {
    record: { ...record, format: 1, name: "0002-cats-dcgan", createdAt: "2025-11-20T09:48:00Z" },
    status: { state: "done", step: 60, steps: 60, attempt: 1, pid: 1, processStart: "x", heartbeat: "" },
    runPath: "runs/0002-cats-dcgan",
    metrics: metrics.table(),
    samples: [
      { step: 0, src: "data:image/png;base64,AA==" },
      { step: 60, src: "data:image/png;base64,BB==" },
    ],
    sampleCount: 9,
    reals: "data:image/png;base64,CC==",
    grid: { kind: "images", count: 64, columns: 8, rows: 8, seed: 3 },
    events: [{ type: "rollback", step: 40, attempt: 1, time: 0, to: 20 }],
    files: [{ name: "generator.onnx", bytes: 14_100_000 }],
    madeAt: "2025-11-20T10:00:00Z",
    ...changes,
  };
}

/** What a reader sees, roughly: no style, script or tags. */
const seen = (html: string): string =>
  html
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

describe("reportHtml", () => {
  test("says the diagnosis's word with its reason, and what to try where it is a warning", () => {
    const status = { state: "done", step: 60, attempt: 1, pid: 1, processStart: "x", heartbeat: "" } as const;
    const page = (verdict: string, language: "en" | "zh" = "en") =>
      seen(reportHtml(inputOf({ status: { ...status, verdict } }), { language }));
    expect(page("collapsed")).toContain("Verdict: collapsed: nearly all samples are alike, or lie on a small part");
    expect(page("collapsed")).toContain("→ begin again with --penalty r1");
    expect(page("healthy")).toContain("Verdict: healthy: nothing looks wrong ");
    expect(page("healthy", "zh")).toContain("健康: 没有发现问题");
    expect(page("as it should be")).toContain("Verdict: as it should be");
  });

  test("names the classes of the grid's rows, alone and beside attributes", () => {
    const asked = ["cat", "dog", "cat"].map((name) => ({ class: name }));
    const grid = { kind: "images", count: 9, columns: 3, rows: 3, seed: 3, asked } as const;
    expect(seen(reportHtml(inputOf({ grid })))).toContain("Each row is of one class, in turn: cat, dog.");
    const both = { ...grid, attributes: ["age"], asked: asked.map((row) => ({ ...row, attribute: "age" })) };
    const text = seen(reportHtml(inputOf({ grid: both })));
    expect(text).toContain("in turn: age. After all attributes comes the next class, in turn: cat, dog.");
    expect(text).not.toContain("Each row is of one class");
    expect(seen(reportHtml(inputOf({})))).not.toContain("in turn:");
  });

  test("names the attributes that the grid's rows walk, and no others", () => {
    const attributes = Array.from({ length: 12 }, (_, i) => `a${i + 1}`);
    const grid = { kind: "images", count: 64, columns: 8, rows: 8, seed: 3, attributes } as const;
    const page = seen(reportHtml(inputOf({ grid })));
    expect(page).toContain("from the least to the most in the data, in turn: a1, a2, a3, a4, a5, a6, a7, a8.");
  });

  test("tells the run from the headline to the next commands", () => {
    const page = seen(reportHtml(inputOf({ verdict: "healthy: D is close to guessing" })));
    for (const part of [
      "0002-cats-dcgan",
      "dcgan on cats: 398 images, 64×64 pixels, RGB · done at step 60",
      "Verdict: healthy: D is close to guessing",
      "training time 1 min 58 s",
      "loss of D 1.3 guessing: 1.39",
      "2 of 9 pictures",
      "2 ln 2 (guessing)",
      "gantry resume runs/0002-cats-dcgan --steps 120",
      "gantry sample runs/0002-cats-dcgan --n 64 --seed 1 --out grid.png",
      "lr.g 0.0002 flag",
      "note none default",
      "G 3,600,000",
      "generator.onnx 14.1 MB",
      "40 rollback to=20",
      "Made by Gantry 0.1.0 on 20 November 2025.",
    ]) {
      expect(page).toContain(part);
    }
  });

  test("in Chinese it is Chinese: no English sentence is left", () => {
    const html = reportHtml(inputOf(), { language: "zh" });
    expect(html).toContain('<html lang="zh-CN">');
    const page = seen(html);
    expect(page).toContain("dcgan · 数据 cats：398 张图像，64×64 像素，RGB · 已完成，第 60 步");
    expect(page).toContain("训练用时 1 分 58 秒");
    expect(page).toContain("2025年11月20日");
    const words = page.match(/\b(the|of|and|from|loss|step|samples|run)\b/gi) ?? [];
    // What is left is code: commands, keys, names of files and columns.
    expect(words.filter((word) => !["run", "loss", "from", "sample"].includes(word))).toEqual([]);
  });

  test("nothing from outside becomes markup", () => {
    const evil: ReportInput = inputOf({
      runPath: `runs/${EVIL}`,
      verdict: EVIL,
      files: [{ name: EVIL, bytes: 1 }],
      events: [{ type: EVIL, step: 1, attempt: 1, time: 0, note: EVIL }],
      record: {
        ...inputOf().record,
        name: EVIL,
        recipe: EVIL,
        device: EVIL,
        data: {
          ...record.data,
          name: EVIL,
          spec: EVIL,
          classes: [EVIL],
          attributes: [{ ...WEIGHT, name: EVIL }],
          problems: [EVIL],
          fingerprint: EVIL,
        },
        config: { [EVIL]: { value: EVIL, origin: EVIL } },
        versions: { gantry: EVIL, [EVIL]: EVIL },
        parameters: { [EVIL]: 1 },
      },
    });
    const metrics = new MetricsBuilder();
    metrics.add({ step: 1, [EVIL]: 1 });
    const html = reportHtml({ ...evil, metrics: metrics.table(), samples: [{ step: 0, src: EVIL }], reals: EVIL });
    const scripts = html.match(/<script/g) ?? [];
    expect(scripts).toHaveLength(2); // the pictures' data and ours
    expect(html).not.toContain("<script>alert");
    expect(html).not.toContain("<!--");
    expect(html.match(/\son\w+=/g)).toBeNull();
  });

  test("asks for nothing: no address but data, and a policy that allows exactly our script", () => {
    const html = reportHtml(inputOf());
    expect(html.match(/(src|href)="(?!data:|#|generator\.onnx)[^"]*"/g)).toBeNull();
    expect(html.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|@import|url\((?!#)/);
    expect(html).toContain("default-src &#39;none&#39;");
    expect(reportScriptHash).toBe(`sha256-${createHash("sha256").update(reportScript).digest("base64")}`);
    expect(html).toContain(`<script>${reportScript}</script>`);
  });

  test("the last picture is there without the script; the slider's data come along", () => {
    const html = reportHtml(inputOf());
    expect(html).toContain('<img id="sample" src="data:image/png;base64,BB==" alt="64 generated samples at step 60">');
    const island = html.match(/<script type="application\/json" id="frames">(.*?)<\/script>/)?.[1] ?? "";
    expect(JSON.parse(island)).toEqual([
      { src: "data:image/png;base64,AA==", label: "step 0", alt: "64 generated samples at step 0" },
      { src: "data:image/png;base64,BB==", label: "step 60", alt: "64 generated samples at step 60" },
    ]);
  });

  test("ids differ", () => {
    const ids = [...reportHtml(inputOf()).matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  test("an empty run has a report as well", () => {
    const empty = inputOf({
      status: null,
      metrics: new MetricsBuilder().table(),
      samples: [],
      sampleCount: 0,
      reals: null,
      grid: null,
      events: [],
      files: [],
    });
    const page = seen(reportHtml(empty));
    expect(page).toContain("This run has drawn no samples yet.");
    expect(page).toContain("This run has logged no numbers yet.");
  });

  test("points have no pixels to speak of", () => {
    const data = { ...record.data, kind: "points", shape: [2] } as const;
    const page = seen(reportHtml(inputOf({ record: { ...inputOf().record, data } })));
    expect(page).toContain("398 points, 2 dimensions");
    expect(page).toContain("--out samples.csv");
    expect(page).not.toContain("gantry walk");
  });

  test.each([
    ["runs/my cats", 'gantry resume "runs/my cats"'],
    ["runs/$HOME", "gantry resume 'runs/$HOME'"],
    ["runs/it's $5", "gantry resume 'runs/it'\\''s $5'"],
  ])("a path such as %s is quoted", (runPath, command) => {
    const html = reportHtml(inputOf({ runPath })).replaceAll("&#39;", "'").replaceAll("&quot;", '"');
    expect(html).toContain(command);
  });
});

test("reportInputOf reads a folder", async () => {
  const root = await mkdtemp(join(tmpdir(), "gantry-report-"));
  const run = await createRun({ root: join(root, "runs"), name: "cats", record });
  const png = encodePng(blankPixels(2, 2, 3, [1, 2, 3]));
  for (const step of [0, 1, 2, 5])
    await run.sample(step, png, { kind: "images", count: 1, columns: 1, rows: 1, seed: 0 });
  await run.reals(png);
  await run.metrics({ step: 1, images: 64, lossD: 1.4 });
  await run.checkpoint({ step: 1, tensors: [], meta: {} });
  await run.file("generator.onnx", new Uint8Array(10));
  await run.status({ state: "done", step: 1, verdict: "healthy" });
  await run.close();
  const input = await reportInputOf(await openRun(run.path), { samples: 3 });
  expect(input.samples.map(({ step }) => step)).toEqual([0, 2, 5]);
  expect(input.samples[0]?.src).toBe(`data:image/png;base64,${Buffer.from(png).toString("base64")}`);
  expect([input.runPath, input.sampleCount, input.reals]).toEqual(["runs/cats", 4, input.samples[0]?.src]);
  expect(input.files.map(({ name }) => name)).toEqual([
    "events.jsonl",
    "generator.onnx",
    "last.json",
    "metrics.jsonl",
    "reals.png",
    "run.json",
    "status.json",
    "checkpoints/000001/state.json",
    "checkpoints/000001/state.safetensors",
  ]);
  expect(seen(reportHtml(input))).toContain("Verdict: healthy");
  await rm(root, { recursive: true });
});

describe("small things", () => {
  test("pickSamples keeps first and last", () => {
    const steps = Array.from({ length: 20 }, (_, i) => i);
    expect(pickSamples(steps, 4)).toEqual([0, 6, 13, 19]);
    expect(pickSamples(steps, "all")).toEqual(steps);
    expect([pickSamples(steps, 1), pickSamples([], 3)]).toEqual([[19], []]);
  });

  test("numbers as people read them", () => {
    expect([0.7654, 1.386, 12_345, 2.1e-7, 1e9, 0, Number.NaN].map(shortNumber)).toEqual([
      "0.765",
      "1.39",
      "12300",
      "2.1e-7",
      "1.0e9",
      "0",
      "–",
    ]);
    expect([5, 62, 7300].map((seconds) => durationText(seconds, "en"))).toEqual(["5 s", "1 min 2 s", "2 h 1 min"]);
    expect([999, 14_100_000, 123_456].map(bytesText)).toEqual(["999 B", "14.1 MB", "123 kB"]);
    expect([dateText("2025-11-20T23:59:59Z", "en"), dateText("soon", "en")]).toEqual(["20 November 2025", "soon"]);
  });
});
