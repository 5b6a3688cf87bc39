/** @file What the tests call in a page, by name: `window.gantry.losses(…)`. */
import {
  type Training,
  trainInPage,
  trainInWorker,
  type WebDevice,
  type WebRuntimeOptions,
  webRuntime,
} from "gantry/browser";
import webgpuLoader from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import webgpuBinary from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";
import wasmLoader from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import wasmBinary from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { type Traffic, wasmBytes, watchMemory, watchTraffic } from "./memory.ts";
import { renamed } from "./renamed.ts";

watchMemory();

type Values = Readonly<Record<string, unknown>>;
type Losses = Readonly<Record<string, number>>;

const absolute = (path: string): string => new URL(path, location.href).href;
const paths = {
  wasm: { mjs: absolute(wasmLoader), wasm: absolute(wasmBinary) },
  webgpu: { mjs: absolute(webgpuLoader), wasm: absolute(webgpuBinary) },
};
const runtimeOptions = (device: WebDevice, threads?: number): WebRuntimeOptions => ({
  device,
  wasmPaths: paths[device],
  ...(threads === undefined ? {} : { threads }),
});

async function inPage(device: WebDevice, values: Values, threads?: number): Promise<Training> {
  const runtime = await webRuntime(runtimeOptions(device, threads));
  return trainInPage({ data: "ring8", ...values, runtime });
}

function inWorker(values: Values, options: { readonly signal?: AbortSignal } = {}): Training {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  return trainInWorker({ data: "ring8", ...values, runtime: runtimeOptions("wasm"), ...options }, { worker });
}

/** The watched numbers of each logged step. */
async function lossesOf(training: Training): Promise<Losses[]> {
  const losses: Losses[] = [];
  for await (const event of training) if (event.type === "metrics") losses.push(event.values);
  return losses;
}

/** What an attempt throws, as `code: message`. */
async function failure(attempt: () => Promise<unknown>): Promise<string> {
  try {
    await attempt();
    return "nothing was thrown";
  } catch (error) {
    const { code = "no code", message } = error as Error & { readonly code?: string };
    return `${code}: ${message}`;
  }
}

