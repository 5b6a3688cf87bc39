/**
 * @file The Export view and its routes: what it makes is what the engine draws, and the programs that it shows are run
 * exactly as they stand in the page.
 */
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { floatTensor } from "../../src/base/tensor.ts";
import { withHalfWeights } from "../../src/onnx/half-weights.ts";
import { openGenerator } from "../../src/runtime/generator.node.ts";
import type { Generator } from "../../src/runtime/generator.ts";
import type { ExportInfo, ExportList } from "../../studio/api/index.ts";
import type { ReportData } from "../../studio/api/report.ts";
import { chromiumMissing } from "../browser/chromium.ts";
import { serveFolder } from "../browser/static-server.ts";
import { expectClose } from "../matchers.ts";
import { freshFolder } from "./gantry-process.ts";
import { shownLevels } from "./pixels.ts";
import { heldIn } from "./report-page.ts";
import { errorOf } from "./studio-folder.ts";
import type { Answer, Asked } from "./studio-process.ts";
import { askAs, expectAccessible, openStage, postAs, type Stage, wear } from "./studio-views.ts";

const modules = resolve(import.meta.dirname, "../../node_modules");
const small = ["--size", "16", "--width", "8", "--batch", "16", "--steps", "20"];

/** The same numbers in whatever language runs them. */
const seeded = (): (() => number) => {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};
const SEEDED = `let state = 7; Math.random = () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state / 2 ** 32; };`;

/** What the programs' own words make of these numbers. */
function normals(length: number): Float32Array {
  const random = seeded();
  return Float32Array.from({ length }, () => {
    const [u, v] = [random(), random()];
    return Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
  });
}

/** @returns levels of 0 to 255 of one sample, channels side by side */
async function levelsOf(generator: Generator, z: ArrayLike<number>, label: number): Promise<number[]> {
  const { data } = await generator.generate(floatTensor([1, generator.latentSize], Float32Array.from(z)), label);
  return Array.from(data, (value) => Math.round(Math.min(255, Math.max(0, 127.5 * (value + 1)))));
}

/** One level apart at most: other builds round the last bits another way. */
function expectLevels(got: readonly number[], want: readonly number[]): void {
  expect(got.length).toBe(want.length);
  expect(Math.max(...got.map((level, i) => Math.abs(level - (want[i] as number))))).toBeLessThanOrEqual(1);
  expect(new Set(got).size).toBeGreaterThan(20); // a picture, not a blank
}

if (chromiumMissing !== null) test.skip(`the Export view: ${chromiumMissing}`, () => {});

