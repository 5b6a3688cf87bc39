/** @file Writes to a disk that is too small for it, and says what came of each attempt as JSON. */
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createRun } from "../../../src/store/create-run.node.ts";
import { openRun } from "../../../src/store/open-run.node.ts";

const root = process.argv[2] as string;
const run = await createRun({
  root,
  name: "small",
  record: {
    recipe: "gan",
    data: { name: "ring8", spec: "ring8", kind: "points", shape: [2], count: 8, fingerprint: "00" },
    seed: 0,
    device: "cpu",
    threads: 1,
    config: {},
    versions: {},
  },
});
const checkpoint = (step: number, size: number) =>
  run.checkpoint({
    step,
    tensors: [{ name: "w", dtype: "float32", shape: [size], data: new Float32Array(size).fill(step) }],
    meta: {},
  });
const outcome = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work();
    return "written";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

await checkpoint(1, 10_000);
const large = await outcome(() => checkpoint(2, 1_000_000));
await run.metrics({ step: 1, images: 1, lossD: 1 });

const filler = openSync(join(root, "filler"), "w");
try {
  for (;;) writeSync(filler, Buffer.alloc(4096));
} catch {
  closeSync(filler);
}
let line = "written";
for (let step = 2; line === "written" && step < 5000; step += 1) {
  line = await outcome(() => run.metrics({ step, images: step, lossD: 1 }));
}
const status = await outcome(() => run.status({ state: "training", step: 3 }));
const sample = await outcome(() =>
  run.sample(0, new Uint8Array(50_000), { kind: "points", count: 1, columns: 1, rows: 1, seed: 0 }),
);

const opened = await openRun(run.path);
process.stdout.write(
  `${JSON.stringify({
    large,
    line,
    status,
    sample,
    step: (await opened.readCheckpoint())?.step,
    problems: (await opened.readCheckpoint())?.problems,
    malformed: (await opened.metrics()).malformed,
    endsWithNewline: readFileSync(join(run.path, "metrics.jsonl"), "utf8").endsWith("\n"),
    leftovers: [run.path, join(run.path, "checkpoints")]
      .flatMap((folder) => readdirSync(folder))
      .filter((name) => /part|000002/.test(name)),
    hasSample: existsSync(join(run.path, "samples/000000.png")),
  })}\n`,
);
