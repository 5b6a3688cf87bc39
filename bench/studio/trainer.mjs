/**
 * @file What the page costs who trains: processor time (user and system) of the training's own process for a step, with
 * its Live view open, with nobody looking, and with the browser as busy at something else, by turns. A server is there in
 * all. The last says what sharing cores and caches costs by itself. A measurement: it fails on faults of the page alone.
 * Linux, by /proc.
 *
 *   node bench/studio/trainer.mjs [rounds] [seconds a window] [apart]
 *
 * `apart`: the training has a core of its own (taskset), so that it shares caches with nobody, and nobody's turns are taken
 * from it; what is left is what the page costs it by itself.
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { openPage } from "./browser.mjs";
import { median } from "./median.mjs";

const [rounds = 8, seconds = 15] = process.argv.slice(2, 4).map(Number);
const apart = process.argv[4] === "apart";
const folder = mkdtempSync(join(tmpdir(), "gantry-bench-trainer-"));
const runs = join(folder, "runs");
const main = join(import.meta.dirname, "../../dist/node/main.js");
const words = "train strokes --width 16 --batch 16 --threads 1 --no-autotune --steps 10000000 --eval-every 0";
const paces = "--sample-every 50 --save-every 1000000 --progress none --preview off --quiet --run watched";
const [first, ...rest] = [...(apart ? ["taskset", "-c", "0"] : []), process.execPath, main];
if (apart) execFileSync("taskset", ["-a", "-p", "-c", `1-${availableParallelism() - 1}`, String(process.pid)]);
const trainer = spawn(first, [...rest, ...words.split(" "), ...paces.split(" ")], {
  cwd: folder,
  stdio: ["ignore", "ignore", "inherit"],
});
/** Linux counts in hundredths of a second. */
const TICKS = 100;

/** Processor seconds of a process so far, and the step it is at. */
function now() {
  const stat = readFileSync(`/proc/${trainer.pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const log = readFileSync(join(runs, "watched/metrics.jsonl"), "utf8").trimEnd();
  const { step } = JSON.parse(log.slice(log.lastIndexOf("\n") + 1));
  return { cpu: (Number(fields[11]) + Number(fields[12])) / TICKS, step };
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

async function stepsReached(step) {
  for (;;) {
    if (trainer.exitCode !== null) throw new Error(`the training ended with ${trainer.exitCode}`);
    try {
      if (now().step >= step) return;
    } catch {
      // not begun
    }
    await wait(200);
  }
}

/** @returns processor milliseconds a step over a window */
async function window() {
  const before = now();
  await wait(seconds * 1000);
  const after = now();
  return ((after.cpu - before.cpu) / (after.step - before.step)) * 1000;
}

const settle = () => wait(2000);
const spread = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.round((sorted.length - 1) * share)].toFixed(4);
  return `median ${median(values).toFixed(4)}, middle half ${at(0.25)}–${at(0.75)}, all ${at(0)}–${at(1)}`;
};

try {
  await stepsReached(50);
  const { page, faults, close } = await openPage(runs, "#/run/watched/live");
  const [home] = page.url().split("#");
  const look = async () => {
    await page.goto(`${home}#/run/watched/live`);
    await page.waitForSelector(".grid-figure img");
    await settle();
  };
  const leave = async () => {
    await page.goto("about:blank");
    await settle();
  };
  const session = await page.context().browser().newBrowserCDPSession();
  const browserSeconds = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  /** Of a core, that the browser takes with the page open. */
  let share = 0;
  const elsewhere = async () => {
    await leave();
    await page.evaluate(burn, share);
    await settle();
  };
  const ways = { alone: leave, watched: look, elsewhere };
  const found = { alone: [], watched: [], elsewhere: [] };
  for (let i = 0; i < rounds; i += 1) {
    for (const way of i % 2 === 0 ? ["alone", "watched", "elsewhere"] : ["watched", "elsewhere", "alone"]) {
      await ways[way]();
      const before = await browserSeconds();
      found[way].push(await window());
      if (way === "watched") share = ((await browserSeconds()) - before) / seconds;
    }
    const told = Object.entries(found).map(([way, values]) => `${values[i].toFixed(3)} ${way}`);
    console.log(
      `  round ${i + 1}: ${told.join(", ")} ms/step; the browser took ${(100 * share).toFixed(1)} % of a core`,
    );
  }
  console.log(`processor time a step, ${rounds} rounds of ${seconds} s, at step ${now().step}`);
  for (const way of ["watched", "elsewhere"]) {
    console.log(`  ${way}/alone: ${spread(found[way].map((value, i) => value / found.alone[i]))}`);
  }
  for (const fault of faults) console.log(`  fault: ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
  await close();
} finally {
  trainer.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** In a page: takes so much of a core, in stretches of a frame, and memory as drawing does. */
function burn(share) {
  const numbers = new Float32Array(1 << 18);
  setInterval(() => {
    const end = performance.now() + 16 * share;
    while (performance.now() < end) for (let i = 0; i < numbers.length; i += 16) numbers[i] += 1;
  }, 16);
}
