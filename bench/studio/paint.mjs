/**
 * @file How soon there is something to see, and what has to come for it: first contentful paint of the list, charts drawn and
 * the picture there in Live, after an empty page each; scripts and styles of these two, and of all views, by gzip.
 *
 *   node bench/studio/paint.mjs [times]
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { openPage } from "./browser.mjs";
import { median } from "./median.mjs";

const [times = 7] = process.argv.slice(2).map(Number);
const dist = join(import.meta.dirname, "../../dist");
const assets = join(dist, "studio/page/assets");
/** ONNX Runtime, and the worker that holds it, come with the first generator. */
const NOT_THE_PAGE = /^(ort\.|latent\.worker)/;
const runs = mkdtempSync(join(tmpdir(), "gantry-paint-"));

const kB = (names) =>
  names
    .filter((name) => !NOT_THE_PAGE.test(name) && /\.(js|css)$/.test(name))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name)), { level: 9 }).length, 0) / 1000;

try {
  const words = ["train", "strokes", "--steps", "200", "--width", "8", "--batch", "8", "--no-autotune", "--out", runs];
  await promisify(execFile)(process.execPath, [join(dist, "node/main.js"), ...words]);
  const [run] = readdirSync(runs);
  const { page, faults, close, origin } = await openPage(runs, "#/");
  const [first, charts] = [[], []];
  const asked = new Set();
  page.on("request", (request) => asked.add(request.url().split("/").at(-1)));
  for (let i = 0; i < times; i += 1) {
    for (const [hash, list] of [
      ["#/", first],
      [`#/run/${run}/live`, charts],
    ]) {
      await page.goto("about:blank");
      await page.goto(`${origin}/${hash}`);
      list.push(await (await page.waitForFunction(list === first ? painted : drawn)).jsonValue());
    }
  }
  await close();
  console.log(`first paint of the list: median ${median(first).toFixed(0)} ms (${first.map(Math.round).join(", ")})`);
  console.log(
    `Live, pictures and charts: median ${median(charts).toFixed(0)} ms (${charts.map(Math.round).join(", ")})`,
  );
  console.log(
    `gzip, the list and Live: ${kB([...asked]).toFixed(1)} kB; all views: ${kB(readdirSync(assets)).toFixed(1)} kB`,
  );
  if (faults.length > 0) throw new Error(faults.join("\n"));
} finally {
  rmSync(runs, { recursive: true });
}

/** In the page: milliseconds since the navigation until its first content was painted, once it was. */
function painted() {
  return performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
}

/** In the page: milliseconds since the navigation once the picture and six charts are there. */
function drawn() {
  const picture = document.querySelector(".grid-figure img");
  return picture?.complete === true && document.querySelectorAll(".plot canvas").length > 5 && performance.now();
}
