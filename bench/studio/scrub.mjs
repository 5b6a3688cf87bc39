/**
 * @file Scrubbing a run of 10,000 sample sheets of 64 cells in Chromium: how many different sheets a second reach the
 * canvas while the slider is dragged over all of them, and how much memory the page holds.
 *
 *   node bench/studio/scrub.mjs [--steps 10000] [--seconds 10] [--size 28]
 *
 * The sheets are as a run writes them (8 × 8 cells, enlarged as those of that size are); 200 of them differ, and each of
 * the 10,000 files is a link to one, so that the disk need not hold a gigabyte. To the page each is a file of its own.
 */
import { link, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createRun } from "gantry/store/node";
import { composeGrid } from "gantry/views";
import { encodePng } from "gantry/views/node";
import { heapOf, openPage, residentOf } from "./browser.mjs";

const { values } = parseArgs({
  options: {
    steps: { type: "string", default: "10000" },
    seconds: { type: "string", default: "10" },
    size: { type: "string", default: "28" },
  },
});
const [steps, seconds, size] = [Number(values.steps), Number(values.seconds), Number(values.size)];
const DIFFERENT = 200;

const runs = await mkdtemp(join(tmpdir(), "gantry-scrub-"));
try {
  await makeRun(runs);
  const { page, faults, close } = await openPage(runs, "#/run/scrub/samples");
  try {
    await page.waitForSelector(".sheet canvas[data-drawn]", { timeout: 60_000 });
    for (const way of ["across", "neighbours"])
      report(way, await page.evaluate(scrub, { way, seconds }), await memory(page));
    if (faults.length > 0) throw new Error(faults.join("\n"));
  } finally {
    await close();
  }
} finally {
  await rm(runs, { recursive: true });
}

async function makeRun(root) {
  const data = { name: "blobs", spec: "blobs", kind: "images", shape: [1, size, size], count: 1, fingerprint: "0" };
  const record = { recipe: "dcgan", data, seed: 0, device: "cpu", threads: 1, config: {}, versions: {} };
  const run = await createRun({ root, name: "scrub", record });
  const grid = { kind: "images", count: 64, columns: 8, rows: 8, seed: 0 };
  await run.sample(0, null, grid);
  await run.status({ state: "done", step: steps - 1, steps });
  await run.close();
  const folder = join(root, "scrub", "samples");
  await mkdir(join(root, ".sheets"), { recursive: true });
  for (let i = 0; i < DIFFERENT; i += 1) await writeFile(join(root, ".sheets", `${i}.png`), sheet(i));
  for (let step = 0; step < steps; step += 1) {
    await link(join(root, ".sheets", `${step % DIFFERENT}.png`), join(folder, `${String(step).padStart(6, "0")}.png`));
  }
}

/** Noisy blobs that wander: a PNG of them is about as large as of digits halfway through training. */
function sheet(seed) {
  const images = new Uint8Array(64 * size * size);
  for (let i = 0; i < images.length; i += 1) {
    const cell = Math.floor(i / (size * size));
    const [x, y] = [(i % size) / size - 0.5, Math.floor((i % (size * size)) / size) / size - 0.5];
    const [u, v] = [0.3 * Math.sin(cell + seed / 9), 0.3 * Math.cos(2 * cell + seed / 7)];
    const noise = (Math.imul(i + 1, 2654435761) >>> 3) ^ Math.imul(seed, 40503);
    images[i] = Math.min(255, 230 * Math.exp(-20 * ((x - u) ** 2 + (y - v) ** 2)) + ((noise >>> 5) & 15));
  }
  return encodePng(composeGrid(images, [64, 1, size, size], { scale: Math.max(1, Math.floor(64 / size)) }));
}

/** In the page: moves the slider with each frame of the screen, and counts frames and the sheets that were drawn. */
function scrub({ way, seconds }) {
  const slider = document.querySelector("input[data-scrub]");
  const canvas = document.querySelector(".sheet canvas");
  const { drawImage } = CanvasRenderingContext2D.prototype;
  let drawn = 0;
  CanvasRenderingContext2D.prototype.drawImage = function (...given) {
    if (this.canvas === canvas) drawn += 1;
    return drawImage.apply(this, given);
  };
  const last = Number(slider.max);
  const start = performance.now();
  const times = [start];
  return new Promise((resolve) => {
    requestAnimationFrame(function frame(now) {
      times.push(now);
      const elapsed = (now - start) / 1000;
      if (elapsed > seconds) {
        CanvasRenderingContext2D.prototype.drawImage = drawImage;
        resolve({ drawn, seconds: elapsed, times });
        return;
      }
      // there and back over all of it in four seconds, or one after the other
      const share = Math.abs(((elapsed / 2 + 1) % 2) - 1);
      const index = way === "across" ? Math.round(share * last) : (times.length * 1 + 100) % last;
      slider.value = String(index);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      requestAnimationFrame(frame);
    });
  });
}

async function memory(page) {
  return { ...(await heapOf(page)), resident: await residentOf(page) };
}

function report(way, { drawn, seconds: took, times }, { peak, kept, resident }) {
  const gaps = times
    .slice(1)
    .map((time, i) => time - times[i])
    .sort((a, b) => a - b);
  const row = {
    bench: "studio-scrub",
    way,
    steps,
    cells: 64,
    size,
    sheetsASecond: Math.round((10 * drawn) / took) / 10,
    framesASecond: Math.round((10 * gaps.length) / took) / 10,
    slowestFrameMs: Math.round(gaps.at(-1)),
    frame99Ms: Math.round(10 * gaps[Math.floor(gaps.length * 0.99)]) / 10,
    heapMB: Math.round(peak),
    heapKeptMB: Math.round(kept),
    residentMB: resident === null ? null : Math.round(resident),
  };
  process.stdout.write(`${JSON.stringify(row)}\n`);
}
