// Trains `dcgan` on 200 Twemoji at 32 pixels with and without DiffAugment, and measures what it saves: quality on
// pictures that were not trained on, and how near samples lie to those that were.
//
//   npm run build && node bench/behaviour/small-data.mjs [steps] [seed] [variants] [extra settings as JSON]
//
// One thread; the variants (`none,diffaugment` unless others are named, `auto` is another) train one after the other
// for the same number of steps. Skin tones are left out, and of the rest 200 are drawn for training and 500 others
// held out. Measured in SqueezeNet's features on 500 samples: the Fréchet distance to the 200 and to the 500, and
// the share of samples that are nearer to a trained picture than a held-out picture is (½: as fresh pictures are; 1:
// copies). Pictures and weights are found in GANTRY_DATA or ../shared/data. Prints, and adds to
// bench/results/behaviour/small-data.json (RESULTS names another file).
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { arch, availableParallelism, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { randomSource } from "gantry/base";
import { train } from "gantry/training/node";

const [steps = "2000", seed = "0", variants = "none,diffaugment", extra = "{}"] = process.argv.slice(2);
const shared = resolve(process.env.GANTRY_DATA ?? "../shared/data");
const archive = join(shared, "images/twemoji-72x72-v17.0.2.tar.gz");
const weights = join(shared, "weights/squeezenet-v1.1-notop.safetensors");
const results = process.env.RESULTS ?? "bench/results/behaviour/small-data.json";
for (const file of [archive, weights]) {
  if (existsSync(file)) continue;
  console.error(`skipped: no ${file}; set GANTRY_DATA`);
  process.exit(0);
}

const [TRAINED, HELD_OUT, SAMPLES] = [200, 500, 500];

/** Two folders of pictures, none of them in both. */
function pictures(work) {
  const all = join(work, "all");
  mkdirSync(all);
  execFileSync("tar", ["xzf", archive, "-C", all]);
  const names = readdirSync(all, { recursive: true })
    .filter((name) => name.endsWith(".png") && !/1f3f[b-f]/.test(name))
    .sort();
  const random = randomSource({ seed: 200, stream: "small-data", counter: 0 });
  for (let i = 0; i < TRAINED + HELD_OUT; i += 1) {
    const j = i + random.below(names.length - i);
    [names[i], names[j]] = [names[j], names[i]];
  }
  const copy = (folder, chosen) => {
    mkdirSync(join(work, folder));
    for (const name of chosen) cpSync(join(all, name), join(work, folder, name.split("/").at(-1)));
    return join(work, folder);
  };
  return {
    trained: copy("trained", names.slice(0, TRAINED)),
    heldOut: copy("held-out", names.slice(TRAINED, TRAINED + HELD_OUT)),
  };
}

const work = mkdtempSync(join(tmpdir(), "gantry-small-"));
const { trained, heldOut } = pictures(work);
const common = {
  recipe: "dcgan",
  size: 32,
  channels: 3,
  seed: Number(seed),
  steps: Number(steps),
  threads: 1,
  evalEvery: 0,
};

/** What `gantry evaluate` measures. */
function measured(run, against, metrics, ...more) {
  const words = ["evaluate", run, "--against", against, ...more, "--metrics", metrics, "--json"];
  const options = ["--features", `squeezenet:${weights}`, "--n", String(SAMPLES), "--seed", "1", "--threads", "1"];
  const main = resolve(import.meta.dirname, "../../dist/cli/main.js");
  const images = ["--size", "32", "--channels", "3"];
  const out = execFileSync(process.execPath, [main, ...words, ...options, ...images], { encoding: "utf8" });
  return JSON.parse(out.trim().split("\n").at(-1));
}

async function tried(augment) {
  const began = performance.now();
  let last = {};
  let [run, step, diversity, verdict] = [null, 0, 0, null];
  const settings = { ...common, augment, ...JSON.parse(extra) };
  for await (const event of train({ data: trained, out: join(work, "runs"), run: augment, ...settings })) {
    if (event.type === "metrics") last = event.values;
    if (event.type === "verdict") verdict = event.verdict.word;
    if (event.type === "sample") ({ diversity } = event);
    if (event.type === "sample") console.error(`${augment} step ${event.step}  diversity ${diversity.toFixed(2)}`);
    if (event.type === "end") ({ run, step } = event);
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  const onTrained = measured(run, trained, "frechet,memorised", "--held-out", heldOut);
  const onHeldOut = measured(run, heldOut, "frechet");
  console.error(`the run: ${run}`);
  return {
    ...{ settings, step, seconds, verdict, diversity },
    ...{ dReal: last.dReal, dFake: last.dFake },
    frechetToTrained: onTrained.frechet,
    frechetToHeldOut: onHeldOut.frechet,
    ...{ closer: onTrained.closer, closerZ: onTrained.closerZ, copies: onTrained.copies },
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
    machine: process.env.BENCH_MACHINE ?? `${availableParallelism()} cores, ${arch()}`,
  };
}

const before = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : {};
const tries = { ...before.tries };
mkdirSync(dirname(results), { recursive: true });
for (const augment of variants.split(",")) {
  tries[`${augment} seed ${seed} steps ${steps}`] = await tried(augment);
  const all = {
    workload: "dcgan on 200 Twemoji of 32×32",
    trained: TRAINED,
    heldOut: HELD_OUT,
    samples: SAMPLES,
    tries,
  };
  writeFileSync(results, `${JSON.stringify(all, null, 2)}\n`);
}
console.log(JSON.stringify(tries));
