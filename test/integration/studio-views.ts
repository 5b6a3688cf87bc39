/** @file The Studio's server over runs of a test's own, and its page in the system's Chromium. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { openStudio, Studio } from "gantry/studio/node";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { type Borrowed, borrow } from "../browser/chromium.ts";
import { showPlace } from "../browser/show-place.ts";
import { freshFolder, gantry } from "./gantry-process.ts";
import { type Answer, type Asked, send } from "./studio-process.ts";

const dist = join(import.meta.dirname, "../../dist");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export interface Stage {
  /** The folder of runs. */
  readonly runs: string;
  readonly page: Page;
  /** Errors of the console and of scripts, requests to elsewhere, and refusals: to be empty in the end. */
  readonly complaints: string[];
  /** Of `complaints`, what a test brings about: said before, `/^404 of GET \/api\/runs\/gone/`. */
  readonly expected: RegExp[];
  /** Shows a view: `#/run/0001-strokes-dcgan/samples`. */
  readonly show: (hash: string) => Promise<void>;
  /** Another page, which runs a script before any of ours. */
  readonly another: (script: () => void) => Promise<Opened>;
  readonly close: () => Promise<void>;
}

type Opened = Pick<Stage, "page" | "complaints" | "expected" | "show">;

/** @param trainings words of `gantry train`, one list a run; they are numbered in this order */
export async function openStage(trainings: readonly (readonly string[])[]): Promise<Stage> {
  const folder = freshFolder();
  for (const words of trainings) {
    const { code, err } = await gantry(["train", ...words, "--no-autotune", "--threads", "1", "--quiet"], folder);
    if (code !== 0) throw new Error(`gantry train ${words.join(" ")}: ${code}\n${err}`);
  }
  const runs = join(folder, "runs");
  // As it is installed: its threads are files of their own
  const server = (await import(join(dist, "node/studio.node.js"))) as { readonly openStudio: typeof openStudio };
  const studio = await server.openStudio({ runs, version: "test", port: 0, page: join(dist, "studio/page") });
  const browser = await borrow();
  const opened = await openStudioPage(browser, studio);
  const close = async (): Promise<void> => {
    await browser.close();
    await studio.close();
  };
  const another = (script: () => void): ReturnType<Stage["another"]> => openStudioPage(browser, studio, script);
  return { runs, ...opened, another, close };
}

/** A page of its own context, with the studio's cookie. */
async function openStudioPage(browser: Borrowed, studio: Studio, script: () => void = () => {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, acceptDownloads: true });
  const tab = await context.newPage();
  await tab.addInitScript(script);
  const [complaints, expected]: [string[], RegExp[]] = [[], []];
  const complain = (said: string): void => {
    if (!expected.some((pattern) => pattern.test(said))) complaints.push(said);
  };
  const { origin } = new URL(studio.url);
  tab.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !["data:", "blob:"].includes(url.protocol)) complain(`request to ${url.href}`);
  });
  tab.on("response", (reply) => {
    const path = new URL(reply.url()).pathname;
    if (reply.status() >= 400) complain(`${reply.status()} of ${reply.request().method()} ${path}`);
  });
  tab.on("pageerror", (error) => complain(`uncaught: ${error.message}`));
  tab.on("console", (message) => {
    const refusal = message.text().startsWith("Failed to load resource: the server responded"); // said above, with its path
    if (message.type() === "error" && !refusal) complain(message.text());
  });
  await tab.goto(studio.url);
  return { page: tab, complaints, expected, show: (hash) => showPlace(tab, hash) };
}

/** The same as `expectAccessible`, dark in Chinese and light in English; that is what is shown afterwards. */
export async function expectAccessibleBothWays(tab: Page): Promise<void> {
  for (const [theme, language] of [
    ["dark", "zh"],
    ["light", "en"],
  ] as const) {
    await wear(tab, theme, language);
    await expectAccessible(tab);
  }
}

/** Nothing that axe calls serious or worse, in the theme and language that are shown. */
export async function expectAccessible(tab: Page): Promise<void> {
  // not as a script element, which the page's policy refuses
  if (!(await tab.evaluate(() => "axe" in globalThis))) await tab.evaluate(axe);
  const found = await tab.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: Axe }).axe;
    const { violations } = await run({ resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
  });
  expect(found).toEqual([]);
}

interface Axe {
  readonly run: (options: { readonly resultTypes: readonly string[] }) => Promise<{ violations: Violation[] }>;
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Light and English, dark and Chinese. */
export async function wear(tab: Page, theme: "light" | "dark", language: "en" | "zh"): Promise<void> {
  await tab.emulateMedia({ colorScheme: theme });
  await tab.evaluate((lang) => {
    const [path, query = ""] = location.hash.split("?");
    const search = new URLSearchParams(query);
    search.set("lang", lang);
    location.hash = `${path}?${search}`;
  }, language);
  await tab.waitForFunction((lang) => document.documentElement.lang.startsWith(lang), language);
}

/** Asks the server as the page does, byte for byte: with its cookie. */
export async function askAs({ page }: Pick<Stage, "page">, path: string, asked: Asked = {}): Promise<Answer> {
  const { origin, port } = new URL(page.url());
  const cookies = await page.context().cookies(origin);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  return send(Number(port), path, { ...asked, headers: { cookie, ...asked.headers } });
}

export const postAs = (stage: Pick<Stage, "page">, path: string, body: unknown): Promise<Answer> =>
  askAs(stage, path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-gantry-studio": "1" },
    body: JSON.stringify(body),
  });
