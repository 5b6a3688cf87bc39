/** @file A report in the system's Chromium, opened from the disk with the network cut. */
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import type { Borrowed } from "../browser/chromium.ts";
import { showPlace } from "../browser/show-place.ts";

export interface OpenedReport {
  readonly page: Page;
  /** Whatever went out, was refused by the page's policy or went wrong: to be empty in the end. */
  readonly complaints: string[];
  readonly show: (hash: string) => Promise<void>;
}

/** @param address of the file, or where a server has it */
export async function openReport(browser: Borrowed, address: string, offline = true): Promise<OpenedReport> {
  const context = await browser.newContext({
    ...{ viewport: { width: 1280, height: 860 }, acceptDownloads: true, locale: "en-GB" },
    offline,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`)); // refusals of the policy too
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const url = /^https?:/.test(address) ? address : pathToFileURL(address).href;
  page.on("request", (request) => {
    const within = /^(data|blob):/.test(request.url()) || request.url().split("#")[0] === url.split("#")[0];
    if (!within) complaints.push(`request to ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints, show: (hash) => showPlace(page, hash) };
}

/** What a report's page holds, read as Node reads a file. @param html its text */
export function heldIn(html: string): { readonly json: string; readonly text: (id: string) => string | undefined } {
  const text = (id: string): string | undefined =>
    new RegExp(`<script type="[\\w/]+" id="${id}">([^<]*)</script>`).exec(html)?.[1];
  return { json: text("gantry-report") as string, text };
}
