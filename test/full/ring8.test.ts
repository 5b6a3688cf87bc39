/**
 * The defaults of `gan` for points on the ring of 8: a mode counts with at least 1 % of 2,500 samples within .3 of its
 * mean; at least 7 modes and 60 % of all samples near some mode, on each of five seeds.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { embeddedDataset } from "../../src/data/embedded.ts";
import { gan } from "../../src/recipes/gan.ts";
import { loadGenerator } from "../../src/training/export.node.ts";
import { train } from "../../src/training/train.node.ts";

const SAMPLES = 2500;
const RADIUS = 0.3;
const centres = embeddedDataset("ring8", { count: 2 }).modes?.centres ?? [];

/** How many samples lie near each centre. */
function nearEach(points: Float32Array): number[] {
  const counts = centres.map(() => 0);
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i] as number, points[i + 1] as number];
    const mode = centres.findIndex(([cx = 0, cy = 0]) => Math.hypot(x - cx, y - cy) < RADIUS);
    if (mode >= 0) counts[mode] = (counts[mode] as number) + 1;
  }
  return counts;
}

test.each([0, 1, 2, 3, 4])("seed %i covers the ring", async (seed) => {
  const out = await mkdtemp(join(tmpdir(), "gantry-ring8-"));
  try {
    let run = "";
    for await (const event of train({ data: "ring8", recipe: gan, seed, out })) {
      if (event.type === "end") run = event.run ?? "";
    }
    const generator = await loadGenerator(run);
    const { data } = await generator.generate(generator.z(SAMPLES, 1));
    await generator.release();

    const counts = nearEach(data);
    console.log(`seed ${seed}: ${counts.join(" ")} of ${SAMPLES}`);
    expect(centres.length).toBe(8);
    expect(counts.filter((count) => count >= SAMPLES / 100).length).toBeGreaterThanOrEqual(7);
    expect(counts.reduce((sum, count) => sum + count, 0) / SAMPLES).toBeGreaterThanOrEqual(0.6);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
});
