/**
 * @file Nets and Data over real runs: the numbers against the bytes of the checkpoints and the files of the folder, and
 * both views in Chromium.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DataReply, ErrorReply, NetsReply, SeriesReply, TensorHistogram } from "../../studio/api/index.ts";
import { chromiumMissing } from "../browser/chromium.ts";
import { expectClose } from "../matchers.ts";
import { type Tensors, tensorsOf } from "./checkpoint-tensors.ts";
import { halves } from "./data-pictures.ts";
import { freshFolder } from "./gantry-process.ts";
import { farthest } from "./latent-levels.ts";
import { expectFacts, type Passed, passedValues } from "./passed-values.ts";
import { shownLevels } from "./pixels.ts";
import { askAs, expectAccessible, expectAccessibleBothWays, openStage, type Stage, wear } from "./studio-views.ts";

const RUN = "0001-photos-dcgan";
const POINTS = "0002-ring8-gan";
const STROKES = "0003-strokes-dcgan";
const OLD = "old";
const photos = join(freshFolder(), "photos");

/** Twelve pictures of two kinds, the last tall, others wide, two of them alike, one broken, one that is a link out. */
async function makePhotos(): Promise<void> {
  for (const kind of ["blue", "red"]) mkdirSync(join(photos, kind), { recursive: true });
  for (let i = 0; i < 12; i += 1) {
    const [left, right] = [
      [20 * i, 40, 200 - 10 * i],
      [255 - 20 * i, 10 * i, 0],
    ];
    const lying = halves(40 + 4 * i, 40, left, right);
    const picture = i === 11 ? sharp(await lying.png().toBuffer()).rotate(90) : lying; // the left is up
    await picture.png().toFile(join(photos, i < 8 ? "blue" : "red", `p${String(i).padStart(2, "0")}.png`));
  }
  cpSync(join(photos, "blue/p00.png"), join(photos, "red/twin.png"));
  writeFileSync(join(photos, "red/broken.jpg"), "no picture");
  const outside = join(photos, "../outside.png");
  await halves(44, 44, [1, 2, 3], [4, 5, 6]).png().toFile(outside);
  symlinkSync(outside, join(photos, "red/z-link.png"));
}

const length = (values: Iterable<number>): number => Math.hypot(...values);

