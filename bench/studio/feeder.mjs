/**
 * @file Many runs that are being trained, as far as their folders tell: one process holds them all and logs a row a
 * second in each. Says `{"runs":50}` when they stand; ends by a signal.
 *
 *   node bench/studio/feeder.mjs <folder> [runs]
 */
import { createRun } from "gantry/store/node";
import { benchRecord } from "./bench-record.mjs";

const [root, count = "50"] = process.argv.slice(2);
const RATE_MS = 1000;
const columns = ["lossD", "lossG", "dReal", "dFake", "gradientD", "gradientG", "updateD", "updateG", "accuracyD"];

const runs = [];
for (let i = 0; i < Number(count); i += 1) {
  runs.push(await createRun({ root, name: `live-${String(i).padStart(2, "0")}`, record: benchRecord }));
}

let step = 0;
async function feed() {
  step += 1;
  for (const [i, run] of runs.entries()) {
    const values = Object.fromEntries(columns.map((name, k) => [name, Math.sin(step / (k + 3) + i)]));
    await run.metrics({ step, images: step * 64, ...values });
    await run.status({ state: "training", step, steps: 1_000_000, verdict: null });
  }
}

await feed();
console.log(JSON.stringify({ runs: runs.length }));
setInterval(() => void feed(), RATE_MS);
