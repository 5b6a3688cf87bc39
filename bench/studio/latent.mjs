/**
 * @file Dragging over the seed pad of a 28 × 28 DCGAN in Chromium: how many pictures a second the generator draws in its
 * worker while the pointer moves with each frame of the screen, and how late they are.
 *
 *   node bench/studio/latent.mjs [run's folder] [--width 64] [--seconds 10]
 *
 * Without a run it trains `strokes` for two steps: how long a picture takes does not depend on how good it is.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { heapOf, openPage, residentOf } from "./browser.mjs";
import { median } from "./median.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { width: { type: "string" }, seconds: { type: "string", default: "10" } },
});
const seconds = Number(values.seconds);
const made = positionals.length === 0 ? await mkdtemp(join(tmpdir(), "gantry-latent-")) : null;
try {
  const run = resolve(positionals[0] ?? (await trained(made)));
  const { page, faults, close } = await openPage(dirname(run), `#/run/${basename(run)}/latent`);
  try {
    await page.waitForFunction(() => Number(document.querySelector("[data-pictures]")?.dataset.pictures) > 0, null, {
      timeout: 120_000,
    });
    await page.waitForTimeout(3000); // the map's own pictures are drawn
    const measured = await page.evaluate(drag, seconds);
    report(run, measured, { ...(await heapOf(page)), resident: await residentOf(page) });
    if (faults.length > 0) throw new Error(faults.join("\n"));
  } finally {
    await close();
  }
} finally {
  if (made !== null) await rm(made, { recursive: true });
}

async function trained(runs) {
  const main = join(import.meta.dirname, "../../dist/node/main.js");
  const width = values.width === undefined ? [] : ["--width", values.width];
  const options = ["--steps", "2", "--batch", "4", "--no-autotune", "--out", runs, ...width];
  await promisify(execFile)(process.execPath, [main, "train", "strokes", "--size", "28", ...options]);
  return join(runs, (await readdir(runs))[0]);
}

/** In the page: drags in circles, and notes when pictures were drawn. */
function drag(seconds) {
  const pad = document.querySelector(".pad");
  const cost = document.querySelector("[data-pictures]");
  const { left, top, width, height } = pad.getBoundingClientRect();
  const at = (angle) => ({
    clientX: left + width / 2 + 60 * Math.cos(angle) + 4 * angle,
    clientY: top + height / 2 + 60 * Math.sin(angle),
    pointerId: 1,
    button: 0,
    bubbles: true,
  });
  pad.setPointerCapture = () => {};
  pad.dispatchEvent(new PointerEvent("pointerdown", at(0)));
  const shown = [];
  const own = [];
  const watch = new MutationObserver(() => {
    shown.push(performance.now());
    own.push(Number.parseFloat(/[\d.]+/.exec(cost.textContent)?.[0] ?? "NaN"));
  });
  watch.observe(cost, { attributes: true, attributeFilter: ["data-pictures"] });
  const start = performance.now();
  const frames = [start];
  return new Promise((resolve) => {
    requestAnimationFrame(function frame(now) {
      frames.push(now);
      pad.dispatchEvent(new PointerEvent("pointermove", at((now - start) / 500)));
      if (now - start < 1000 * seconds) {
        requestAnimationFrame(frame);
        return;
      }
      pad.dispatchEvent(new PointerEvent("pointerup", at(0)));
      watch.disconnect();
      const where = document.querySelectorAll(".latent-cost span")[1]?.textContent ?? "";
      resolve({ shown, own, frames, seconds: (now - start) / 1000, where });
    });
  });
}

function report(run, { shown, own, frames, seconds: took, where }, { kept, resident }) {
  const gaps = shown.slice(1).map((time, i) => time - shown[i]);
  const sorted = [...gaps].sort((a, b) => a - b);
  const round = (value) => Math.round(10 * value) / 10;
  const row = {
    bench: "studio-latent",
    run: basename(run),
    device: where,
    picturesASecond: round(shown.length / took),
    framesASecond: round(frames.length / took),
    generatorMs: round(median(own)),
    betweenMs: round(median(gaps)),
    between99Ms: round(sorted[Math.floor(sorted.length * 0.99)]),
    heapKeptMB: Math.round(kept),
    residentMB: resident === null ? null : Math.round(resident),
  };
  process.stdout.write(`${JSON.stringify(row)}\n`);
}
