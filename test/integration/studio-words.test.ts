/** @file Words of the page in Chromium, where numbers are large and lines long: whole, apart from one another, told apart. */
import { appendFileSync, cpSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MetricsRow } from "gantry/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumMissing } from "../browser/chromium.ts";
import { freshFolder } from "./gantry-process.ts";
import { openStage, type Stage } from "./studio-views.ts";

/** On a canvas, in its pixels. */
interface Word {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Watched {
  readonly drawn: Map<HTMLCanvasElement, Word[]>;
}

/** Notes in the page which words stand on each canvas. */
function watchWords(): void {
  const drawn: Watched["drawn"] = new Map();
  Object.assign(globalThis, { drawn });
  const { fillText, clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...place) {
    drawn.delete(this.canvas);
    clearRect.apply(this, place);
  };
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const size = this.measureText(text);
    const [left, right] = [x - size.actualBoundingBoxLeft, x + size.actualBoundingBoxRight];
    const [top, bottom] = [y - size.actualBoundingBoxAscent, y + size.actualBoundingBoxDescent];
    drawn.set(this.canvas, [...(drawn.get(this.canvas) ?? []), { text, left, right, top, bottom }]);
    fillText.call(this, text, x, y);
  };
}

/** Of all charts: how many words there are, those that are cut, and those that stand on one another. */
const wordsOf = (page: Stage["page"]) =>
  page.evaluate(() => {
    const charts = [...(globalThis as unknown as Watched).drawn].filter(
      ([canvas]) => canvas.closest(".chart") !== null,
    );
    const all = charts.flatMap(([, words]) => words.map(({ text }) => text));
    const cut = charts.flatMap(([{ width, height }, words]) =>
      words.filter(({ left, right, top, bottom }) => left < 0 || right > width || top < 0 || bottom > height),
    );
    const meet = (a: Word, b: Word): boolean =>
      a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const upon = charts.flatMap(([, words]) =>
      words.flatMap((a, i) => words.slice(i + 1).flatMap((b) => (meet(a, b) ? [`${a.text} | ${b.text}`] : []))),
    );
    return { all, cut: cut.map(({ text }) => text), upon };
  });

/** In how many lines an element's text stands. */
function linesOf(element: Element): number {
  const range = document.createRange();
  range.selectNodeContents(element);
  return new Set([...range.getClientRects()].map(({ top }) => top)).size;
}

const RUN = "0002-large";
const SMALL = "0003-small";

type Row = MetricsRow & Record<string, number>;