const tests = {
  losses: async (device: WebDevice, values: Values) => lossesOf(await inPage(device, values)),
  workerLosses: async (values: Values) => lossesOf(inWorker(values)),

  /** The package's own worker, named as a subpath. */
  packaged: async (values: Values) => {
    const worker = new Worker(new URL("gantry/browser/worker", import.meta.url), { type: "module" });
    return lossesOf(trainInWorker({ data: "ring8", ...values, runtime: runtimeOptions("wasm") }, { worker }));
  },

  threads: async (wanted?: number) => (await webRuntime(runtimeOptions("wasm", wanted))).threads,

  /** WebAssembly's memory and what `window.measure` says of the page's own, every hundred steps. */
  memory: async (values: Values) => {
    const bytes: { wasm: number; page: number }[] = [];
    for await (const event of await inPage("wasm", values)) {
      if (event.type !== "metrics" || event.step % 100 !== 0) continue;
      bytes.push({ wasm: wasmBytes(), page: await window.measure() });
    }
    return bytes;
  },

  /** The losses of each logged step, and the bytes to, from and on the graphics card at it. */
  traffic: async (values: Values) => {
    const training = await inPage("webgpu", values);
    const traffic = watchTraffic();
    const at: ({ step: number; losses: Losses } & Readonly<Traffic>)[] = [];
    for await (const event of training) {
      if (event.type === "metrics") at.push({ step: event.step, losses: event.values, ...traffic });
    }
    return at;
  },

  /** The generator's bytes, and what the page draws of latents that a reader of those bytes can draw too. */
  generator: async (values: Values) => {
    const training = inWorker(values);
    for await (const _ of training);
    const { shape, data } = await training.sample(200, { seed: 5 });
    return { onnx: [...(await training.exportOnnx())], shape, samples: [...data] };
  },

  /** Aborted at step 20, left at step 20, told to stop: how far each came, and whether it can still be sampled. */
  ends: async () => {
    const stop = new AbortController();
    const aborted = inWorker({ steps: 100_000 }, { signal: stop.signal });
    const ends: string[] = [];
    for await (const event of aborted) {
      if (event.type === "metrics" && event.step === 20) stop.abort();
      if (event.type === "end") ends.push(event.status);
    }
    const left = inWorker({ steps: 100_000 });
    for await (const event of left) if (event.type === "metrics" && event.step === 20) break;
    const stopped = await inPage("wasm", { steps: 100_000 });
    for await (const event of stopped) {
      if (event.type === "metrics" && event.step === 20) await stopped.request({ type: "stop" });
      if (event.type === "end") ends.push(event.status);
    }
    const counts = await Promise.all([aborted, left, stopped].map(async (run) => (await run.sample(3)).shape[0]));
    return { ends, counts };
  },

  /** Learning rates set to 0 while it trains: the samples before and after, and the alert of a control there is none of. */
  steering: async () => {
    const training = inWorker({ steps: 100_000, saveEvery: 100_000, ema: 0 });
    const alerts: unknown[] = [];
    const drawn: number[][] = [];
    let saved = 0;
    for await (const event of training) {
      if (event.type === "metrics" && event.step === 10) {
        await training.set({ "lr.G": 0, "lr.Q": 1 });
        await training.request({ type: "save" });
      }
      // Verdicts aside: a G that stands still may be judged before the page asks for the end.
      if (event.type === "alert" && !/^W4[2-5]/.test(event.code)) alerts.push(event.code);
      if (event.type !== "checkpoint" || event.step === 0) continue;
      drawn.push([...(await training.sample(8)).data]);
      saved += 1;
      await training.request({ type: saved < 2 ? "save" : "stop" });
    }
    return { alerts, drawn };
  },

  /** Whether a timer that is set at the first step goes off before the last one. */
  hears: async (values: Values) => {
    let heard = false;
    let before = false;
    for await (const event of await inPage("wasm", values)) {
      if (event.type === "start") {
        setTimeout(() => {
          heard = true;
        }, 0);
      }
      if (event.type === "metrics") before = heard;
    }
    return { before };
  },

  failures: async () => {
    const runtime = await webRuntime(runtimeOptions("wasm"));
    const broken = (): Worker => new Worker(URL.createObjectURL(new Blob(["throw new Error('out of order')"])));
    const options = { data: "ring8", runtime: runtimeOptions("wasm") };
    const fresh = trainInPage({ data: "ring8", runtime });
    return {
      device: await failure(() => webRuntime({ device: "cuda" as WebDevice })),
      webgpu: await failure(() => webRuntime({ device: "webgpu" })),
      elsewhere: await failure(async () => trainInPage({ data: "ring8", runtime, threads: 2 })),
      setting: await failure(async () => trainInPage({ data: "ring8", runtime, bacth: 2 })),
      recipe: await failure(() => lossesOf(inWorker({ recipe: "gna" }))),
      data: await failure(() => lossesOf(inWorker({ data: { points: Float32Array.of(1, 2, 3), dimensions: 2 } }))),
      sample: await failure(() => fresh.sample(1)),
      workerSample: await failure(() => inWorker({}).sample(1)),
      exportOnnx: await failure(() => fresh.exportOnnx()),
      worker: await failure(() => lossesOf(trainInWorker(options, { worker: broken() }))),
      workerAnswer: await failure(() => trainInWorker(options, { worker: broken() }).sample(1)),
    };
  },

  /** A recipe of one's own, points and images of one's own, an image recipe, on either thread. */
  own: async () => {
    const points = Float32Array.from({ length: 512 }, (_, i) => Math.sin(i));
    const images = Uint8Array.from({ length: 32 * 256 }, (_, i) => i % 256);
    const small = { steps: 2, batch: 8, width: 8 };
    return {
      renamed: (await lossesOf(inWorker({ ...small, recipe: "renamed" }))).length,
      object: (await lossesOf(await inPage("wasm", { ...small, recipe: renamed }))).length,
      points: (await lossesOf(inWorker({ ...small, data: { points, dimensions: 2 } }))).length,
      images: (await lossesOf(inWorker({ ...small, data: { images, shape: [1, 16, 16] } }))).length,
      strokes: await lossesOf(await inPage("wasm", { ...small, data: "strokes", size: 16 })),
    };
  },
};

declare global {
  interface Window {
    /** Given by the test: bytes of this page's heap and arrays, after a collection. */
    measure: () => Promise<number>;
    gantry: PageTests;
  }
}

export type PageTests = typeof tests;

window.gantry = tests;