describe.skipIf(chromiumMissing !== null)("Nets and Data", () => {
  let stage: Stage;
  beforeAll(async () => {
    await makePhotos();
    const often = ["--sample-every", "5", "--save-every", "5", "--eval-every", "0"];
    stage = await openStage([
      [photos, "--steps", "10", "--batch", "4", "--width", "4", "--size", "16", ...often],
      ["ring8", "--steps", "10", "--sample-every", "5"],
      [
        "strokes",
        "--steps",
        "10",
        "--batch",
        "4",
        "--width",
        "4",
        "--conditional",
        "--eval-every",
        "0",
        ...often.slice(2, 4),
      ],
    ]);
    cpSync(join(stage.runs, RUN), join(stage.runs, OLD), { recursive: true });
    rmSync(join(stage.runs, OLD, "layers.jsonl"));
    const record = JSON.parse(readFileSync(join(stage.runs, OLD, "run.json"), "utf8"));
    writeFileSync(join(stage.runs, OLD, "run.json"), JSON.stringify({ ...record, networks: undefined }));
  });
  afterAll(async () => {
    await stage?.close();
  });

  async function asked<T>(path: string): Promise<{ readonly status: number; readonly body: T }> {
    const reply = await stage.page.request.get(new URL(`/api/runs/${path}`, stage.page.url()).href);
    return { status: reply.status(), body: (await reply.json()) as T };
  }
  const json = async <T>(path: string): Promise<T> => (await asked<T>(path)).body;
  const code = async (path: string): Promise<[number, string]> => {
    const { status, body } = await asked<ErrorReply>(path);
    return [status, body.error.code];
  };
  const picture = async (path: string): Promise<{ readonly status: number; readonly bytes: Buffer }> => {
    const reply = await stage.page.request.get(new URL(`/api/runs/${path}`, stage.page.url()).href);
    return { status: reply.status(), bytes: await reply.body() };
  };
  const stateOf = (step: string): Tensors => tensorsOf(join(stage.runs, RUN, "checkpoints", step, "state.safetensors"));
  const dataOf = async (run: string): Promise<DataReply> => {
    const replies: DataReply[] = []; // the last is kept: data that are gone are looked for again, seconds later
    const state = async (): Promise<string> => {
      replies.push(await json<DataReply>(`${run}/data`));
      return replies.at(-1)?.state ?? "";
    };
    await expect.poll(state).not.toBe("reading");
    return replies.at(-1) as DataReply;
  };

  test("norms and dead units are those of the nearest checkpoint's bytes", async () => {
    const { step, checkpoints, recorded, players } = await json<NetsReply>(`${RUN}/nets?step=6`);
    expect([step, checkpoints, recorded]).toEqual([5, [5, 10], true]);
    expect(players.map(({ name, output }) => [name, output])).toEqual([
      ["G", [3, 16, 16]],
      ["D", [1]],
    ]);
    const state = stateOf("000005");
    const tensors = players.flatMap(({ layers }) => layers.flatMap((layer) => layer.tensors));
    expect(tensors.length).toBe(Object.keys(state).filter((name) => /^[GD]\.parameters\./.test(name)).length);
    for (const { name, shape, weight, gradient } of tensors) {
      const [player, ...rest] = name.split(".");
      const [own, squares, over] = [
        state[`${player}.parameters.${rest.join(".")}`],
        state[`${player}.optimiser.squareSum.${rest.join(".")}`],
        state[`${player}.optimiser.squareWeight`],
      ];
      expect(shape, name).toEqual(own?.shape);
      const roots = Array.from(squares?.data ?? [], (square) => Math.sqrt(square / (over?.data[0] as number)));
      expectClose([weight, gradient] as number[], [length(own?.data ?? []), length(roots)], { rtol: 1e-12, atol: 0 });
    }
    const conv = players[1]?.layers.find(({ kind }) => kind === "conv")?.tensors[0];
    expect(conv?.dead).toBe(0);
  });

  test("norms over time are the logged lines, which agree with the checkpoints of their steps", async () => {
    const lines = readFileSync(join(stage.runs, RUN, "layers.jsonl"), "utf8")
      .trim()
      .split("\n");
    const rows = lines.map((line) => JSON.parse(line) as Record<string, number>);
    expect(rows.map(({ step }) => step)).toEqual([0, 1, 2, 5, 10]);
    const { columns } = await json<SeriesReply>(`${RUN}/nets/series`);
    const old = await json<SeriesReply>(`${OLD}/nets/series`);
    const names = Object.keys(rows[0] ?? {}).filter((name) => name.includes(":"));
    expect(Object.keys(old.columns).sort()).toEqual([...names].sort());
    for (const name of names) {
      expect(columns[name]?.mean, name).toEqual(rows.map((row) => row[name]));
      expect(old.columns[name]?.step).toEqual([5, 10]);
      expectClose(
        old.columns[name]?.mean as number[],
        rows.slice(3).map((row) => row[name] as number),
        {
          ...{ rtol: 1e-12, atol: 0 },
        },
      );
    }
  });

  test("a histogram counts every number of the tensor once; of gradients, their roots", async () => {
    const ask = (query: string): Promise<TensorHistogram> =>
      json(`${RUN}/nets/histogram?tensor=D.down1.weight${query}`);
    const { data } = stateOf("000010")["D.parameters.down1.weight"] as Tensors[string];
    const { step, count, min, max, mean, std, bins } = await ask("");
    expect([step, count, bins.reduce((a, b) => a + b)]).toEqual([10, data.length, data.length]);
    const average = data.reduce((a, b) => a + b, 0) / data.length;
    const spread = Math.sqrt(data.reduce((sum, x) => sum + (x - average) ** 2, 0) / data.length);
    expectClose([min, max, mean, std] as number[], [Math.min(...data), Math.max(...data), average, spread], {
      ...{ rtol: 1e-12, atol: 1e-15 },
    });
    const width = ((max as number) - (min as number)) / bins.length;
    const third = data.filter((x) => x >= (min as number) + 2 * width && x < (min as number) + 3 * width).length;
    expect(bins[2]).toBe(third);
    const { min: least, max: most } = await ask("&of=gradient&step=0");
    expect([(least as number) >= 0, (most as number) > 0]).toEqual([true, true]);
  });

  test("what cannot be asked for is refused with a reason, and what is damaged is said", async () => {
    expect(await code(`${RUN}/nets?step=-1`)).toEqual([400, "E608"]);
    expect(await code(`${RUN}/nets/histogram`)).toEqual([400, "E608"]);
    expect(await code(`${RUN}/nets/histogram?tensor=D.nothing`)).toEqual([400, "E608"]);
    expect(await code(`${RUN}/nets/histogram?tensor=D.down1.weight&of=x`)).toEqual([400, "E608"]);
    expect(await code(`${RUN}/data/items/1.jpg`)).toEqual([404, "E616"]);
    expect(await code(`${RUN}/data/items/99.png`)).toEqual([404, "E616"]);
    stage.expected.push(/^404 of GET \/api\/runs\/broken\//); // the list of runs may show it while it goes
    const broken = join(stage.runs, "broken");
    cpSync(join(stage.runs, RUN), broken, { recursive: true });
    const file = join(broken, "checkpoints/000010/state.safetensors");
    writeFileSync(file, readFileSync(file).subarray(0, 3000));
    expect((await code("broken/nets"))[1]).toBe("E511");
    rmSync(join(broken, "checkpoints/000010"), { recursive: true });
    symlinkSync(join(stage.runs, RUN, "checkpoints/000010"), join(broken, "checkpoints/000010"));
    expect((await json<NetsReply>("broken/nets")).checkpoints).toEqual([5]);
    rmSync(broken, { recursive: true });
  });

  test("the data sheet is that of the folder: sizes, classes, twins, what was skipped and why", async () => {
    const { state, sheet, record } = await dataOf(RUN);
    expect([state, record.count, sheet?.count]).toEqual(["ready", 14, 14]);
    expect(sheet?.classes).toEqual([
      { name: "blue", count: 8 },
      { name: "red", count: 6 },
    ]);
    expect(sheet?.sources?.reduce((sum, { count }) => sum + count, 0)).toBe(14);
    const files = Object.values(sheet?.items ?? {}).map(({ file }) => file);
    const listed = ["blue", "red"].flatMap((kind) => readdirSync(join(photos, kind)).map((name) => `${kind}/${name}`));
    expect(files.sort()).toEqual(listed.filter((name) => !name.includes("broken")).sort());
    const [twins] = sheet?.duplicates.groups ?? [];
    expect(twins?.map((index) => sheet?.items[index]?.file)).toEqual(["blue/p00.png", "red/twin.png"]);
    expect(sheet?.problems.map(({ code, file }) => [code, file])).toContainEqual(["W301", "red/broken.jpg"]);
    const chinese = await json<DataReply>(`${RUN}/data?lang=zh`);
    expect(chinese.sheet?.problems.find(({ code }) => code === "W301")?.sentence).toMatch(/[\u4e00-\u9fff]/);
    for (const { bins } of sheet?.values ?? []) expect(bins.reduce((a, b) => a + b)).toBe(14 * 16 * 16);
  });

  test("an item is drawn as the networks see it; its file as it is, unless that is a link out", async () => {
    const { sheet } = await dataOf(RUN);
    const indexOf = (name: string): number =>
      Number(Object.entries(sheet?.items ?? {}).find(([, { file }]) => file === name)?.[0]);
    const index = indexOf("blue/p03.png");
    const shown = await sharp((await picture(`${RUN}/data/items/${index}.png`)).bytes)
      .raw()
      .toBuffer();
    // Its middle is cut out, so either half keeps its colour.
    const pixel = (x: number, y: number): number[] => [...shown.subarray((y * 16 + x) * 3, (y * 16 + x) * 3 + 3)];
    expectClose([...pixel(2, 8), ...pixel(13, 8)], [60, 40, 170, 195, 30, 0], { rtol: 0, atol: 2 });
    const original = await sharp((await picture(`${RUN}/data/items/${index}.png?original=1`)).bytes).metadata();
    expect([original.width, original.height]).toEqual([52, 40]);
    expect((await picture(`${RUN}/data/items/${indexOf("red/z-link.png")}.png`)).status).toBe(200);
    expect((await picture(`${RUN}/data/items/${indexOf("red/z-link.png")}.png?original=1`)).status).toBe(404);
  });

  test("a file that is not square is cropped as it is asked for, and nothing else is", async () => {
    const { sheet } = await dataOf(RUN);
    const fileAt = (index: number): string | undefined => sheet?.items[index]?.file;
    const wide = ["red/p08", "blue/p01", "red/p09", "blue/p02", "red/p10", "blue/p03"]; // as the contact sheet has them
    expect(sheet?.oblong.map(fileAt)).toEqual(wide.map((name) => `${name}.png`));
    expect((await dataOf(POINTS)).sheet?.oblong).toEqual([]);
    const index = sheet?.oblong[5];
    const seen = async (query: string): Promise<number[][]> => {
      const { bytes } = await picture(`${RUN}/data/items/${index}.png${query}`);
      const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
      expect([info.width, info.height, info.channels]).toEqual([16, 16, 3]);
      return Array.from({ length: 16 }, (_, row) => [...data.subarray(row * 48, row * 48 + 48)]);
    };
    const own = await seen("");
    expect(await seen("?crop=centre")).toEqual(own);
    expect(await seen("?crop=top")).toEqual(own); // it is wide
    const whole = await seen("?crop=none"); // 52 × 40 within 16 × 16: 12 rows of it, and 2 of white on either side
    const white = Array(48).fill(255);
    expect([0, 1, 14, 15].map((row) => whole[row])).toEqual([white, white, white, white]);
    for (const row of whole.slice(3, 13)) {
      expectClose([...row.slice(0, 3), ...row.slice(45)], [60, 40, 170, 195, 30, 0], { rtol: 0, atol: 2 });
    }
    const [tall, link] = ["red/p11.png", "red/z-link.png"].map(
      (name) => Object.entries(sheet?.items ?? {}).find(([, { file }]) => file === name)?.[0],
    );
    const upAndDown = async (crop: string): Promise<number[]> => {
      const bytes = (await picture(`${RUN}/data/items/${tall}.png?crop=${crop}`)).bytes;
      const pixels = await sharp(bytes).raw().toBuffer();
      return [...pixels.subarray(0, 3), ...pixels.subarray(12 * 48, 12 * 48 + 3)];
    };
    const [up, down] = [
      [220, 40, 90],
      [35, 110, 0],
    ];
    expectClose(await upAndDown("top"), [...up, ...up], { rtol: 0, atol: 2 });
    expectClose(await upAndDown("centre"), [...up, ...down], { rtol: 0, atol: 2 });
    expect((await upAndDown("attention")).length).toBe(6);
    expect(await code(`${RUN}/data/items/${link}.png?crop=top`)).toEqual([404, "E616"]);
    for (const bad of ["middle", "", "top&crop=none", "__proto__"]) {
      expect(await code(`${RUN}/data/items/${index}.png?crop=${bad}`), bad).toEqual([400, "E608"]);
    }
  });

  test("a draw of the augmentation is the same each time, and another one another", async () => {
    const draw = async (query: string): Promise<string> =>
      (await picture(`${RUN}/data/items/0.png${query}`)).bytes.toString("base64");
    const [plain, first, again, second] = [
      await draw(""),
      await draw("?augment=0"),
      await draw("?augment=0"),
      await draw("?augment=1"),
    ];
    expect(first).toBe(again);
    expect(new Set([plain, first, second]).size).toBe(3);
  });

  test("data that are gone are said to be, and found again; others are not taken for them", async () => {
    const record = JSON.parse(readFileSync(join(stage.runs, RUN, "run.json"), "utf8"));
    const another = (name: string, changed: object): void => {
      cpSync(join(stage.runs, RUN), join(stage.runs, name), { recursive: true });
      writeFileSync(join(stage.runs, name, "run.json"), JSON.stringify({ ...record, ...changed }));
    };
    const away = `${photos}-away`;
    renameSync(photos, away);
    another("away", {});
    const gone = await dataOf("away");
    expect([gone.state, gone.problem?.code, gone.sheet, gone.record.count]).toEqual(["gone", "E520", undefined, 14]);
    await stage.show("#/run/away/data");
    await expect.poll(() => stage.page.textContent(".data-view")).toContain("cannot be opened any more");
    expect(await stage.page.textContent(".data-recorded")).toContain("red/broken.jpg");
    renameSync(away, photos);
    await expect.poll(async () => (await json<DataReply>("away/data")).state).toBe("ready");
    another("changed", { data: { ...record.data, fingerprint: "0".repeat(64) } });
    expect((await dataOf("changed")).state).toBe("changed");
    expect((await picture("changed/data/items/0.png")).status).toBe(404);
    another("handed", { config: { ...record.config, data: { value: null, origin: "default" } } });
    expect((await dataOf("handed")).state).toBe("handed");
    stage.expected.push(/^404 of GET \/api\/runs\/(away|changed|handed)\//); // the list may be asking while they go
    for (const name of ["away", "changed", "handed"]) rmSync(join(stage.runs, name), { recursive: true });
  });

  test("points: a scatter and a histogram a coordinate", async () => {
    const { sheet } = await dataOf(POINTS);
    expect([sheet?.points.length, sheet?.values.length]).toEqual([3000, 2]);
    await stage.show(`#/run/${POINTS}/data`);
    await stage.page.waitForSelector("canvas.data-scatter");
    expect(await stage.page.locator(".data-facts .histogram").count()).toBe(2);
  });

  test("Nets: a layer is chosen by pointer and key, found by a word, folded; the address says which", async () => {
    const { page } = stage;
    const chosen = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.querySelector('[data-layer][aria-pressed="true"]')?.getAttribute("data-layer"));
    await stage.show(`#/run/${RUN}/nets`);
    const { players } = await json<NetsReply>(`${RUN}/nets`);
    const ids = players.flatMap(({ name, layers }) => layers.map((layer) => `${name}.${layer.name}`));
    await expect.poll(() => page.locator("tr.layer").count()).toBe(ids.length);
    expect(await chosen()).toBe(ids[0]);
    await page.keyboard.press("j");
    await expect.poll(chosen).toBe(ids[1]);
    await page.click('[data-layer="D.down1"]');
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("layer=D.down1");
    await expect.poll(() => page.textContent(".layer-panel .facts")).toContain("D.down1.weight");
    await page.keyboard.press("/");
    await page.keyboard.type("norm");
    await expect.poll(() => page.locator("tr.layer").count()).toBe(ids.filter((id) => id.endsWith("norm")).length);
    await page.fill("#nets-search", "");
    await page.click(".nets-bar button");
    await expect.poll(() => page.locator("tr.block th[colspan='1']").count()).toBeGreaterThan(0);
    const folded = ids[ids.indexOf("D.down1") + 1] as string;
    expect(await page.locator(`[data-layer="${folded}"]`).count()).toBe(0);
    await page.keyboard.press("j");
    await expect.poll(chosen).toBe(folded);
  });

  test("Nets: norms over the run that cannot be read are told, and not as none", async () => {
    const { page, expected } = stage;
    expected.push(/^500 of GET .*nets\/series/);
    const error = { code: "E511", sentence: { en: "layers.jsonl is torn", zh: "layers.jsonl 已损坏" } };
    const ofLayers = /nets\/series\?keys=weight/;
    await page.route(ofLayers, (route) => route.fulfill({ status: 500, json: { error } }));
    await stage.show("#/");
    await stage.show(`#/run/${RUN}/nets?layer=D.down1`);
    await expect.poll(() => page.locator(".layer-panel").getByRole("alert").textContent()).toContain("is torn");
    await page.unroute(ofLayers);
  });

  test("Nets: the scrubber moves norms to their line and histograms to the nearest checkpoint", async () => {
    const { page } = stage;
    await stage.show(`#/run/${RUN}/nets?step=2&layer=D.down1`);
    const rows = readFileSync(join(stage.runs, RUN, "layers.jsonl"), "utf8")
      .trim()
      .split("\n");
    const { "weight:D.down1.weight": want } = JSON.parse(rows[2] as string) as Record<string, number>;
    await expect.poll(() => page.textContent(".nets-head")).toContain("Norms at step 2.");
    await expect.poll(() => page.textContent(".nets-head")).toContain("checkpoint of step 5.");
    const cell = page.locator("tr.chosen td.number").nth(2);
    expectClose([Number(await cell.textContent())], [want as number], { rtol: 5e-4, atol: 0 });
    await stage.show(`#/run/${OLD}/nets`);
    await expect.poll(() => page.textContent(".nets-head")).toContain("logged no norms");
  });

  describe("Nets: what a picture passes through", () => {
    const modelOf = (run: string): string => join(stage.runs, run, "generator.onnx");
    const generatorOfStep = async (step: number): Promise<string> => {
      const { body } = await askAs(stage, `/api/runs/${STROKES}/generators/${step}.onnx`);
      const path = join(freshFolder(), `${step}.onnx`);
      writeFileSync(path, body);
      return path;
    };

    test("by keys: layers, channels and seeds, the numbers those of ONNX Runtime in Node", async () => {
      const { page, show } = stage;
      await show(`#/run/${STROKES}/nets`);
      await page.getByRole("button", { name: "What a picture passes through" }).press("Enter");
      await page.waitForSelector(".maps-sheet");
      const chosen = page.locator(".maps-values :checked");
      expect(await page.locator(".maps-values label.chosen code").textContent()).toBe("up1");
      const first = await passedValues(modelOf(STROKES), 0, 0);
      await expectFacts(page, first, (await chosen.getAttribute("value")) as string, 0);
      await page.getByRole("button", { name: "Next channel" }).press("Enter");
      await expectFacts(page, first, (await chosen.getAttribute("value")) as string, 1);
      await chosen.press("ArrowDown"); // up1.norm follows, or what it is made of
      await expect.poll(() => page.locator(".maps-shown canvas").count()).toBeGreaterThan(2);
      await expectFacts(page, first, (await chosen.getAttribute("value")) as string, 0);
      await page.locator(".maps-sheet :checked").press("ArrowRight");
      await expectFacts(page, first, (await chosen.getAttribute("value")) as string, 1);
      const value = (await chosen.getAttribute("value")) as string;
      await page.getByLabel("Seed", { exact: true }).fill("7");
      await page.locator(".maps-row select").selectOption("2");
      const second = await passedValues(modelOf(STROKES), 7, 2);
      await expectFacts(page, second, value, 1);
      const [one, other] = [first[value]?.[1]?.mean, second[value]?.[1]?.mean];
      expect(Math.abs((one as number) - (other as number))).toBeGreaterThan(1e-4); // so it was another seed's
      await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/maps=[^&]+.*channel=1.*x=7.*class=2/);
    });

    test("a picture of a channel is its numbers: 0 black, the farthest from it brightest", async () => {
      const { page, show } = stage;
      await show(`#/run/${STROKES}/nets?maps=image&channel=0`);
      await expect.poll(() => page.locator(".maps-values :checked").getAttribute("value")).toBe("image");
      const { image } = await passedValues(modelOf(STROKES), 0, 0);
      const [own] = image as readonly Passed[];
      const limit = Math.max(...(own?.data ?? []).map(Math.abs));
      const want = (own?.data ?? []).map((number) => (Math.abs(number) / limit) * (number < 0 ? 96 : 255));
      const shown = (): Promise<number[]> => shownLevels(page, ".maps-large canvas");
      await expect.poll(async () => farthest(await shown(), want)).toBeLessThanOrEqual(1);
    });

    test("the place in latent space comes along, and weights of a checkpoint are those of the scrubber", async () => {
      const { page, show } = stage;
      await show(`#/run/${STROKES}/latent?cell=2&seed=5`);
      await page.waitForSelector(".latent-picture");
      await page.locator(".rail").getByRole("link", { name: "Nets" }).click();
      await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/nets\?.*cell=2/);
      await page.getByRole("button", { name: "What a picture passes through" }).click();
      await page.waitForSelector(".maps-sheet");
      const newest = await passedValues(modelOf(STROKES), 5, 0, 2);
      const value = (await page.locator(".maps-values :checked").getAttribute("value")) as string;
      await expectFacts(page, newest, value, 0);
      const shown = page.locator(".nets-maps .maps-row > .quiet").first();
      expect(await shown.textContent()).toMatch(/^Weights of step 10\..*as the address has it/);
      await show(`#/run/${STROKES}/nets?cell=2&seed=5&maps=open&step=5`);
      await expect.poll(() => shown.textContent()).toContain("Weights of step 5.");
      const older = await passedValues(await generatorOfStep(5), 5, 0, 2);
      await expectFacts(page, older, value, 0);
      expect(Math.abs((older[value]?.[0]?.mean as number) - (newest[value]?.[0]?.mean as number))).toBeGreaterThan(
        1e-4,
      );
    });

    test("of a generator of points: its units, as bars", async () => {
      const { page, show } = stage;
      await show(`#/run/${POINTS}/nets?maps=open&channel=3`);
      await page.waitForSelector(".maps-bars");
      expect(await page.locator(".nets-maps").textContent()).toContain("has no maps");
      const values = await passedValues(modelOf(POINTS), 0, 0);
      const name = (await page.locator(".maps-values :checked").getAttribute("value")) as string;
      const [own] = values[name] as readonly Passed[];
      const fact = (of: string): Promise<string | null> => page.getAttribute(`[data-fact="${of}"]`, "value");
      expectClose([Number(await fact("value"))], [own?.data[3] as number], { rtol: 1e-6, atol: 1e-7 });
      expectClose([Number(await fact("std"))], [own?.std as number], { rtol: 1e-6, atol: 1e-7 });
    });

    test("a generator that cannot be opened is told, and the rest of the view stays", async () => {
      const { page, show } = stage;
      const torn = join(stage.runs, "torn");
      cpSync(join(stage.runs, STROKES), torn, { recursive: true });
      writeFileSync(join(torn, "generator.onnx"), "no model");
      await show("#/run/torn/nets?maps=open");
      await expect.poll(() => page.locator(".nets-maps").getByRole("alert").textContent()).toContain("generator.onnx");
      expect(await page.locator("tr.layer").count()).toBeGreaterThan(5);
      await wear(page, "light", "zh");
      await expect.poll(() => page.locator(".nets-maps").getByRole("alert").textContent()).toMatch(/[\u4e00-\u9fff]/);
      await wear(page, "light", "en");
      await show("#/");
      stage.expected.push(/^404 of GET \/api\/runs\/torn\//); // the list may be asking while it goes
      rmSync(torn, { recursive: true });
    });

    test("is accessible in light and dark, English and Chinese, and fits a narrow screen", async () => {
      const { page, show } = stage;
      for (const run of [STROKES, POINTS]) {
        await show(`#/run/${run}/nets?maps=open`);
        await page.waitForSelector(".maps-shown");
        await expectAccessibleBothWays(page);
        await page.setViewportSize({ width: 390, height: 860 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over, run).toBeLessThanOrEqual(0);
        await page.setViewportSize({ width: 1280, height: 860 });
      }
    });
  });

  test("Data: items open with their file, findings are listed, other draws come on demand", async () => {
    const { page } = stage;
    await stage.show(`#/run/${RUN}/data`);
    await expect.poll(() => page.locator(".data-items > section:first-child .item-cells li").count()).toBe(14);
    await page.locator(".item-cells button").first().click();
    await expect.poll(() => page.locator("dialog[open] .item-looks img").count()).toBe(2);
    await page.keyboard.press("Escape");
    expect(await page.locator(".findings li").allTextContents()).toContainEqual(expect.stringContaining("broken.jpg"));
    const sources = (): Promise<(string | null)[]> =>
      page.locator(".augment-rows img").evaluateAll((all) => all.map((one) => one.getAttribute("src")));
    const before = await sources();
    await page.keyboard.press("r");
    await expect.poll(sources).not.toEqual(before);
  });

  test("Data: files that are not square under each crop, and a new run with another, by keys", async () => {
    const { page } = stage;
    await stage.show(`#/run/${POINTS}/data`);
    await page.waitForSelector(".data-facts");
    expect(await page.getByRole("button", { name: "See other crops…" }).count()).toBe(0);
    await stage.show(`#/run/${RUN}/data`);
    expect(await page.textContent(".change-how pre")).toBe(`gantry data ${photos} --size 16`);
    await page.getByRole("button", { name: "See other crops…" }).press("Enter");
    const sides = (): Promise<number[]> =>
      page
        .locator("dialog .crop-pictures img")
        .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth));
    await expect.poll(sides).toEqual(Array(4 * 6).fill(16));
    const first = page.locator("dialog .crop-pictures img").first();
    expect(await first.getAttribute("alt")).toBe("red/p08.png: Centre");
    expect(await page.locator(".crops li").allTextContents()).toEqual([
      expect.stringMatching(/^Centre --crop centre.*this run$/),
      ...[/New run, crop: Top$/, /New run, crop: Attention$/, /New run, crop: None$/].map((end) =>
        expect.stringMatching(end),
      ),
    ]);
    const crops = await page
      .locator("dialog .crop-pictures img")
      .evaluateAll((all) => all.map((one) => new URL((one as HTMLImageElement).src).searchParams.get("crop")));
    expect(crops).toEqual(["centre", "top", "attention", "none"].flatMap((crop) => Array(6).fill(crop)));
    await page.keyboard.press("Escape");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("See other crops…");
    await page.keyboard.press("Control+k");
    await page.waitForSelector(".palette input:focus");
    await page.keyboard.type("see other crops");
    await page.keyboard.press("Enter");
    await expect.poll(sides).toEqual(Array(4 * 6).fill(16));
    await expectAccessibleBothWays(page);
    await page.getByRole("link", { name: "New run, crop: None" }).press("Enter");
    await page.waitForSelector(".new-form");
    const command = page.locator(".new-plan .copy-block pre");
    await expect.poll(() => command.textContent()).toContain("--crop none");
    expect(await command.textContent()).toContain("--size 16");
  });

  test("both views are accessible in light and dark, English and Chinese, and fit a narrow screen", async () => {
    const { page } = stage;
    for (const view of ["nets", "data"]) {
      await stage.show(`#/run/${RUN}/${view}`);
      await page.waitForSelector(view === "nets" ? ".layer-panel .histogram" : ".augment-rows img");
      await wear(page, "light", "en");
      await expectAccessible(page);
      await wear(page, "dark", "zh");
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 860 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, view).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1280, height: 860 });
      await wear(page, "light", "en");
    }
  });

  test("nothing was fetched from elsewhere, and nothing failed", () => {
    expect(stage.complaints).toEqual([]);
  });
});
