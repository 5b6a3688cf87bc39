/** @file What the Studio's benches share: a server over a folder, the system's Chromium, the page's memory. */
import { readFileSync } from "node:fs";
import { openStudio } from "gantry/studio/node";
import { chromium } from "playwright-core";

const QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

/** @returns the page at a hash, where the Studio is, and how to end it all */
export async function openPage(runs, hash) {
  const studio = await openStudio({ runs, version: "bench", port: 0, ...pageOption() });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-sync", "--enable-precise-memory-info", ...QUIET],
  });
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(studio.url);
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  const close = async () => {
    await browser.close();
    await studio.close();
  };
  return { page, faults, close, origin: new URL(studio.url).origin };
}

/** Another build of the page than the package's own. */
const pageOption = () => (process.env.STUDIO_PAGE === undefined ? {} : { page: process.env.STUDIO_PAGE });

/** JavaScript's heap, after collecting and before, in MB. */
export async function heapOf(page) {
  const session = await page.context().newCDPSession(page);
  const before = await page.evaluate(() => performance.memory.usedJSHeapSize);
  await session.send("HeapProfiler.collectGarbage");
  const after = await page.evaluate(() => performance.memory.usedJSHeapSize);
  return { peak: before / 1e6, kept: after / 1e6 };
}

/** Resident memory of the page's own process (pictures included), in MB; null where there is no /proc. */
export async function residentOf(page) {
  const browser = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => residentOfProcess(id));
  return sizes.includes(null) ? null : Math.max(...sizes);
}

function residentOfProcess(id) {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, "utf8"));
    return Number(kilobytes) / 1e3;
  } catch {
    return null;
  }
}