describe.runIf(chromiumMissing === null)("the Export view", () => {
  let stage: Stage;
  let whole: Generator;
  const images = "0001-strokes-cgan";
  const points = "0002-ring8-gan";
  const inExports = (key: string, file = ""): string => join(stage.runs, images, "exports", key, file);

  beforeAll(async () => {
    stage = await openStage([
      ["strokes", "--recipe", "cgan", "--classes", "4,7,9", ...small],
      ["ring8", "--steps", "20"],
    ]);
    whole = await openGenerator(readFileSync(join(stage.runs, images, "generator.onnx")), "generator.onnx");
  });
  afterAll(async () => {
    await whole?.release();
    await stage?.close();
  });

  const ask = (path: string, asked: Asked = {}): Promise<Answer> => askAs(stage, path, asked);
  const post = (path: string, body: unknown): Promise<Answer> => postAs(stage, path, body);

  /** What the view shows to be copied. */
  async function shownProgram(language: string): Promise<string> {
    const { page } = stage;
    await page.getByRole("radio", { name: language, exact: true }).check({ force: true });
    return (
      (await page
        .getByRole("region", { name: `Program for: ${language}` })
        .locator("pre")
        .textContent()) ?? ""
    );
  }

  async function makeShown(name: RegExp): Promise<void> {
    await stage.page.getByRole("button", { name: "Export", exact: true }).click();
    await stage.page.getByRole("radio", { name }).waitFor({ state: "attached", timeout: 60_000 });
  }

  test("makes a float16 file by keyboard alone; its number is the difference that another reader finds", async () => {
    const { page } = stage;
    await stage.show(`#/run/${images}/export?numbers=float16&lang=en`);
    await page.getByRole("button", { name: "Export", exact: true }).waitFor();
    await expect
      .poll(() => page.getByRole("region", { name: "The same as a command" }).locator("pre").textContent())
      .toBe(`gantry export ${images} --float16`);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("radio", { name: /show Generator · float16/ }).waitFor({ state: "attached", timeout: 60_000 });
    const key = "generator-float16-average-000020";
    const record = JSON.parse(readFileSync(inExports(key, "export.json"), "utf8")) as ExportInfo;
    const half = await openGenerator(readFileSync(inExports(key, "generator-float16.onnx")), "half");
    const z = whole.z(64, 0);
    const [a, b] = [await whole.generate(z), await half.generate(z)];
    await half.release();
    const found = a.data.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b.data[i] as number))), 0);
    expect(found).toBeGreaterThan(1e-5); // rounded
    expectClose([record.parity?.difference as number], [found], { rtol: 0, atol: 1e-5 }); // of the engine, not of the file
    const shown = (record.parity?.difference ?? 0).toExponential(1).replace("e-", "e−");
    expect(await page.locator(".export-list li.chosen").textContent()).toContain(`largest difference ${shown} over 64`);
    const download = page.waitForEvent("download");
    await page
      .locator("li.chosen")
      .getByRole("link", { name: /download generator-float16/ })
      .click();
    const path = await (await download).path();
    expect(readFileSync(path).equals(readFileSync(inExports(key, "generator-float16.onnx")))).toBe(true);
  });

  test("makes a folder for the web, whose page runs in a world of its own", async () => {
    await stage.show(`#/run/${images}/export?what=web&lang=en`);
    await makeShown(/show Web folder/);
    const opened = stage.page.context().waitForEvent("page");
    await stage.page.getByRole("link", { name: "Try the page" }).click();
    const made = await opened;
    await made.waitForFunction(() => (document.getElementById("said") as HTMLOutputElement)?.value !== "");
    expect(await made.evaluate(() => self.origin)).toBe("null");
    const reached = await made.evaluate(() =>
      fetch("/api/runs").then(
        () => "reached",
        () => "refused",
      ),
    );
    expect(reached).toBe("refused");
    await made.close();
  });

  test("the Node program draws what the engine's file draws", async () => {
    await stage.show(`#/run/${images}/export?of=trained&lang=en`);
    const folder = freshFolder();
    symlinkSync(modules, join(folder, "node_modules"));
    copyFileSync(join(stage.runs, images, "generator.onnx"), join(folder, "generator.onnx"));
    writeFileSync(join(folder, "seeded.mjs"), SEEDED);
    writeFileSync(join(folder, "use.mjs"), await shownProgram("Node"));
    const said = execFileSync(process.execPath, ["--import", "./seeded.mjs", "use.mjs"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(said).toBe("");
    const pixels = await sharp(join(folder, "sample.png")).greyscale().raw().toBuffer();
    expectLevels([...pixels], await levelsOf(whole, normals(whole.latentSize), 0));
  });

  test("the browser program draws the same, with ONNX Runtime from the disk", async () => {
    const folder = freshFolder();
    copyFileSync(join(stage.runs, images, "generator.onnx"), join(folder, "generator.onnx"));
    const ort = dirname(createRequire(import.meta.url).resolve("onnxruntime-web"));
    for (const file of ["ort.wasm.min.mjs", "ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm"]) {
      copyFileSync(join(ort, file), join(folder, file));
    }
    writeFileSync(join(folder, "index.html"), await shownProgram("Browser"));
    const server = await serveFolder(folder, { isolated: false });
    const page = await stage.page.context().newPage();
    await page.addInitScript(SEEDED);
    await page.goto(server.origin);
    const levels = (): Promise<number[]> => shownLevels(page, "#picture");
    await expect.poll(async () => new Set(await levels()).size).toBeGreaterThan(20);
    expectLevels(await levels(), await levelsOf(whole, normals(whole.latentSize), 0));
    await page.close();
    await server.close();
  });

  test("the element's program draws the folder's float16 generator", async () => {
    await stage.show(`#/run/${images}/export?of=web-average-000020&lang=en`);
    const folder = freshFolder();
    cpSync(inExports("web-average-000020"), folder, { recursive: true });
    const program = await shownProgram("Web element");
    writeFileSync(join(folder, "index.html"), program);
    const server = await serveFolder(folder, { isolated: false });
    const page = await stage.page.context().newPage();
    await page.addInitScript(() => {
      addEventListener("drawn", () => document.documentElement.setAttribute("data-drawn", ""), true);
    });
    await page.goto(server.origin);
    const drawn = (): Promise<number[]> => shownLevels(page, "gantry-generator canvas");
    await expect.poll(async () => new Set(await drawn()).size).toBeGreaterThan(20);
    const half = await openGenerator(readFileSync(join(folder, "generator-float16.onnx")), "half");
    expectLevels(await drawn(), await levelsOf(half, half.z(1, 1).data, 0));
    await half.release();
    await page.close();
    await server.close();
  });

  const python = process.env.GANTRY_PYTHON ?? "python3";
  const runs = (code: string): boolean => {
    try {
      execFileSync(python, ["-c", code], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  };
  const complete = runs("import onnxruntime, numpy, PIL");
  const some = complete || runs("pass");
  const how = complete
    ? "draws the same"
    : some
      ? "is Python (onnxruntime is not installed here, so it is compiled and not run)"
      : "is not tried: there is no python3";

  test.runIf(some)(`the Python program ${how}`, async () => {
    const folder = freshFolder();
    for (const [id, file] of [
      [images, "images.py"],
      [points, "points.py"],
    ] as const) {
      await stage.show(`#/run/${id}/export?of=trained&lang=en`);
      writeFileSync(join(folder, file), await shownProgram("Python"));
      execFileSync(python, ["-m", "py_compile", file], { cwd: folder });
    }
    if (!complete) return;
    copyFileSync(join(stage.runs, images, "generator.onnx"), join(folder, "generator.onnx"));
    const tell = `
import json, runpy, numpy as np
real = np.random.default_rng
np.random.default_rng = lambda: real(7)
said = runpy.run_path("images.py")
print(json.dumps({"z": said["z"][0].tolist(), "shape": said["image"].shape}))`;
    const said = JSON.parse(execFileSync(python, ["-c", tell], { cwd: folder, encoding: "utf8" })) as {
      z: number[];
      shape: number[];
    };
    expect(said.shape).toEqual([16, 1, 16, 16]);
    const pixels = await sharp(join(folder, "sample.png")).greyscale().raw().toBuffer();
    expectLevels([...pixels], await levelsOf(whole, said.z, 0));
  });

  test("programs for points", async () => {
    await stage.show(`#/run/${points}/export?of=trained&lang=en`);
    const folder = freshFolder();
    symlinkSync(modules, join(folder, "node_modules"));
    copyFileSync(join(stage.runs, points, "generator.onnx"), join(folder, "generator.onnx"));
    writeFileSync(join(folder, "seeded.mjs"), SEEDED);
    writeFileSync(join(folder, "use.mjs"), await shownProgram("Node"));
    const out = execFileSync(process.execPath, ["--import", "./seeded.mjs", "use.mjs"], {
      cwd: folder,
      encoding: "utf8",
    });
    const said = out
      .trim()
      .split("\n")
      .map((line) => line.split(" ").map(Number));
    const generator = await openGenerator(readFileSync(join(folder, "generator.onnx")), "points");
    const { data } = await generator.generate(
      floatTensor([16, generator.latentSize], normals(16 * generator.latentSize)),
    );
    await generator.release();
    expectClose(said.flat(), data, { rtol: 1e-5, atol: 1e-6 });
  });

  test("an export that ends elsewhere leaves the address of that page alone", async () => {
    const { page } = stage;
    const route = `**/api/runs/${points}/export?*`;
    let letGo = (): void => {};
    const gone = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route(route, async (held) => {
      await gone;
      await held.continue();
    });
    await stage.show(`#/run/${points}/export?lang=en`);
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const made = page.waitForResponse((reply) => reply.request().method() === "POST");
    await stage.show(`#/run/${images}/config?lang=en`);
    await page.locator(".config").first().waitFor();
    letGo();
    await made;
    await page.getByText("Made: generator-float32-average-000020").first().waitFor({ state: "attached" });
    expect(await page.evaluate(() => location.hash)).toBe(`#/run/${images}/config?lang=en`);
    await page.unroute(route);
  });

  test("somebody else's export is awaited, also past a question that failed", async () => {
    const { page, expected } = stage;
    const list = `**/api/runs/${images}/exports?*`;
    expected.push(/^503 of GET .*exports$/);
    let [asked, seen] = [0, false];
    await page.route(list, async (route) => {
      asked += 1;
      if (asked === 2) return route.fulfill({ status: 503, body: "" });
      const reply = await route.fetch();
      const making = asked < 3 || !seen ? { since: Date.now() } : null;
      return route.fulfill({ json: { ...((await reply.json()) as ExportList), making } });
    });
    await stage.show(`#/run/${images}/export?lang=en`);
    const button = page.getByRole("button", { name: "Export", exact: true });
    await expect.poll(() => button.getAttribute("aria-disabled")).toBe("true");
    seen = true;
    await expect.poll(() => button.getAttribute("aria-disabled")).toBe("false");
    expect(asked).toBeGreaterThanOrEqual(3);
    await page.unroute(list);
  });

  test("makes a report by keys: the run as one file, with its generator, that is opened and saved", async () => {
    const { page } = stage;
    const file = join(stage.runs, images, "report.html");
    const without = statSync(file).size; // as training left it
    await stage.show(`#/run/${images}/export?lang=en`);
    await page.getByText("Report: the run as one page").press("Enter");
    await page.getByRole("button", { name: "Make a report" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText(/^The report is made, [\d.]+ .B\.$/).waitFor();
    expect((JSON.parse(heldIn(readFileSync(file, "utf8")).json) as ReportData).language).toBe("en");
    expect(statSync(file).size - without).toBeGreaterThan(
      statSync(join(stage.runs, images, "generator.onnx")).size * 0.9,
    );
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Save the report" }).press("Enter");
    const saved = await download;
    expect(saved.suggestedFilename()).toBe(`${images}.html`);
    expect(readFileSync(await saved.path()).equals(readFileSync(file))).toBe(true);
    const opened = page.context().waitForEvent("page");
    await page.getByRole("link", { name: "Open the report" }).press("Enter");
    const report = await opened;
    await report.getByRole("button", { name: /^report as of/ }).waitFor();
    expect(await report.evaluate(() => self.origin)).toBe("null");
    await report.close();
    expect((await post(`/api/runs/nobody/report`, {})).status).toBe(404);
  });

  test("speaks both languages in both themes, and nothing complained", async () => {
    await stage.show(`#/run/${images}/export`);
    await wear(stage.page, "light", "en");
    await expectAccessible(stage.page);
    await wear(stage.page, "dark", "zh");
    await stage.page.getByText("与训练引擎的输出一致").first().waitFor();
    await expectAccessible(stage.page);
    expect(stage.complaints).toEqual([]);
  });

  const json = async <T>(path: string): Promise<T> => JSON.parse(String((await ask(path)).body)) as T;
  const path = `/api/runs/${points}/export`;
  const codeOf = (answer: Answer): string => errorOf(answer).code;

  test("one export of a run at a time; what cannot be made is said in the command's words, and leaves nothing", async () => {
    const [first, second] = await Promise.all([
      post(path, { target: "generator" }),
      post(path, { target: "generator", numbers: "float16" }),
    ]);
    expect([first.status, second.status].sort()).toEqual([201, 409]);
    expect(codeOf(first.status === 409 ? first : second)).toBe("E619");
    const refused = await post(path, { target: "classifier" });
    expect([refused.status, codeOf(refused)]).toEqual([400, "E152"]);
    expect(String(refused.body)).toMatch(/分类器/);
    const missing = await post(path, { target: "generator", checkpoint: 7 });
    expect([missing.status, codeOf(missing)]).toEqual([409, "E514"]);
    const left = join(stage.runs, ".making-0123");
    mkdirSync(left);
    utimesSync(left, 0, 0);
    expect((await post(path, { target: "generator" })).status).toBe(201);
    expect(existsSync(left)).toBe(false);
    const list = await json<ExportList>(`/api/runs/${points}/exports`);
    const keys = list.exports.map(({ key }) => key);
    expect(keys.slice(0, 2)).toEqual(["trained", "generator-float32-average-000020"]); // the newest first
    expect(keys.slice(2).every((key) => key === "generator-float16-average-000020")).toBe(true);
    expect(list.making).toBeNull();
  });

  test.each([
    {},
    { target: "exe" },
    { target: "generator", numbers: "int4" },
    { target: "generator", weights: "both" },
    { target: "generator", checkpoint: "../x" },
    { target: "generator", checkpoint: -1 },
    null,
  ])("refuses %j", async (body) => {
    const answer = await post(path, body);
    expect([answer.status, codeOf(answer)]).toEqual([400, "E608"]);
  });

  test("compares again, also what training left, and finds a file that was changed", async () => {
    const fine = await post(`/api/runs/${points}/exports/trained/check`, {});
    const { parity } = JSON.parse(String(fine.body)) as ExportInfo;
    expect(parity?.compared).toBe(64);
    expect(parity?.difference).toBeLessThan(1e-5);
    const file = join(stage.runs, points, "generator.onnx");
    writeFileSync(file, withHalfWeights(readFileSync(file))); // other weights, a little
    const changed = await post(`/api/runs/${points}/exports/trained/check`, {});
    const found = (JSON.parse(String(changed.body)) as ExportInfo).parity?.difference ?? 0;
    expect(found).toBeGreaterThan(10 * (parity?.difference ?? 1) + 1e-6);
    expect(found).toBeLessThan(1e-2);
  });

  test("nothing outside a run's exports, and no page of an export as one of ours", async () => {
    const exports = join(stage.runs, points, "exports");
    writeFileSync(join(stage.runs, "../secret.txt"), "what-lies-outside");
    mkdirSync(join(exports, "web-average-000001"), { recursive: true });
    const record = {
      asked: { target: "web" },
      step: 1,
      madeAt: "2026",
      parity: {},
      files: { "index.html": 1, "gantry-generator.js": 1, "offline.js": 1, "link.txt": 1, "../../run.json": 1 },
    };
    writeFileSync(join(exports, "web-average-000001/export.json"), JSON.stringify(record));
    const hostile = '<script>fetch("/api/runs")</script><script src="gantry-generator.js"></script>';
    writeFileSync(join(exports, "web-average-000001/index.html"), hostile);
    writeFileSync(join(exports, "web-average-000001/gantry-generator.js"), "</script><b>");
    writeFileSync(join(exports, "web-average-000001/offline.js"), "");
    symlinkSync(join(stage.runs, "../secret.txt"), join(exports, "web-average-000001/link.txt"));
    symlinkSync(dirname(stage.runs), join(exports, "web-average-000002"));
    const at = `/api/runs/${points}/exports`;
    for (const file of ["link.txt", "../../run.json", "..%2f..%2frun.json", "export.json", "%00", "constructor"]) {
      const answer = await ask(`${at}/web-average-000001/files/${file}`);
      expect([answer.status, String(answer.body).includes("what-lies-outside")], file).toEqual([404, false]);
    }
    for (const key of ["web-average-000002", "..", "%2e%2e", ".making-1", "trained", "web", "x".repeat(300)]) {
      for (const end of ["page", "files/secret.txt", "files/run.json"]) {
        expect((await ask(`${at}/${key}/${end}`)).status, `${key}/${end}`).toBe(404);
      }
    }
    const file = await ask(`${at}/web-average-000001/files/index.html`);
    expect(file.headers["content-disposition"]).toBe("attachment");
    expect(file.headers["content-security-policy"]).toMatch(/^sandbox/);
    const page = await ask(`${at}/web-average-000001/page`);
    expect(page.headers["content-security-policy"]).toMatch(
      /^sandbox allow-scripts allow-downloads; default-src 'none'/,
    );
    expect(String(page.body)).toContain("<\\/script><b>");
    expect((await json<ExportList>(at)).exports.map(({ key }) => key)).not.toContain("web-average-000002");
  });
});
