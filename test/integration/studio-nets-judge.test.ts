/**
 * @file What a discriminator makes of a picture, in Nets: its values against ONNX Runtime in Node, its judgement against the
 * training engine, and a convolution of it against sums made here.
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { floatTensor } from "gantry/base";
import { input } from "gantry/graph";
import { networksOf } from "gantry/latent";
import { nodeRuntime, openGenerator } from "gantry/runtime/node";
import { runGenerator } from "gantry/training/node";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ErrorReply } from "../../studio/api/index.ts";
import { chromiumMissing } from "../browser/chromium.ts";
import { type Tensors, tensorsOf } from "./checkpoint-tensors.ts";
import { freshFolder } from "./gantry-process.ts";
import { expectFacts, type Passed, passedValues } from "./passed-values.ts";
import { askAs, expectAccessibleBothWays, openStage, type Stage, wear } from "./studio-views.ts";

const RUN = "0001-strokes-dcgan";
const CLASSES = "0002-strokes-dcgan";
const PACKS = "0003-ring8-gan";
const OWN = "own";

describe.skipIf(chromiumMissing !== null)("what a discriminator makes of a picture", () => {
  let stage: Stage;
  beforeAll(async () => {
    const few = ["--steps", "10", "--batch", "4", "--sample-every", "5", "--save-every", "5", "--eval-every", "0"];
    stage = await openStage([
      ["strokes", "--width", "4", ...few],
      ["strokes", "--width", "4", "--conditional", ...few],
      ["ring8", "--pack", "2", ...few],
    ]);
    cpSync(join(stage.runs, RUN), join(stage.runs, OWN), { recursive: true });
    const record = JSON.parse(readFileSync(join(stage.runs, OWN, "run.json"), "utf8"));
    record.config.recipe.value = "./mine.ts";
    writeFileSync(join(stage.runs, OWN, "run.json"), JSON.stringify(record));
  });
  afterAll(() => stage?.close());

  const modelOf = async (run: string, step: number): Promise<string> => {
    const path = join(freshFolder(), `${step}.onnx`);
    writeFileSync(path, (await askAs(stage, `/api/runs/${run}/judged/${step}.onnx`)).body);
    return path;
  };
  const judgement = async (page: Page): Promise<number> => {
    const said = await page.locator(".nets-maps .maps-row > .quiet").first().textContent();
    return Number(/D’s output: (\S+?)\.(?: |$)/.exec(said ?? "")?.[1]?.replace("−", "-") ?? Number.NaN);
  };
  /** The value that is looked at where none was chosen. */
  const chosen = async (page: Page): Promise<string> => {
    await expect.poll(() => page.locator(".maps-values label.chosen code").textContent()).toBe("down1");
    return (await page.locator(".maps-values :checked").getAttribute("value")) as string;
  };
  /** What G draws of a seed, by its own file. */
  const pictureOf = async (seed: number): Promise<Float32Array> => {
    const path = join(stage.runs, RUN, "generator.onnx");
    const generator = await openGenerator(readFileSync(path), path);
    const { data } = await generator.generate(generator.z(1, seed));
    await generator.release();
    return data;
  };

  test("by keys: from the picture to the judgement, which is what the training engine says of that picture", async () => {
    const { page, show } = stage;
    await show(`#/run/${RUN}/nets?maps=open&x=3`);
    await page.waitForSelector(".maps-sheet");
    await page.getByRole("radio", { name: "discriminator" }).focus();
    await page.keyboard.press("Space");
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("net=D");
    await page.waitForFunction(() => document.querySelector(".nets-maps")?.textContent?.includes("D’s output"));
    const names = await page
      .locator(".maps-values input")
      .evaluateAll((all) => all.map((one) => one.getAttribute("value")));
    expect([names[0], names.at(-1)]).toEqual(["image", "judgement"]);
    const values = await passedValues(await modelOf(RUN, 10), 3, 0);
    for (const name of [await chosen(page), "image"]) {
      await page.locator(`.maps-values [value="${name}"]`).check();
      await expectFacts(page, values, name, 0);
    }
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("maps=image");
    const picture = await pictureOf(3);
    const { game, layout, state } = await runGenerator(join(stage.runs, RUN));
    const x = input("x", [1, 1, 28, 28]);
    const { output } = networksOf({ game, layout }).judge(x);
    const runtime = nodeRuntime();
    const session = await runtime.open({ name: "judge", outputs: { output }, updates: {} });
    const said = (await session.run(runtime.state(state), { x: floatTensor([1, 1, 28, 28], picture) })).output;
    await session.release();
    expect(Math.abs((values.judgement?.[0]?.data[0] as number) - Number(said?.data[0]))).toBeLessThan(1e-5);
    expect(Math.abs((await judgement(page)) / Number(said?.data[0]) - 1)).toBeLessThan(1e-3); // four digits are shown
  });

  test("its first convolution is the sum of the picture's pixels by the checkpoint's weights", async () => {
    const { page, show } = stage;
    await show(`#/run/${RUN}/nets?maps=open&net=D&x=3`);
    await page.waitForSelector(".maps-sheet");
    const name = await chosen(page);
    const values = await passedValues(await modelOf(RUN, 10), 3, 0);
    const state = tensorsOf(join(stage.runs, RUN, "checkpoints/000010/state.safetensors"));
    const wanted = convolved(await pictureOf(3), 28, state["D.parameters.down1.weight"] as Tensors[string], 1);
    const got = (values[name] as readonly Passed[])[1]?.data ?? [];
    const bias = state["D.parameters.down1.bias"]?.data[1] ?? 0; // ONNX has it within the convolution, or behind it
    const off = [0, bias].map((more) => Math.max(...wanted.map((sum, i) => Math.abs(sum + more - (got[i] as number)))));
    expect([got.length, Math.min(...off) < 1e-5]).toEqual([wanted.length, true]);
    await page.getByRole("button", { name: "Next channel" }).click();
    await expectFacts(page, values, name, 1);
  });

  test("of another checkpoint, and told the class that the picture was asked for", async () => {
    const { page, show } = stage;
    await show(`#/run/${CLASSES}/nets?maps=open&net=D&step=5&class=2&x=1`);
    await page.waitForSelector(".maps-sheet");
    await expect.poll(() => page.locator(".nets-maps").textContent()).toContain("Weights of step 5.");
    const [own, other] = [2, 0].map(async (label) => passedValues(await modelOf(CLASSES, 5), 1, label));
    const name = await chosen(page);
    await expectFacts(page, (await own) as Record<string, Passed[]>, name, 0);
    await page.locator(".maps-row select").selectOption("0");
    await expectFacts(page, (await other) as Record<string, Passed[]>, name, 0);
  });

  test("who judges packs, or is of a program of one's own, is told, and back there is the generator", async () => {
    const { page, show, expected } = stage;
    expected.push(/^\d+ of GET \/api\/runs\/(own|0003-ring8-gan)\/judged\//);
    const refusal = async (run: string): Promise<string> =>
      (JSON.parse(String((await askAs(stage, `/api/runs/${run}/judged/10.onnx`)).body)) as ErrorReply).error.code;
    expect([await refusal(PACKS), await refusal(OWN)]).toEqual(["E730", "E103"]);
    await show(`#/run/${PACKS}/nets?maps=open&net=D`);
    const alert = page.locator(".nets-maps").getByRole("alert");
    await expect.poll(() => alert.textContent()).toContain("judges data one by one");
    await wear(page, "light", "zh");
    await expect.poll(() => alert.textContent()).toContain("逐个");
    await wear(page, "light", "en");
    await page.getByRole("radio", { name: "generator" }).check({ force: true });
    await page.waitForSelector(".maps-bars");
    expect(await alert.count()).toBe(0);
  });

  test("is accessible in light and dark, English and Chinese, and fits a narrow screen", async () => {
    const { page, show } = stage;
    await show(`#/run/${RUN}/nets?maps=open&net=D`);
    await page.waitForSelector(".maps-sheet");
    await expectAccessibleBothWays(page);
    await page.setViewportSize({ width: 390, height: 860 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  test("nothing was fetched from elsewhere, and nothing failed", () => {
    expect(stage.complaints).toEqual([]);
    rmSync(join(stage.runs, OWN), { recursive: true });
  });
});

/** One channel of a convolution of one plane with a stride of 2, in float64; the padding halves the size. */
function convolved(plane: Float32Array, size: number, { shape, data }: Tensors[string], channel: number): number[] {
  const kernel = shape[2] as number;
  const padding = Math.ceil((kernel - 2) / 2);
  const weights = data.slice(channel * kernel * kernel, (channel + 1) * kernel * kernel);
  const pixel = (y: number, x: number): number =>
    y < 0 || x < 0 || y >= size || x >= size ? 0 : (plane[y * size + x] as number);
  return Array.from({ length: (size / 2) ** 2 }, (_, at) => {
    const [top, left] = [2 * Math.floor(at / (size / 2)) - padding, 2 * (at % (size / 2)) - padding];
    return weights.reduce((sum, w, i) => sum + w * pixel(top + Math.floor(i / kernel), left + (i % kernel)), 0);
  });
}
