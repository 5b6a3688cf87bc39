/** @file The Latent view over real runs in Chromium: what it draws is what the generator draws, and all ways to move. */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storedEntries } from "../../src/features/zip.ts";
import { chromiumMissing } from "../browser/chromium.ts";
import { gantry } from "./gantry-process.ts";
import { drawnLevels, farthest, latentLevels, picturesDrawn } from "./latent-levels.ts";
import { hashOf, rgbaOf, shownPixels } from "./pixels.ts";
import { enlargedTile, expectPlayed, framesOf, saveFilm, videoOf } from "./studio-films.ts";
import { appendTo } from "./studio-folder.ts";
import { expectAccessible, openStage, type Stage, wear } from "./studio-views.ts";

const small = ["--steps", "8", "--batch", "8", "--width", "8"];
const [PLAIN, TOLD, POINTS, BROKEN] = ["0001-strokes-dcgan", "0002-strokes-dcgan", "0003-ring8-gan", "0004-ring8-gan"];

describe.skipIf(chromiumMissing !== null)("the Latent view", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage([
      ["strokes", ...small, "--steps", "40", "--ema", "0"], // so that pictures differ
      ["strokes", ...small, "--conditional"],
      ["ring8", "--steps", "8"],
      ["ring8", "--steps", "2"],
    ]);
    writeFileSync(join(stage.runs, BROKEN as string, "generator.onnx"), "no generator");
  });
  afterAll(async () => {
    await stage?.close();
  });

  /** Shows the view and waits for its first picture. */
  async function explore(run: string, query = ""): Promise<void> {
    await stage.show("#/");
    await stage.show(`#/run/${run}/latent${query}`);
    await drawn(0);
  }

  const pictures = (): Promise<number> => picturesDrawn(stage.page);
  const drawn = (more: number): Promise<void> => expect.poll(pictures).toBeGreaterThan(more);
  const hash = (): Promise<string> => stage.page.evaluate(() => location.hash);

  const shown = (): Promise<number[]> => latentLevels(stage.page);
  const wanted = (run: string, row: number, seed: number, label = 0): Promise<number[]> =>
    drawnLevels(join(stage.runs, run, "generator.onnx"), row, seed, label);

  /** From a picture, once there is one: opening other weights takes a moment. */
  const away = async (want: readonly number[]): Promise<number> =>
    (await pictures()) > 0 ? farthest(await shown(), want) : 255;

  test("at a seed stands the picture that Node draws of it", async () => {
    await explore(PLAIN as string, "?x=3&y=2");
    const want = await wanted(PLAIN as string, 0, 203);
    expect(farthest(await wanted(PLAIN as string, 0, 204), want)).toBeGreaterThan(5); // another seed is another picture
    await expect.poll(async () => farthest(await shown(), want)).toBeLessThanOrEqual(1);
    expect(await stage.page.textContent(".latent-cost .where")).toBe("seed 203");
  });

  test("any seed can be typed; one beyond the map stands by itself", async () => {
    await explore(PLAIN as string);
    const seed = stage.page.getByLabel("Seed", { exact: true });
    await seed.fill("9999");
    await seed.press("Enter");
    await expect.poll(hash).toContain("x=99&y=99");
    await seed.fill("123456");
    await seed.press("Enter");
    const want = await wanted(PLAIN as string, 0, 123_456);
    await expect.poll(async () => farthest(await shown(), want)).toBeLessThanOrEqual(1);
    expect(await stage.page.textContent(".latent-cost .where")).toBe("seed 123456");
    await expect.poll(hash).toContain("cell=0&seed=123456");
  });

  test("the weights of a checkpoint draw what its export draws, at the same place; one latent through all of them", async () => {
    const { page } = stage;
    const file = join(stage.runs, "first.onnx");
    const words = ["export", PLAIN as string, "--checkpoint", "0", "--out", file, "--quiet"];
    const { code, err } = await gantry(words, dirname(stage.runs));
    expect(code, err).toBe(0);
    await explore(PLAIN as string, "?x=3&y=2");
    const [newest, first] = [await wanted(PLAIN as string, 0, 203), await drawnLevels(file, 0, 203)];
    expect(farthest(newest, first)).toBeGreaterThan(20);
    await expect.poll(async () => farthest(await shown(), newest)).toBeLessThanOrEqual(1);
    await page.getByRole("button", { name: "Draw with each checkpoint" }).click();
    await expect.poll(() => page.locator(".through-strip .tile").count()).toBe(2);
    await page.getByRole("button", { name: "Take the weights of step 0" }).press("Enter");
    await expect.poll(hash).toContain("checkpoint=0");
    await expect.poll(() => away(first)).toBeLessThanOrEqual(1);
    expect(await page.textContent(".latent-cost .where")).toBe("seed 203");
    const focused = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id);
    expect([await focused(), await page.locator(".through-strip .tile").count()]).toEqual(["through-0", 2]);
    const weights = page.locator("#latent-weights");
    const run = join(stage.runs, PLAIN as string);
    const later = join(run, "checkpoints/000041"); // of the same weights
    cpSync(join(run, "checkpoints/000040"), later, { recursive: true });
    const events = readFileSync(join(run, "events.jsonl"), "utf8").trim().split("\n");
    appendTo(run, "events.jsonl", `${events.at(-1)}\n`);
    await expect.poll(() => weights.locator("option[value='41']").count()).toBe(1);
    await weights.focus();
    await weights.selectOption("");
    await expect.poll(() => away(newest)).toBeLessThanOrEqual(1);
    expect([await focused(), await page.locator(".notice.newer").count()]).toEqual(["latent-weights", 0]);
    rmSync(later, { recursive: true });
  });

  test("a cell of the samples leads to its latent", async () => {
    await stage.show(`#/run/${PLAIN}/samples?cell=12`);
    await stage.page.getByRole("link", { name: "Explore in Latent" }).click();
    await drawn(0);
    const want = await wanted(PLAIN as string, 12, 0);
    await expect.poll(async () => farthest(await shown(), want)).toBeLessThanOrEqual(1);
  });

  test("the pad is moved by keys, numbers and dragging, and the address follows", async () => {
    const { page } = stage;
    await explore(PLAIN as string);
    await page.focus(".pad");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
    await expect.poll(hash).toContain("x=0.1&y=1");
    await page.keyboard.press("s");
    await expect.poll(() => page.textContent(".latent-cost .where")).toBe("seed 100");
    await page.getByLabel("x", { exact: true }).fill("7.5");
    await expect.poll(hash).toContain("x=7.5&y=1");

    const box = await page.locator(".pad").boundingBox();
    const [x, y] = [(box?.x ?? 0) + 100, (box?.y ?? 0) + 100];
    const before = await pictures();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 64, y, { steps: 8 });
    await page.mouse.up();
    await drawn(before);
    await expect.poll(hash).toContain("x=8.5&y=1");
    await page.keyboard.press("0");
    await expect.poll(hash).not.toContain("x=");
  });

  test("a move that is made when the address has just followed the one before stays", async () => {
    const { page } = stage;
    await explore(PLAIN as string);
    await page.focus(".pad");
    await page.evaluate(() => {
      const { replaceState } = history;
      history.replaceState = (...change) => {
        replaceState.apply(history, change);
        history.replaceState = replaceState;
        const key = new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true });
        queueMicrotask(() => document.querySelector(".pad")?.dispatchEvent(key)); // before the next frame
      };
    });
    await page.keyboard.press("ArrowRight");
    await expect.poll(hash).toContain("x=0.1");
    await expect.poll(hash).toContain("x=0.1&y=0.1");
    expect(await page.textContent(".latent-cost .where")).toBe("(0.1, 0.1) between seeds");
  });

  test("faders, ψ and directions change the picture and stand in the address; Delete gives a number back", async () => {
    const { page } = stage;
    await explore(PLAIN as string, "?x=1&y=1");
    const plain = await shown();
    await page.locator(".faders-panel summary").click();
    await page.locator('.fader input[data-index="3"]').fill("2.5");
    await expect.poll(hash).toContain("set=3%3A2.5");
    await page.locator('.fader input[data-index="3"]').press("Delete");
    await expect.poll(hash).not.toContain("set=");
    await page.getByRole("button", { name: "Sort by effect" }).click();
    await expect.poll(() => page.getByRole("button", { name: "Sort by place" }).count()).toBe(1);

    await page.getByLabel("Samples", { exact: true }).fill("100");
    await page.getByRole("button", { name: "Find directions" }).click();
    await expect.poll(() => page.locator(".direction").count()).toBe(6);
    await page.locator(".direction input[type=range]").first().fill("3");
    await expect.poll(hash).toContain("along=0%3A3");
    await expect.poll(hash).toContain("samples=100");
    await expect.poll(async () => farthest(await shown(), plain)).toBeGreaterThan(0);
    const moved = await shown();
    await page.getByLabel("Name of direction 1").fill("slant");
    const [kept] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as directions.json" }).click(),
    ]);
    const directions = await kept.path();
    const told = JSON.parse(readFileSync(directions, "utf8"));
    expect(told).toMatchObject({ run: PLAIN, samples: 100, directions: [{ name: "slant" }, {}, {}, {}, {}, {}] });
    await explore(PLAIN as string, "?x=1&y=1");
    await page.setInputFiles("input[type=file]", directions);
    await expect.poll(() => page.locator(".direction").count()).toBe(6);
    expect(await page.inputValue("[aria-label='Name of direction 1']")).toBe("slant");
    await page.locator(".direction input[type=range]").first().fill("3");
    await expect.poll(async () => farthest(await shown(), moved)).toBeLessThanOrEqual(1); // written to seven digits
    await page.setInputFiles("input[type=file]", join(stage.runs, BROKEN as string, "run.json"));
    await expect.poll(() => page.getByRole("alert").textContent()).toContain("run.json holds no directions of");
    const named = join(stage.runs, "../named.json");
    writeFileSync(named, JSON.stringify({ ...told, directions: [{ ...told.directions[0], name: "of a file" }] }));
    await page.setInputFiles("input[type=file]", named);
    await expect.poll(() => page.inputValue("[aria-label='Name of direction 1']")).toBe("of a file");
    await page.getByLabel("Samples", { exact: true }).fill("100");
    await page.getByRole("button", { name: "Find directions" }).click();
    await expect.poll(() => page.inputValue("[aria-label='Name of direction 1']")).toBe("slant"); // its own name

    await explore(PLAIN as string, "?x=1&y=1&along=0:3&samples=100");
    await expect.poll(async () => (await pictures()) > 0 && farthest(await shown(), moved)).toBe(0);
  });

  test("two pins make a film, three a sum; a walk goes on until it is stopped", async () => {
    const { page } = stage;
    await explore(PLAIN as string);
    for (const x of [0, 1, 2]) {
      await page.getByLabel("x", { exact: true }).fill(String(x));
      await page.getByRole("button", { name: "Pin this picture" }).click();
      await expect.poll(() => page.locator(".pin").count()).toBe(x + 1);
    }
    await page.getByRole("button", { name: "Pin 1", exact: true }).click();
    await page.getByRole("button", { name: "Pin 3", exact: true }).click();
    await page.getByRole("button", { name: "Pin 3, chosen as B" }).waitFor();
    await page.getByRole("button", { name: "Go to Pin 2", exact: true }).waitFor();
    await page.locator(".path-strip canvas").first().waitFor();
    const isPainted = async (): Promise<boolean> =>
      (await shownPixels(page, ".path-strip canvas")).rgba.some((value) => value > 0);
    await expect.poll(isPainted).toBe(true);
    const first = await enlargedTile(page, ".path-strip canvas", 160);
    const gif = await saveFilm(page, "G");
    expect((await sharp(await gif.path(), { animated: true }).metadata()).pages).toBe(24);
    const apng = await saveFilm(page, "A");
    expect(apng.suggestedFilename()).toBe(`${PLAIN}-path.apng`);
    const { hashes, durations } = await framesOf(page, await apng.path());
    expect([hashes[0], durations]).toEqual([hashOf(first), Array(24).fill(60)]);
    const zip = storedEntries(readFileSync(await (await saveFilm(page, "P")).path()), "film.zip");
    expect([...zip.keys()].slice(0, 2)).toEqual(["0001.png", "0002.png"]);
    expect((await Promise.all([...zip.values()].map(rgbaOf))).map(hashOf)).toEqual(hashes);
    const video = await videoOf(page, await (await saveFilm(page, "W")).path(), 24);
    expect(video.milliseconds).toBeCloseTo(24 * 60, 6);
    expectPlayed(video, await Promise.all([...zip.values()].map(rgbaOf)));
    await page.getByRole("button", { name: "Pin 2", exact: true }).click();
    await page.locator(".sum canvas").waitFor();
    await page.locator(".sum").getByRole("button", { name: "Go there" }).click();
    await expect.poll(hash).toContain("z=");

    await page.getByRole("button", { name: "Random walk" }).click();
    const before = await pictures();
    await drawn(before + 5);
    await page.getByRole("button", { name: "Stop walking" }).click();
  });

  test("a conditional generator is asked for a class", async () => {
    await explore(TOLD as string);
    await stage.page.getByLabel("Class").selectOption({ index: 2 });
    await expect.poll(hash).toContain("class=2");
    const want = await wanted(TOLD as string, 0, 0, 2);
    await expect.poll(async () => farthest(await shown(), want)).toBeLessThanOrEqual(1);
  });

  test("a generator of points draws its cloud and the chosen point", async () => {
    await explore(POINTS as string);
    const inked = (): Promise<number> =>
      shownPixels(stage.page, ".latent-scatter").then(
        ({ rgba }) => rgba.filter((value, i) => i % 4 === 3 && value > 0).length,
      );
    await expect.poll(inked).toBeGreaterThan(200);
    await expectAccessible(stage.page);
  });

  test("a file that is no generator is said, in the language spoken; the rest works", async () => {
    await stage.show(`#/run/${BROKEN}/latent`);
    const alert = stage.page.getByRole("alert");
    await expect.poll(() => alert.textContent()).toContain("generator.onnx");
    await stage.show(`#/run/${BROKEN}/samples`);
    await stage.page.waitForSelector(".sheet canvas[data-drawn]");
  });

  test("a checkpoint that is torn, gone or of a recipe that is a program of its own is refused in words", async () => {
    const run = join(stage.runs, BROKEN as string);
    const asked = async (model: string, headers: Record<string, string> = {}): Promise<[number, string]> => {
      const url = new URL(`/api/runs/${BROKEN}/generators/${model}`, stage.page.url()).href;
      const reply = await stage.page.request.get(url, { headers });
      const type = reply.headers()["content-type"] ?? "";
      const { error } = type.includes("json") ? await reply.json() : { error: { code: type } };
      return [reply.status(), error.code];
    };
    expect(await asked("2.onnx")).toEqual([200, "application/octet-stream"]);
    for (const model of ["1.onnx", "-1.onnx", "last.onnx", "2", "..%2f2.onnx", "2.onnx%00"]) {
      expect(await asked(model), model).toEqual([404, "E616"]);
    }
    const state = join(run, "checkpoints/000002/state.safetensors");
    const bytes = readFileSync(state);
    for (const torn of [bytes.subarray(0, bytes.length / 2), bytes.subarray(0, 5), Buffer.from("{}")]) {
      writeFileSync(state, torn);
      const [status, code] = await asked("2.onnx");
      expect([status < 500 && status >= 400, code]).toEqual([true, expect.stringMatching(/^E5/)]);
    }
    stage.expected.push(/^4\d\d of GET \/api\/runs\/0004-ring8-gan\/generators\/2\.onnx/);
    await stage.show(`#/run/${BROKEN}/latent?checkpoint=2&lang=zh`);
    const { page } = stage;
    await expect.poll(() => page.getByRole("alert").textContent()).toContain("state.safetensors");
    expect(await page.getByRole("alert").textContent()).not.toContain("Conflict");
    writeFileSync(state, bytes);
    await page.locator("#latent-weights").selectOption("");
    await expect.poll(() => page.getByRole("alert").textContent()).toContain("generator.onnx");
    await page.locator("#latent-weights").selectOption("2");
    await page.locator(".latent-scatter").waitFor();
    await wear(page, "light", "en");
    const record = JSON.parse(readFileSync(join(run, "run.json"), "utf8"));
    writeFileSync(join(run, "mine.mjs"), `import { writeFileSync } from "node:fs"; writeFileSync("${run}/ran", "");`);
    record.config.recipe.value = join(run, "mine.mjs");
    writeFileSync(join(run, "run.json"), JSON.stringify(record));
    await expect.poll(() => asked("2.onnx")).toEqual([400, "E103"]);
    expect(existsSync(join(run, "ran"))).toBe(false);
  });

  test("a browser without WebAssembly is told, and shows everything else", async () => {
    const without = await stage.another(() => {
      Reflect.deleteProperty(globalThis, "WebAssembly");
    });
    await without.show(`#/run/${PLAIN}/latent`);
    await expect.poll(() => without.page.getByRole("alert").textContent()).toContain("no WebAssembly");
    await without.show(`#/run/${PLAIN}/samples`);
    await without.page.waitForSelector(".sheet canvas[data-drawn]");
    expect(without.complaints).toEqual([]);
    await without.page.close();
  });

  test.each([
    ["light", "en"],
    ["dark", "zh"],
  ] as const)("axe finds nothing serious, %s and %s", async (theme, language) => {
    await explore(TOLD as string, `?lang=${language}`);
    await wear(stage.page, theme, language);
    await stage.page.locator(".faders-panel summary").click();
    await expectAccessible(stage.page);
  });

  test("nothing went wrong, and nothing was asked of another origin", () => {
    expect(stage.complaints).toEqual([]);
  });
});
