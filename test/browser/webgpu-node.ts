/**
 * @file What a child process of the test does on Node's WebGPU: trains both networks of `dcgan` there and on the processor,
 * notes where the state lies, and prints what it found as one line of JSON. Points are trained in a page, by the same
 * provider.
 */
import { env, InferenceSession } from "onnxruntime-node";
import { floatTensor } from "../../src/base/tensor.ts";
import { add, input, slice } from "../../src/graph/primitives.ts";
import { nodeRuntime } from "../../src/runtime/ort.node.ts";
import { trainInPage } from "../../src/training/train.web.ts";

type Losses = Readonly<Record<string, number>>;

/** Where each output of each run lies. */
const locations = new Map<string, Set<string>>();
const { create } = InferenceSession;
InferenceSession.create = async (model: unknown, options: unknown = {}) => {
  const talkative = { ...(options as object), logSeverityLevel: 0 }; // it then says on stderr where it placed the nodes
  const session = await create(model as Uint8Array, talkative as InferenceSession.SessionOptions);
  const run = session.run.bind(session) as (feeds: unknown) => Promise<InferenceSession.OnnxValueMapType>;
  session.run = async (feeds: unknown) => {
    const results = await run(feeds);
    for (const [name, { location }] of Object.entries(results)) {
      locations.set(name, (locations.get(name) ?? new Set()).add(location));
    }
    return results;
  };
  return session;
};

async function train(device: "cpu" | "webgpu", values: Readonly<Record<string, unknown>>) {
  locations.clear();
  const runtime = nodeRuntime({ device, threads: 1 });
  const losses: Losses[] = [];
  const training = trainInPage({ data: "strokes", seed: 3, ...values, runtime });
  for await (const event of training) if (event.type === "metrics") losses.push(event.values);
  const state = Object.fromEntries([...locations].map(([name, where]) => [name, [...where]]));
  const { data } = await training.sample(16);
  return { losses, state, samples: [...data] };
}

/** Resident memory after each 20 of 100 updates of 16 MB, in megabytes. */
async function memory(): Promise<number[]> {
  const size = 4_000_000;
  const runtime = nodeRuntime({ device: "webgpu", threads: 1 });
  const next = add(input("w", [size]), 1);
  const session = await runtime.open({ name: "count", outputs: { o: slice(next, [0], [1]) }, updates: { w: next } });
  const state = runtime.state({ w: floatTensor([size], new Float32Array(size)) });
  const resident: number[] = [];
  for (let i = 1; i <= 100; i += 1) {
    await session.run(state, {});
    if (i % 20 === 0) resident.push(process.memoryUsage.rss() / 1e6);
  }
  return resident;
}

env.logLevel = "verbose";
const images = { size: 16, steps: 3, batch: 8, width: 8 };
const found = {
  images: { gpu: await train("webgpu", images), cpu: await train("cpu", images) },
  resident: await memory(),
};
process.stdout.write(`${JSON.stringify(found)}\n`);

export type Found = typeof found;
