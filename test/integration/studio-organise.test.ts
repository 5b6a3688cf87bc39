/** @file Notes, tags and the trash: by keyboard in the page, seen by the command line, and never of a run that trains. */
import { cpSync, existsSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumMissing } from "../browser/chromium.ts";
import { freshFolder, gantry, MAIN, type Running, start } from "./gantry-process.ts";
import { errorOf } from "./studio-folder.ts";
import type { Answer } from "./studio-process.ts";
import { expectAccessible, openStage, postAs, type Stage, wear } from "./studio-views.ts";

if (chromiumMissing !== null) test.skip(`organising runs: ${chromiumMissing}`, () => {});

describe.runIf(chromiumMissing === null)("organising runs", () => {
  let stage: Stage;
  let folder: string;
  const [first, second] = ["0001-ring8-gan", "0002-ring8-gan"];

  beforeAll(async () => {
    const words = ["ring8", "--steps", "5"];
    stage = await openStage([[...words, "--note", "as it began", "--tag", "old"], words]);
    folder = join(stage.runs, "..");
  });
  afterAll(() => stage?.close());

  const post = (path: string, body: unknown): Promise<Answer> => postAs(stage, path, body);
  const codeOf = (answer: Answer): string => errorOf(answer).code;
  const row = (id: string) => stage.page.getByRole("row", { name: new RegExp(id) });
  const focused = (): Promise<string> => stage.page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");

  test("a note and tags are written by keyboard, stand in the row, and are the command line's", async () => {
    const { page } = stage;
    await stage.show("#/?lang=en");
    await row(first).getByText("as it began").waitFor();
    await page.getByRole("button", { name: `edit note and tags of ${first}` }).focus();
    await page.keyboard.press("Enter");
    const form = page.getByRole("form", { name: `Note and tags of ${first}` });
    await expect.poll(() => form.getByLabel("Note").evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("a wider G, <b>twice</b>");
    await page.keyboard.press("Tab");
    await page.keyboard.press("End");
    await page.keyboard.type(", baseline, 好的");
    await page.keyboard.press("Enter");
    await row(first).getByRole("link", { name: "baseline" }).waitFor();
    await row(first).getByText("a wider G, <b>twice</b>").waitFor();
    const back = page.getByRole("button", { name: `edit note and tags of ${first}` });
    await expect.poll(() => back.evaluate((button) => button === document.activeElement)).toBe(true);
    const shown = JSON.parse((await gantry(["runs", "show", "1", "--json"], folder)).out) as object;
    expect(shown).toMatchObject({ note: "a wider G, <b>twice</b>", tags: ["old", "baseline", "好的"] });
  });

  test("what another terminal writes stands in the page at once; a tag leads to its runs", async () => {
    expect((await gantry(["runs", "tag", "2", "other tag"], folder)).out).toBe("other tag\n");
    await row(second).getByRole("link", { name: "other tag" }).click();
    await row(first).waitFor({ state: "detached" });
    expect(await stage.page.getByRole("searchbox").inputValue()).toBe('tag:"other tag"');
    await stage.show("#/?lang=en");
  });

  test("what cannot be a tag is refused in words, in the form too", async () => {
    const { page } = stage;
    await page.getByRole("button", { name: `edit note and tags of ${second}` }).click();
    const form = page.getByRole("form", { name: `Note and tags of ${second}` });
    stage.expected.push(/^400 of POST .*\/tags/);
    await expect.poll(() => form.getByLabel("Note").evaluate((field) => field === document.activeElement)).toBe(true);
    await form.getByLabel("Tags").fill("t".repeat(41));
    await form.getByRole("button", { name: "Save" }).click();
    expect(await form.getByRole("alert").textContent()).toContain("longer than 40 characters");
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    for (const [path, body] of [
      ["note", {}],
      ["note", { note: 7 }],
      ["tags", { tags: "x" }],
      ["tags", { tags: [1] }],
      ["tags", { tags: ["a,b"] }],
      ["note", { note: "x".repeat(3000) }],
    ] as const) {
      const answer = await post(`/api/runs/${second}/${path}`, body);
      expect([answer.status, ["E608", "E523"].includes(codeOf(answer))], JSON.stringify(body)).toEqual([400, true]);
    }
    expect(codeOf(await post("/api/runs/nothing/note", { note: "x" }))).toBe("E607");
  });

  test("a run goes to the trash and comes back by keyboard alone", async () => {
    const { page } = stage;
    await page.getByRole("button", { name: `move ${second} to the trash` }).focus();
    await page.keyboard.press("Enter");
    await row(second).waitFor({ state: "detached" });
    expect(existsSync(join(stage.runs, second))).toBe(false);
    const undo = page.getByRole("button", { name: "Undo" });
    await expect.poll(() => undo.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.getByRole("button", { name: `edit note and tags of ${first}` }).click();
    const note = page.getByLabel("Note", { exact: true });
    await expect.poll(() => note.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type("hello");
    expect(await note.inputValue()).toContain("hello");
    await page.keyboard.press("ControlOrMeta+z"); // of the typing
    await expect.poll(() => note.inputValue()).not.toContain("hello");
    await page.keyboard.press("Escape");
    await expect.poll(focused).toBe(`edit note and tags of ${first}`);
    expect([await row(second).count(), existsSync(join(stage.runs, second))]).toEqual([0, false]);
    await undo.press("Enter");
    await row(second).waitFor();
    await expect.poll(focused).toBe(second);
    expect([existsSync(join(stage.runs, second)), readdirSync(join(stage.runs, ".trash"))]).toEqual([true, []]);
    await undo.waitFor({ state: "detached" });
  });

  test("what cannot be read goes to the trash and comes back, unless it may be trained or is a link out", async () => {
    const { page, runs } = stage;
    const [damaged, outside] = ["0008-damaged", freshFolder()];
    for (const path of [join(runs, damaged), outside]) {
      cpSync(join(runs, second), path, { recursive: true });
      writeFileSync(join(path, "run.json"), "{");
    }
    symlinkSync(outside, join(runs, "0009-out"));
    writeFileSync(join(runs, damaged, "owner-9.json"), "{");
    await page.reload();
    const lines = page.locator(".unreadable li");
    await expect.poll(() => lines.count()).toBe(2);
    expect(await page.locator(".unreadable button").count()).toBe(1);
    expect(codeOf(await post("/api/runs/0009-out/trash", {}))).toBe("E614");
    const button = page.getByRole("button", { name: `move ${damaged} to the trash` });
    stage.expected.push(/^409 of POST .*\/trash/);
    await button.press("Enter");
    await page.locator(".problem").getByText("If nobody trains it").waitFor();
    expect(existsSync(join(runs, damaged, "run.json"))).toBe(true);
    rmSync(join(runs, damaged, "owner-9.json"));
    await button.press("Enter");
    const undo = page.getByRole("button", { name: "Undo" });
    await expect.poll(() => undo.evaluate((found) => found === document.activeElement)).toBe(true);
    await expect.poll(() => lines.count()).toBe(1);
    expect([existsSync(join(runs, damaged)), existsSync(outside)]).toEqual([false, true]);
    await undo.press("Enter");
    await expect.poll(() => lines.count()).toBe(2);
    await expect.poll(focused).toBe(damaged);
    for (const name of [damaged, "0009-out"]) rmSync(join(runs, name), { recursive: true });
    await page.reload();
    await row(second).waitFor();
  });

  test("with the focus on a checkbox: the runs that were chosen are compared by key", async () => {
    const { page } = stage;
    for (const id of [first, second]) {
      await page.getByRole("checkbox", { name: `choose ${id} to compare` }).focus();
      await page.keyboard.press("Space");
    }
    const pressed = async (): Promise<string> => {
      await page.keyboard.press("c"); // holds a moment after the choice was drawn
      return page.evaluate(() => location.hash);
    };
    await expect.poll(pressed).toMatch(/^#\/compare\?.*runs=0001.*0002/);
    await stage.show("#/?lang=en");
    await row(second).waitFor();
  });

  test("what the trash refused stays said when runs come and go", async () => {
    const { page, runs } = stage;
    const refusal = { error: { code: "E521", sentence: { en: "Not now.", zh: "现在不行。" } } };
    await page.route(/\/trash(\?|$)/, (route) =>
      route.request().method() === "POST" ? route.fulfill({ status: 409, json: refusal }) : route.fallback(),
    );
    stage.expected.push(/^409 of POST .*\/trash/);
    await page.getByRole("button", { name: `move ${second} to the trash` }).click();
    await page.getByText("Not now.").waitFor();
    stage.expected.push(/^404 of GET \/api\/runs\/0003-copy\//); // its picture, where the list asks while it goes
    cpSync(join(runs, second), join(runs, "0003-copy"), { recursive: true });
    await row("0003-copy").waitFor();
    const list = page.waitForResponse(/\/api\/trash/); // it is read anew when runs come and go
    rmSync(join(runs, "0003-copy"), { recursive: true });
    await row("0003-copy").waitFor({ state: "detached" });
    await list;
    expect(await page.getByText("Not now.").count()).toBe(1);
    await wear(page, "light", "zh");
    await page.getByText("现在不行。").waitFor();
    await wear(page, "light", "en");
    await page.unrouteAll();
    await page.getByRole("button", { name: "Dismiss" }).press("Enter");
    await expect.poll(focused).toBe("Runs");
  });

  test("the chosen ones together, and one of them back from the list of the trash", async () => {
    const { page } = stage;
    for (const id of [first, second]) await page.getByRole("checkbox", { name: `choose ${id} to compare` }).check();
    await page.getByRole("button", { name: "Move to the trash", exact: true }).last().click();
    await page.getByText("2 runs are in the trash.").first().waitFor();
    await page.getByText("No runs yet").waitFor();
    await page.getByRole("button", { name: "Dismiss" }).click();
    await page.getByText("Trash (2)").click();
    await page.getByRole("button", { name: `restore ${first}` }).click();
    await row(first).waitFor();
    await expect.poll(focused).toBe(first);
    await page.getByText("Trash (1)").waitFor();
    expect((await gantry(["runs", "restore"], folder)).out).toMatch(new RegExp(`^${second} `));
  });

  test("both themes and languages; nothing complained", async () => {
    const { page } = stage;
    await stage.show("#/?trash=1&lang=en");
    await page.getByRole("button", { name: `edit note and tags of ${first}` }).click();
    await expectAccessible(page);
    await wear(page, "dark", "zh");
    await page.getByRole("button", { name: `恢复 ${second}` }).waitFor();
    await expectAccessible(page);
    await wear(page, "light", "en");
    expect(stage.complaints).toEqual([]);
  });

  describe("a run that trains", () => {
    let training: Running;
    const id = "live";
    beforeAll(async () => {
      const words = ["train", "ring8", "--minutes", "10", "--run", id, "--threads", "1", "--no-autotune", "--json"];
      training = start(process.execPath, [MAIN, ...words, "--progress", "json"], folder);
      await training.said(/"step"/);
    });

    test("cannot go to the trash: stop it first; then it can", async () => {
      const { page } = stage;
      await stage.show("#/?lang=en");
      const button = page.getByRole("button", { name: `move ${id} to the trash` });
      await button.waitFor();
      expect(await button.isDisabled()).toBe(true);
      const refused = await post(`/api/runs/${id}/trash`, {});
      expect([refused.status, codeOf(refused)]).toEqual([409, "E521"]);
      expect(String(refused.body)).toContain("Stop it first");
      const said = await gantry(["runs", "trash", id], folder);
      expect([said.code, said.err.includes("E521"), existsSync(join(stage.runs, id))]).toEqual([2, true, true]);
      expect((await post(`/api/runs/${id}/note`, { note: "while it trains" })).status).toBe(200);
      expect((await post(`/api/runs/${id}/requests`, { type: "stop" })).status).toBe(202);
      await training.ended;
      await expect.poll(() => button.isDisabled()).toBe(false);
      await row(id).getByText("while it trains").waitFor();
      const trashed = await post(`/api/runs/${id}/trash`, {});
      const { entry } = JSON.parse(String(trashed.body)) as { entry: string };
      expect(trashed.status).toBe(200);
      expect((await post(`/api/trash/${entry}/restore`, {})).status).toBe(200);
      expect((await post(`/api/trash/${entry}/restore`, {})).status).toBe(404);
      expect((await post("/api/trash/..%2f..%2fruns/restore", {})).status).toBe(404);
    });
  });
});