describe.skipIf(chromiumMissing !== null)("words of the page", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage([["ring8", "--steps", "60", "--sample-every", "10", "--eval-every", "0"]]);
    renameSync(copyWith(small), join(stage.runs, SMALL));
    const made = copyWith(large);
    const at = { step: 50, attempt: 1, time: 1_795_254_290 };
    const told = { ...at, type: "verdict", word: "D winning", code: "W420", measure: "accuracyD", value: 0.954 };
    const removed = { ...at, type: "removed", path: "checkpoints/000040" };
    appendFileSync(join(made, "events.jsonl"), `${JSON.stringify(told)}\n${JSON.stringify(removed)}\n`);
    const status = JSON.parse(readFileSync(join(made, "status.json"), "utf8"));
    expect(status).toMatchObject({ verdict: "warming up", measured: { measure: "step", value: 60 } });
    const later = { verdict: "D winning", measured: { measure: "accuracyD", value: 0.876 } };
    writeFileSync(join(made, "status.json"), JSON.stringify({ ...status, ...later }));
    renameSync(made, join(stage.runs, RUN));
  });
  afterAll(() => stage?.close());

  /** Of the run that was trained, with other rows; beside the runs, where it becomes one at once. */
  function copyWith(change: (row: Row) => object): string {
    const made = join(freshFolder(), "run");
    cpSync(join(stage.runs, "0001-ring8-gan"), made, { recursive: true });
    const file = join(made, "metrics.jsonl");
    const lines = readFileSync(file, "utf8").trim().split("\n");
    writeFileSync(file, lines.map((line) => `${JSON.stringify(change(JSON.parse(line)))}\n`).join(""));
    return made;
  }

  /** One whose losses are far below what they would be at the equilibrium. */
  const small = (row: Row): object => ({ ...row, lossD: 0.05, lossG: 0.1 + 1e-3 * row.step });

  /** A long run, whose losses are far above what they would be at the equilibrium. */
  const large = ({ step, time, lossG = 0, distance, ...row }: Row): object => ({
    ...row,
    step: step * 16_600, // the axis ends at a number: 1M, or before it 996,000
    time: time + step * 130,
    lossG: 100 * lossG,
    ...(distance === undefined ? {} : { distance: -1e-5 * distance }),
  });

  test("of charts are whole and apart, by steps and by time", async () => {
    const { page, show, complaints } = await stage.another(watchWords);
    await show(`#/run/${RUN}/live?lang=en`);
    const axis = page.locator(".health-head select");
    const units = [
      ["step", /00,000$/],
      ["time", /^\d hrs? \d+ mins?$/],
    ] as const;
    for (const [unit, pattern] of units) {
      await axis.selectOption(unit);
      const wanted = [pattern, /^2 ln 2, ln 2$/, /^−\d\.\d\de−\d$/];
      const missing = async (): Promise<RegExp[]> => {
        const { all } = await wordsOf(page);
        return wanted.filter((one) => !all.some((word) => one.test(word)));
      };
      await expect.poll(missing).toEqual([]); // one chart after the other is drawn
      const { cut, upon } = await wordsOf(page);
      expect([cut, upon]).toEqual([[], []]);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("of a line that lies beyond the chart do not stand in it", async () => {
    const { page, show } = await stage.another(watchWords);
    await show(`#/run/${SMALL}/live?lang=en`);
    await expect.poll(async () => (await wordsOf(page)).all).toContain("0.15");
    const { all, upon } = await wordsOf(page);
    expect([all.filter((word) => word.includes("ln 2")), upon]).toEqual([[], []]);
    await page.context().close();
  });

  test("of a verdict: the number that it rests on now, not the one of when it was told", async () => {
    const { page } = stage;
    await stage.show(`#/run/${RUN}/live?lang=en`);
    await page.locator(".event-log", { hasText: "95 %" }).waitFor();
    expect(await page.locator(".verdict-line b").textContent()).toContain("88 %");
    await stage.show(`#/run/${SMALL}/live?lang=en`);
    await page.locator(".verdict-line", { hasText: "warming up" }).waitFor();
    expect(await page.locator(".verdict-line b").count()).toBe(0); // its number says nothing that the word does not
  });

  test("of the log: a code stays in one line, and what is routine is quieter than a warning", async () => {
    const { page } = stage;
    await stage.show(`#/run/${RUN}/live?lang=en`);
    const code = page.locator(".event-log code");
    await code.waitFor();
    for (const width of [320, 1100, 1280]) {
      await page.setViewportSize({ width, height: 860 });
      expect(await code.evaluate(linesOf), `at ${width}`).toBe(1);
    }
    const colour = (text: string): Promise<string> =>
      page
        .locator(".event-log li > span", { hasText: text })
        .first()
        .evaluate((element) => getComputedStyle(element).color);
    const muted = await page
      .locator(".event-log time")
      .first()
      .evaluate((element) => getComputedStyle(element).color);
    expect(await colour("removed")).toBe(muted);
    expect(new Set([muted, await colour("D winning"), await colour("training began")]).size).toBe(3);
  });

  test("of the log's times: the clock's alone on the day of a run, with dates on another", async () => {
    const [first] = readFileSync(join(stage.runs, "0001-ring8-gan", "events.jsonl"), "utf8").split("\n");
    const { time } = JSON.parse(first as string) as { readonly time: number };
    const { page, show } = await stage.another(() => {});
    const timesOn = async (day: number, language: string): Promise<string[]> => {
      await page.clock.setFixedTime((time + day * 86_400) * 1000);
      await show(`#/run/0001-ring8-gan/live?lang=${language}`);
      await page.reload();
      await page.locator(".event-log time").first().waitFor();
      return page.locator(".event-log time").allTextContents();
    };
    const every = (pattern: RegExp): unknown => expect.not.arrayContaining([expect.not.stringMatching(pattern)]);
    expect(await timesOn(0, "en")).toEqual(every(/^\d\d:\d\d:\d\d$/));
    expect(await timesOn(1, "en")).toEqual(every(/^\d{1,2} \w{3} \d{4}, \d\d:\d\d:\d\d$/));
    expect(await timesOn(1, "zh")).toEqual(every(/^\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d:\d\d$/));
    await page.context().close();
  });

  test("to be copied have room of their own beside the button", async () => {
    const { page } = stage;
    await stage.show(`#/run/${RUN}/export?lang=en`);
    const blocks = page.locator(".copy-block");
    await expect.poll(() => blocks.count()).toBe(3);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 860 });
      const apart = await blocks.evaluateAll((all) =>
        all.map((block) => {
          const [text, button] = [block.querySelector("pre"), block.querySelector("button")].map((part) =>
            (part as Element).getBoundingClientRect(),
          ) as [DOMRect, DOMRect];
          return text.right <= button.left || button.bottom <= text.top;
        }),
      );
      expect(apart, `at ${width}`).toEqual([true, true, true]);
    }
    expect(stage.complaints).toEqual([]);
  });
});
