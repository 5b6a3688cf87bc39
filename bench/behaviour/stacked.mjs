// Stacked MNIST, three digits in red, green and blue: how many of 1,000 modes does a G draw whose D is weaker than it?
//
//   npm run build && node bench/behaviour/stacked.mjs [methods] [seeds] [extra settings as JSON]
//
// One thread; half a minute a run of `dcgan` and `pack 2`, three of `unrolled 5`. These three unless others are named, seeds
// 0,1,2; the same networks, rates, batch and steps, D a quarter as wide as G as in Metz et al. (2017). The digits
// network of gantry/features counts modes of 26,000 samples, and takes KL(samples ‖ uniform). A run that is measured
// again replaces its row in bench/results/behaviour/stacked.json (RESULTS names another file).
import { named, origin, recordFile, recordIn, withRow, writeRecord } from "./record.mjs";
import { evaluated, inFolder, needed, tellSamples, trained } from "./run.mjs";
import { summaries } from "./statistics.mjs";

const SAMPLES = 26_000;
const METHODS = {
  dcgan: { recipe: "dcgan" },
  "pack 2": { recipe: "dcgan", pack: 2 },
  "unrolled 5": { recipe: "unrolled", unroll: 5 },
};

const [methods = Object.keys(METHODS).join(), seeds = "0,1,2", extra = "{}"] = process.argv.slice(2);
const common = {
  ...{ width: 16, "d.width": 4, batch: 32, "z.size": 32, "lr.g": 2e-3, "lr.d": 1e-3, reuse: false, steps: 2500 },
  ...JSON.parse(extra),
};
needed("mnist");
const file = recordFile("stacked");

/** One method, one seed. */
async function tried(method, seed) {
  const settings = { data: "stacked-mnist", ...common, ...METHODS[method] };
  return inFolder(async (out) => {
    const options = { out, seed, evalEvery: 0, saveEvery: 1_000_000, ...settings };
    const { run, step, seconds, verdict } = await trained(options, (event) => tellSamples(`${method} ${seed}`, event));
    const [{ modes, rkl }] = evaluated(run, ["--n", String(SAMPLES), "--metrics", "modes"]);
    return { method, seed, modes, kl: rkl, step, seconds, verdict, settings, ...origin() };
  });
}

let runs = recordIn(file)?.runs ?? [];
for (const method of named(methods.split(","), Object.keys(METHODS))) {
  for (const seed of seeds.split(",").map(Number)) {
    const row = await tried(method, seed);
    console.log(JSON.stringify({ ...row, settings: undefined }));
    runs = withRow(runs, row, ["method", "seed"]);
    const means = Object.fromEntries(
      [...new Set(runs.map((run) => run.method))].map((name) => [
        name,
        summaries(
          runs.filter((run) => run.method === name),
          ["modes", "kl"],
        ),
      ]),
    );
    writeRecord(file, { workload: "stacked MNIST", samples: SAMPLES, of: 1000, means, runs });
  }
}
