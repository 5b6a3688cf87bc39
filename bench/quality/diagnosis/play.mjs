// One run of the diagnosis's corpus: trains, keeps every logged number, and measures by itself what came of it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { train } from "gantry";
import { embeddedDataset } from "gantry/data";
import { openDataset } from "gantry/data/node";
import { recipes } from "gantry/recipes";
import { appendRequest } from "gantry/store/node";
import { lookAt, MOST_SAMPLES } from "../../../dist/lib/diagnosis/look.js";
import { referenceCount, referenceOf } from "../../../dist/lib/diagnosis/reference.js";
import { isMade, madePoints } from "./made-sets.mjs";
import { truthOf } from "./truth.mjs";

/**
 * @param spec { data, steps, settings, … } as `corpus.mjs` makes them
 * @returns everything the diagnosis goes by, `rows` and `looks`, so that it can be replayed with other thresholds; what it
 * said; what became of the run
 */
export async function play(spec) {
  const out = mkdtempSync(join(tmpdir(), "gantry-diagnosis-"));
  const [rows, alerts, clouds, verdicts] = [[], [], [], []];
  let [error, reference] = [null, null];
  const options = {
    data: await dataOf(spec, out),
    recipe: recipes.find(({ name }) => name === "gan"), // as an object: trained on this thread
    out,
    seed: spec.seed,
    steps: spec.steps,
    sampleEvery: 100,
    saveEvery: 1_000_000,
    evalEvery: 0,
    threads: 1,
    autotune: false,
    run: "run",
    ...spec.settings,
  };
  try {
    reference = referenceFor(options.data);
    const jolts = [...(spec.jolts ?? [])];
    for await (const event of train(options)) {
      if (event.type === "metrics" && event.step >= (jolts[0]?.step ?? Infinity)) {
        const { key, value } = jolts.shift();
        await appendRequest(join(out, "run"), { type: "set", key, value }); // as a person at the keyboard would
      }
      if (event.type === "metrics") rows.push({ step: event.step, ...event.values });
      if (event.type === "alert") alerts.push({ step: event.step, code: event.code });
      if (event.type === "verdict") verdicts.push({ step: event.step, ...event.verdict });
      if (event.type === "sample") clouds.push({ step: event.step, ...itemsOf(event.picture) });
    }
  } catch (caught) {
    error = caught.code ?? String(caught);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  const looks = clouds.map(({ step, ...cloud }) => ({ step, ...lookAt(cloud, reference) }));
  const { floor } = reference ?? {};
  const points = clouds.map(({ step, data }) => ({
    step,
    data: Array.from(data.subarray(0, 1000), (x) => Number(x.toPrecision(6))),
  }));
  return {
    spec,
    floor,
    rows,
    looks,
    points,
    alerts,
    verdicts,
    error,
    truth: truthOf(spec, { clouds, rows, alerts, error }),
  };
}

/** The real items as training takes them. */
function referenceFor(dataset) {
  const size = dataset.shape.reduce((product, extent) => product * extent, 1);
  const count = referenceCount(dataset.count, size);
  const data = new Float32Array(count * size);
  dataset.read(
    Array.from({ length: count }, (_, i) => Math.floor((i * dataset.count) / count)),
    data,
  );
  return referenceOf({ data, size }, count === dataset.count, MOST_SAMPLES);
}

const itemsOf = (picture) =>
  picture.kind === "points" ? { size: picture.dimensions, data: Float32Array.from(picture.data) } : { picture };

/** What the package does not have is handed over as a file, as a person would. */
async function dataOf({ data, few, count = 4000 }, out) {
  const points = few ?? (isMade(data) ? madePoints(data, count, 1) : null);
  if (points === null) return embeddedDataset(data, { count });
  const path = join(out, `${data}.csv`);
  writeFileSync(path, points.map((point) => point.join(",")).join("\n"));
  return openDataset(path);
}
