// Trains `dcgan` on 200 Twemoji at 32 pixels with and without DiffAugment, and measures over the course what it saves:
// quality on pictures that were not trained on, what D says of those, and how near samples lie to the trained ones.
//
//   npm run build && node bench/behaviour/small-data.mjs [steps] [seed] [variants] [extra settings as JSON]
//
// One thread; ten minutes for each of the variants (`none,diffaugment` unless others are named, `auto` is another) at the
// 8,000 steps that are taken unless told otherwise. Skin tones are left out, and of the rest 200 are drawn for training
// and 500 others held out. Measured five times, after an eighth, a quarter, a half, three quarters and all of the steps:
// D(x) of the 200 and of the 500; and in SqueezeNet's features on 500 samples the Fréchet distance to the 200 and to the
// 500, the share of samples that are nearer to a trained picture than a held-out picture is (½: as fresh pictures are;
// 1: copies) and the share of copies. Adds to bench/results/behaviour/small-data.json (RESULTS names another file).
import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { randomSource } from "gantry/base";
import { openDataset } from "gantry/data/node";
import { judged } from "./judgement.mjs";
import { origin, recordFile, recordIn, writeRecord } from "./record.mjs";
import { evaluated, inFolder, needed, tellSamples, trained } from "./run.mjs";
import { mean } from "./statistics.mjs";
import { unpackedTwemoji } from "./twemoji.mjs";

const [TRAINED, HELD_OUT, SAMPLES] = [200, 500, 500];
const EIGHTHS = [1, 2, 4, 6, 8];
/** D(x) and D(G(z)) of training are means over the last steps of each stretch. */
const WINDOW = 200;
const IMAGES = { size: 32, channels: 3 };

const [steps = "8000", seed = "0", variants = "none,diffaugment", extra = "{}"] = process.argv.slice(2);
const [weights] = needed("weights/squeezenet-v1.1-notop.safetensors");
const file = recordFile("small-data");
const common = {
  ...{ recipe: "dcgan", ...IMAGES, seed: Number(seed), steps: Number(steps), threads: 1, evalEvery: 0 },
  ...JSON.parse(extra),
};
const every = common.steps / 8;

/** Two folders of pictures, none of them in both. */
function pictures(work) {
  const all = unpackedTwemoji(work);
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
    for (const name of chosen) cpSync(join(all, name), join(work, folder, basename(name)));
    return join(work, folder);
  };
  return {
    known: copy("trained", names.slice(0, TRAINED)),
    fresh: copy("held-out", names.slice(TRAINED, TRAINED + HELD_OUT)),
  };
}

/** What `gantry evaluate` measures against a folder. */
function measured(run, step, against, metrics, ...more) {
  const words = ["--checkpoint", String(step), "--against", against, ...more, "--metrics", metrics];
  const images = ["--size", String(IMAGES.size), "--channels", String(IMAGES.channels)];
  const options = ["--features", `squeezenet:${weights}`, "--n", String(SAMPLES), "--seed", "1", ...images];
  return evaluated(run, [...words, ...options])[0];
}

/** All that is said of one checkpoint. */
async function stationOf(run, step, { known, fresh }) {
  const onTrained = measured(run, step, known, "frechet,memorised", "--held-out", fresh);
  const { closer, closerZ, copies, heldOutCopies } = onTrained;
  const frechet = {
    frechetToTrained: onTrained.frechet,
    frechetToHeldOut: measured(run, step, fresh, "frechet").frechet,
  };
  const d = {
    dOfTrained: await judged(run, step, await openDataset(known, IMAGES)),
    dOfHeldOut: await judged(run, step, await openDataset(fresh, IMAGES)),
  };
  return { step, ...d, ...frechet, closer, closerZ, copies, heldOutCopies };
}

async function tried(augment, folders, out) {
  const [logged, diversities] = [[], new Map()];
  const settings = { ...common, augment };
  const options = {
    data: folders.known,
    out,
    run: augment,
    saveEvery: every,
    sampleEvery: every,
    keep: 100,
    ...settings,
  };
  const { run, ...ended } = await trained(options, (event) => {
    tellSamples(augment, event);
    if (event.type === "sample") diversities.set(event.step, event.diversity);
    if (event.type === "metrics") logged.push({ step: event.step, ...event.values });
  });
  const course = [];
  for (const step of EIGHTHS.map((i) => i * every)) {
    const before = logged.filter((row) => row.step > step - WINDOW && row.step <= step);
    const [dReal, dFake] = ["dReal", "dFake"].map((name) => mean(before.map((row) => row[name])));
    const station = { ...(await stationOf(run, step, folders)), dReal, dFake, diversity: diversities.get(step) };
    console.log(augment, JSON.stringify(station));
    course.push(station);
  }
  return { settings, ...ended, course, ...origin() };
}

await inFolder(async (work) => {
  const folders = pictures(work);
  for (const augment of variants.split(",")) {
    const tries = { ...recordIn(file)?.tries };
    tries[`${augment} seed ${seed} steps ${common.steps}`] = await tried(augment, folders, join(work, "runs"));
    const sizes = { trained: TRAINED, heldOut: HELD_OUT, samples: SAMPLES };
    writeRecord(file, { workload: "dcgan on 200 Twemoji of 32×32", ...sizes, tries });
  }
});
