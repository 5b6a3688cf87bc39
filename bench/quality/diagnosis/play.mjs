// One run of the diagnosis's corpus: trains, keeps every logged number, and measures by itself what came of it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { train } from "gantry";
import { truthOf } from "./truth.mjs";

/** @param spec { data, steps, settings, … } as `corpus.mjs` makes them @returns { spec, rows, alerts, truth, error } */
export async function play(spec) {
  const out = mkdtempSync(join(tmpdir(), "gantry-diagnosis-"));
  const [rows, alerts, clouds, verdicts] = [[], [], [], []];
  let error = null;
  try {
    const events = train({
      data: dataOf(spec, out),
      recipe: spec.recipe ?? "gan",
      out,
      seed: spec.seed,
      steps: spec.steps,
      sampleEvery: spec.sampleEvery ?? 100,
      saveEvery: 1_000_000,
      threads: 1,
      autotune: false,
      ...spec.general,
      ...spec.settings,
    });
    for await (const event of events) {
      if (event.type === "metrics") rows.push({ step: event.step, ...event.values });
      if (event.type === "alert") alerts.push({ step: event.step, code: event.code });
      if (event.type === "verdict") verdicts.push({ step: event.step, word: event.verdict.word });
      if (event.type === "sample") clouds.push({ step: event.step, ...itemsOf(event.picture) });
    }
  } catch (caught) {
    error = caught.code ?? String(caught);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  return { spec, rows, alerts, verdicts, error, truth: truthOf(spec, clouds, rows, error) };
}

const itemsOf = (picture) =>
  picture.kind === "points" ? { size: picture.dimensions, data: Float32Array.from(picture.data) } : { picture };

/** A handful of points is handed over as a file, as a person would. */
function dataOf({ data, few }, out) {
  if (few === undefined) return data;
  const path = join(out, "few.csv");
  writeFileSync(path, few.map((point) => point.join(",")).join("\n"));
  return path;
}
