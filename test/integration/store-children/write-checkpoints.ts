/** @file Takes hold of a run and writes checkpoints until it is killed; says each step that is safely written. */
import { resumeRun } from "../../../src/store/create-run.node.ts";

const SIZE = 200_000;

const run = await resumeRun(process.argv[2] as string);
let step = (await run.readCheckpoint())?.step ?? 0;
for (;;) {
  step += 1;
  const data = new Float32Array(SIZE).fill(step);
  await run.metrics({ step, images: step * 64, lossD: 1 / step });
  await run.checkpoint({
    step,
    tensors: [{ name: "G.weight", dtype: "float32", shape: [SIZE], data }],
    meta: { step },
  });
  await run.status({ state: "training", step });
  process.stdout.write(`${step}\n`);
}
