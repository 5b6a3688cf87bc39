// The published numbers that a GAN is compared by, measured here: three seeds each, the best checkpoint and the last.
//
//   npm run build && node bench/quality/headline.mjs <folder for the runs> [parzen|mnist|stacked …]
//
// One thread a run, so that a time is processor time and several can go side by side. A run that ended is not trained
// again, one that was broken off is resumed. SEEDS=1 takes one seed, PARZEN_STEPS fewer steps than the recipe's 60,000.
// Prints a line of JSON for each checkpoint that was measured; those of all parts are bench/results/headline.json.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const gantry = fileURLToPath(new URL("../../dist/node/main.js", import.meta.url));
const data = resolve(process.env.GANTRY_DATA ?? "../shared/data");
const judge = `${join(data, "weights/mnist.onnx")}:Pooling160_Output_0`;
const [out, ...asked] = process.argv.slice(2);

const SEEDS = (process.env.SEEDS ?? "0,1,2").split(",");
const PARTS = {
  /** Goodfellow et al. 2014: 225 ± 2. */
  parzen: {
    train: ["mnist", "--recipe", "gan-2014", "--steps", process.env.PARZEN_STEPS ?? "60000", "--eval-every", "5000"],
    measures: [["--against", "mnist", "--split", "test", "--metrics", "parzen"]],
  },
  mnist: {
    train: ["mnist", "--recipe", "dcgan", "--steps", "6000", "--eval-every", "1000"],
    measures: [
      ["--against", "mnist", "--split", "test", "--metrics", "frechet,kid,score,prdc"],
      ["--against", "mnist", "--split", "test", "--metrics", "frechet,prdc", "--features", judge],
    ],
  },
  /** The set-up of Metz et al. 2017: D a quarter as wide as G. */
  stacked: {
    train: ["stacked-mnist", "--recipe", "dcgan", "--d-width", "8", "--steps", "5000", "--eval-every", "1000"],
    measures: [["--n", "26000", "--metrics", "modes"]],
  },
};

function call(words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [gantry, ...words, "--json"], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, GANTRY_DATA: data },
  });
  if (status !== 0) throw new Error(`gantry ${words.join(" ")} ended with ${status}: ${stdout.slice(-500)}${stderr}`);
  return stdout;
}

function trained(part, seed) {
  const [run, { train }] = [join(out, `${part}-${seed}`), PARTS[part]];
  const steps = train[train.indexOf("--steps") + 1];
  const status = join(run, "status.json");
  if (!existsSync(status)) {
    call(["train", ...train, "--seed", seed, "--threads", "1", "--out", out, "--run", `${part}-${seed}`]);
  } else if (JSON.parse(readFileSync(status, "utf8")).step < Number(steps)) {
    call(["resume", run, "--steps", steps]);
  }
  return run;
}

for (const part of asked.length === 0 ? Object.keys(PARTS) : asked) {
  for (const seed of SEEDS) {
    const run = trained(part, seed);
    for (const checkpoint of ["best", "last"]) {
      for (const measure of PARTS[part].measures) {
        const row = JSON.parse(call(["evaluate", run, "--checkpoint", checkpoint, "--threads", "1", ...measure]));
        console.log(JSON.stringify({ part, runSeed: Number(seed), checkpoint, ...row }));
      }
    }
  }
}
