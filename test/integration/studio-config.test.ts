/** @file Config, Compare and New run in Chromium, over two tiny runs and one that is started from the page. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumMissing } from "../browser/chromium.ts";
import { freshFolder, MAIN, start } from "./gantry-process.ts";
import { appendTo } from "./studio-folder.ts";
import { expectAccessible, openStage, type Stage, wear } from "./studio-views.ts";

const small = ["strokes", "--width", "8", "--eval-every", "0"];
const [FIRST, SECOND] = ["0001-strokes-dcgan", "0002-strokes-dcgan"];

type Record = { readonly config: { readonly [key: string]: { readonly value: unknown; readonly origin: string } } };

describe.skipIf(chromiumMissing !== null)("Config, Compare and New run", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage([
      [...small, "--steps", "20", "--batch", "8", "--sample-every", "10"],
      [...small, "--steps", "16", "--batch", "16", "--sample-every", "8", "--loss", "hinge", "--note", 'a "b" $c'],
    ]);
    // A run that is compared and is not there, values that are refused, and one that vanishes.
    stage.expected.push(/^404 of GET \/api\/runs\/nobody(\/|$)/, /^4(00|09) of POST \/api\/plan$/);
    stage.expected.push(new RegExp(`^404 of GET /api/runs/${SECOND}(/|$)`));
  });
  afterAll(async () => {
    await stage?.close();
  });

  const recordOf = (run: string): Record => JSON.parse(readFileSync(join(stage.runs, run, "run.json"), "utf8"));
  const hash = (): Promise<string> => stage.page.evaluate(() => location.hash);
  const textOf = async (selector: string): Promise<string> => (await stage.page.textContent(selector)) ?? "";

  /** What a command from the page plans, typed into a shell in an empty folder. */
  async function planned(command: string): Promise<Record["config"]> {
    const line = `gantry() { "${process.execPath}" "${MAIN}" "$@"; }; ${command} --dry-run --json`;
    const { code, out, err } = await start("/bin/sh", ["-c", line], freshFolder()).ended;
    expect(code, err).toBe(0);
    return (JSON.parse(out) as Record).config;
  }

  test("Config: what was chosen stands first, with where it came from; a search finds by any word", async () => {
    const { page } = stage;
    await stage.show(`#/run/${SECOND}/config`);
    const chosen = page.locator(".group-chosen tbody tr");
    await expect.poll(() => chosen.allTextContents()).toContainEqual(expect.stringMatching(/^losshingecommand line/));
    expect(await page.locator(".value-group tbody tr").count()).toBe(Object.keys(recordOf(SECOND).config).length);
    await page.keyboard.press("/");
    await page.keyboard.type("adam's β₁");
    await expect.poll(() => page.locator(".value-group tbody th").allTextContents()).toEqual(["beta1"]);
    await expect.poll(hash).toContain("q=adam");
  });

  test("Config: its command, given to a shell, plans the same; its copy is what is shown", async () => {
    const { page } = stage;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await stage.show(`#/run/${SECOND}/config`);
    const command = await textOf(".copy-block pre");
    const [now, then] = [await planned(command), recordOf(SECOND).config];
    const values = (config: Record["config"]): object =>
      Object.fromEntries(Object.entries(config).map(([key, { value }]) => [key, value]));
    expect(values(now)).toEqual(values(then));
    await page.getByRole("button", { name: "Copy" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(command);
    await page.getByRole("radio", { name: "TypeScript" }).check();
    expect(await textOf(".copy-block pre")).toContain('  loss: "hinge",\n');
  });

  test("Config: beside another run, the keys that differ", async () => {
    await stage.show(`#/run/${FIRST}/config`);
    await stage.page.getByLabel("Compare with").selectOption(SECOND);
    await expect
      .poll(() => stage.page.locator(".difference tbody th").allTextContents())
      .toEqual(["steps", "sampleEvery", "batch", "loss"]);
    expect(await hash()).toContain(`against=${SECOND}`);
  });

  test("what was changed while training: counted with what was given, not in the command, and a difference", async () => {
    const { page } = stage;
    const request = { type: "set", key: "lr.G", value: 0.0005 };
    const line = { type: "control", step: 10, attempt: 1, time: 1_800_000_000, offset: 1, request };
    appendTo(join(stage.runs, FIRST), "events.jsonl", `${JSON.stringify(line)}\n`);
    await stage.show(`#/run/${FIRST}/config`);
    await expect.poll(() => textOf(".take-along")).toContain("without what was changed since (lr.g: 0.002 → 0.0005)");
    expect(await textOf(".copy-block pre")).not.toContain("lr-g");
    expect(await textOf(".changes time")).toMatch(/^1[45] Jan 2027, \d\d:\d\d:\d\d$/);
    const chosen = await page.locator(".group-chosen tbody tr").count();
    expect(await textOf(".config-head p")).toMatch(new RegExp(`^${chosen} of `));
    for (const place of [`#/run/${SECOND}/config?against=${FIRST}`, `#/compare?runs=${SECOND},${FIRST}`]) {
      await stage.show(place);
      const row = page.locator(".difference-table tr", { has: page.getByRole("rowheader", { name: "lr.g" }) });
      await expect.poll(() => row.locator("td").allTextContents()).toEqual(["0.002", "0.0020.0005 since step 10"]);
    }
    const back = { type: "rollback", step: 15, to: 10, retries: 1, rateFactor: 0.5, attempt: 1, time: 1_800_000_001 };
    appendTo(join(stage.runs, FIRST), "events.jsonl", `${JSON.stringify(back)}\n`);
    const row = page.locator(".difference-table tr", { has: page.getByRole("rowheader", { name: "rollbacks" }) });
    await expect
      .poll(() => row.locator("td").allTextContents())
      .toEqual(["0", "1last at step 15: back to step 10, learning rates × 0.5"]);
  });

  test("the list says what its boxes are for until two are chosen", async () => {
    const { page } = stage;
    await stage.show("#/");
    const hint = page.getByText("Choose 2 to 6 runs");
    await hint.waitFor();
    await page.getByRole("checkbox", { name: FIRST }).check();
    await page.getByRole("button", { name: "Move to the trash", exact: true }).waitFor();
    expect(await hint.count()).toBe(1);
    await page.getByRole("checkbox", { name: SECOND }).check();
    await page.getByRole("link", { name: "Compare 2" }).waitFor();
    expect(await hint.count()).toBe(0);
  });

  test("Compare: both at the same point by images seen; arrows move it, a number hides, x changes the unit", async () => {
    const { page } = stage;
    await stage.show(`#/compare?runs=${FIRST},${SECOND}&by=images&at=80`);
    const said = page.locator(".sample-columns figure > p");
    await expect.poll(() => said.allTextContents()).toEqual(["step 10", "step 5"]);
    await page.keyboard.press("ArrowRight"); // the second's step 8: 128 images
    await expect.poll(() => said.allTextContents()).toEqual(["step 10, the nearest earlier one", "step 8"]);
    await page.keyboard.press("End");
    await expect.poll(() => said.allTextContents()).toEqual(["step 20", "step 16"]);
    await page.keyboard.press("ArrowLeft"); // from 256 images, which the second saw, to the 160 of the first
    await expect.poll(() => said.first().textContent()).toContain("step 20");
    await expect.poll(hash).toContain("at=160");
    expect(await page.locator(".config-differences tbody th").allTextContents()).toContain("batch");
    expect(await page.locator(".chart h3").allTextContents()).toEqual(
      expect.arrayContaining(["Losses · D", "Losses · G", "Diversity of the samples"]),
    );
    expect(await page.locator(".choose-curves label[title=dReal]").textContent()).toBe("What D thinks · D(x)");
    await page.keyboard.press("2");
    await expect.poll(() => said.count()).toBe(1);
    await page.keyboard.press("2");
    await page.keyboard.press("x");
    await expect.poll(() => page.isChecked("input[value=time]")).toBe(true);
  });

  test("Compare: a run that is not there says why, and the others stay; the order is the address's", async () => {
    const { page } = stage;
    await stage.show(`#/compare?runs=${FIRST},nobody,${SECOND}`);
    await expect.poll(() => page.locator(".run-heads .unread").textContent()).toContain("nobody");
    await expect.poll(() => page.locator(".run-sheet").count()).toBe(2);
    const ends = (): Promise<number[]> =>
      page.locator(".sheet").evaluateAll((all) =>
        all.flatMap((sheet) => {
          const { left, right } = sheet.getBoundingClientRect();
          return [left, right];
        }),
      );
    for (const width of [1280, 900, 1280]) {
      await page.setViewportSize({ width, height: 860 });
      await expect
        .poll(ends, { message: `beside each other at ${width}` })
        .toSatisfy(
          ([, first, second, last]: number[]) =>
            (first as number) <= (second as number) && (last as number) <= width && (last as number) > width * 0.8,
        );
    }
    await page.getByRole("button", { name: `Move ${SECOND} up` }).click();
    await expect.poll(hash).toContain(`runs=${FIRST},${SECOND},nobody`);
    await page.getByRole("button", { name: "Take nobody out" }).click();
    await expect.poll(hash).not.toContain("nobody");
  });

  test("Compare by keys: the focus goes with the run that moves, then to the next one, the list, the last that was added", async () => {
    const { page } = stage;
    const focused = (): Promise<string> =>
      page.evaluate(() => {
        const { activeElement: here } = document;
        return (
          here?.getAttribute("aria-label") ?? here?.closest("label")?.firstChild?.textContent ?? here?.tagName ?? ""
        );
      });
    const press = async (key: string, then: string): Promise<void> => {
      await page.keyboard.press(key);
      await expect.poll(focused).toBe(then);
    };
    await stage.show(`#/compare?runs=${FIRST},${SECOND}`);
    await page.getByRole("button", { name: `Move ${SECOND} up` }).focus();
    await press("Enter", `Move ${SECOND} down`);
    await page.getByRole("button", { name: `Take ${SECOND} out` }).focus();
    await press("Enter", `Take ${FIRST} out`);
    await press("Enter", "Add a run");
    await page.keyboard.press("ArrowDown"); // in the list
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".run-heads tbody tr").count()).toBe(1);
    await expect.poll(focused).toBe("Add a run");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByLabel("Add a run").count()).toBe(0); // all there are
    await expect.poll(() => page.locator(".show-run input:focus").count()).toBe(1);
  });

  test("New run: until the plan is there no value stands for one that the data decide, and nothing starts", async () => {
    const { page } = stage;
    const held: (() => void)[] = [];
    await page.route("**/api/plan*", async (route) => {
      await new Promise<void>((go) => held.push(go));
      await route.continue();
    });
    const start = page.getByRole("button", { name: "Start", exact: true });
    const rate = page.getByLabel("lr.g", { exact: true });
    const planned = async (): Promise<void> => {
      await expect.poll(() => held.length).toBeGreaterThan(0);
      expect(await start.isDisabled()).toBe(true);
      for (const go of held.splice(0)) go();
      await expect.poll(() => start.isEnabled()).toBe(true);
    };
    await stage.show("#/new?data=ring8");
    await expect.poll(() => rate.getAttribute("placeholder")).toBe("by the data");
    expect(await page.locator(".field[aria-busy=true]", { has: rate }).count()).toBe(1);
    expect(await textOf(".new-plan [role=status]")).toContain("then it can be started");
    await page.getByLabel("seed", { exact: true }).press("Enter");
    await page.keyboard.press("Control+Enter");
    expect(await hash()).toBe("#/new?data=ring8");
    await planned();
    expect(await rate.getAttribute("placeholder")).toBe("0.001");
    expect(await page.locator(".field[aria-busy=true]").count()).toBe(0);
    await page.getByLabel("steps", { exact: true }).fill("7"); // of the same data: what was read stays
    await expect.poll(() => start.isDisabled()).toBe(true);
    expect(await rate.getAttribute("placeholder")).toBe("0.001");
    await planned();
    await page.getByRole("radio", { name: "strokes" }).check();
    await expect.poll(() => rate.getAttribute("placeholder")).toBe("by the data");
    await planned();
    expect(await rate.getAttribute("placeholder")).toBe("0.002");
    await page.getByText("All options").click();
    await page.getByLabel("Search the options").press("Enter"); // searches, and starts nothing
    expect(await start.textContent()).toBe("Start");
    expect(await hash()).toContain("#/new?");
    await page.unroute("**/api/plan*");
  });

  test("New run: data that only a start fetches can be started, though there is no plan of them", async () => {
    const { page } = stage;
    const sentence = { en: "these data are not on this computer yet", zh: "还没有" };
    const error = { code: "E630", sentence };
    await page.route("**/api/plan*", (route) => route.fulfill({ status: 409, json: { error } }));
    await stage.show("#/new?data=mnist");
    await page.getByText(sentence.en).waitFor();
    expect(await page.getByRole("button", { name: "Start", exact: true }).isEnabled()).toBe(true);
    await page.unroute("**/api/plan*");
  });

  test("New run: what a field does not take is said beside it, and so is what the server says", async () => {
    const { page } = stage;
    await stage.show("#/new?data=ring8");
    const field = page.getByLabel("lr.g", { exact: true });
    await field.fill("fast");
    await expect.poll(() => textOf(".field .wrong")).toBe("Expected a number above 0, got fast.");
    expect(await page.getByRole("button", { name: "Start", exact: true }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "lr.g: back to the default" }).click();
    await page.getByText("a path on this computer").click();
    await page.getByRole("textbox", { name: "Path" }).fill("/nowhere/at/all");
    await expect.poll(() => textOf("#new-data-wrong")).toContain("/nowhere/at/all");
  });

  test("New run: with another's values and a change, planned, started by the keyboard, seen", async () => {
    const { page } = stage;
    await stage.show(`#/run/${FIRST}/config`);
    await page.getByRole("link", { name: "New run with changes" }).click();
    await page.getByLabel("steps", { exact: true }).fill("12");
    const facts = page.locator(".plan-facts");
    await expect.poll(() => facts.textContent()).toMatch(/steps12a step[\d.]+ ms/);
    expect(await textOf(".copy-block pre")).toContain("gantry train strokes --steps 12");
    await page.getByLabel("run", { exact: true }).fill("third"); // makes no other plan, and is in the command
    await expect.poll(() => textOf(".copy-block pre")).toMatch(/--run third/);
    expect(await facts.getAttribute("aria-busy")).toBe("false");
    await page.getByLabel("steps", { exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(hash, { timeout: 150_000 }).toContain("#/run/third/live");
    expect(recordOf("third").config).toMatchObject({ steps: { value: 12 }, batch: { value: 8 }, width: { value: 8 } });
    await expect.poll(() => existsSync(join(stage.runs, "third", "generator.onnx")), { timeout: 150_000 }).toBe(true);
  });

  test.each([
    ["light", "en"],
    ["dark", "zh"],
  ] as const)("axe finds nothing serious, %s and %s", async (theme, language) => {
    const places = [
      [`#/run/${FIRST}/config?against=${SECOND}&as=json`, ".difference td"],
      [`#/compare?runs=${FIRST},${SECOND},nobody&cell=3`, ".run-sheet .cell"],
      ["#/new?data=ring8&lr.g=x&strange=1", ".wrong"],
    ] as const;
    for (const [place, part] of places) {
      await stage.show(place);
      await wear(stage.page, theme, language);
      await stage.page.waitForSelector(part);
      await expectAccessible(stage.page);
    }
  });

  test("a run that vanishes while it is compared says so", async () => {
    await stage.show(`#/compare?runs=${FIRST},${SECOND}`);
    await expect.poll(() => stage.page.locator(".run-sheet canvas[data-drawn]").count()).toBe(2);
    await wear(stage.page, "light", "en");
    rmSync(join(stage.runs, SECOND), { recursive: true });
    await expect.poll(() => textOf(".run-heads")).toContain("Its folder is gone");
    expect(await stage.page.locator(".run-sheet").count()).toBe(2);
  });

  test("a server that only shows says that nothing is started here", async () => {
    await stage.page.route("**/api/runs?*", async (route) => {
      const reply = await route.fetch();
      await route.fulfill({ response: reply, json: { ...(await reply.json()), readonly: true } });
    });
    await stage.page.goto(`${new URL(stage.page.url()).origin}/#/new`);
    await stage.page.reload();
    await expect.poll(() => textOf(".new-run")).toContain("This Studio only shows");
    await stage.page.unrouteAll({ behavior: "wait" });
  });

  test("nothing went wrong, and nothing was asked of another origin", () => {
    expect(stage.complaints).toEqual([]);
  });
});
