/**
 * @file Trains the digits network on MNIST and writes src/features/digits-weights.ts: `npm run train:digits`.
 *
 * MNIST is found in `GANTRY_DATA` or ../shared/data. It takes some minutes, on one thread: so the bytes do not depend on
 * how many cores a machine has. The test images are looked at once, at the end.
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { openDataset } from "../src/data/open.node.ts";
import { accuracyOf } from "../src/features/accuracy.ts";
import { digitsNetworkOf } from "../src/features/digits.ts";
import { extractFeatures } from "../src/features/extract.ts";
import { nodeRuntime } from "../src/runtime/ort.node.ts";
import { trainDigits } from "./train-digits/train.ts";
import { assetModule, encodedDigits } from "./train-digits/write-asset.ts";

const settings = { seed: 0, batch: 128, steps: 4000, learningRate: 2e-3 } as const;
const root = resolve(import.meta.dirname, "..");
const places = {
  dataDir: process.env.GANTRY_DATA ?? resolve(root, "../shared/data"),
  cacheDir: resolve(root, ".data"),
};

const digits = await openDataset("mnist", places);
const runtime = nodeRuntime({ threads: 1 });
const start = performance.now();
const tensors = await trainDigits({
  ...{ digits, runtime, ...settings },
  onStep: (step, loss) => {
    if (step % 250 === 0) console.error(`step ${step}/${settings.steps}  loss ${loss.toFixed(4)}`);
  },
});
const text = encodedDigits(tensors);
console.error(`trained in ${((performance.now() - start) / 60_000).toFixed(1)} min`);

const network = digitsNetworkOf(runtime, text);
const unseen = await openDataset("mnist", { ...places, split: "test" });
const { probabilities } = await extractFeatures(network, unseen);
await network.release();
const accuracy = `${(100 * accuracyOf(probabilities ?? { rows: 0, columns: 0, values: new Float32Array() }, unseen.labels ?? [])).toFixed(2)} %`;

const { seed, batch, steps } = settings;
const facts = `seed ${seed}, ${steps} steps of ${batch} digits, ${accuracy} of MNIST's 10,000 test images`;
writeFileSync(resolve(root, "src/features/digits-weights.ts"), assetModule(text, facts));
console.log(`${accuracy} of the test images are told right; ${text.length} bytes of parameters`);
