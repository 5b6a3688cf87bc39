/**
 * Trains a GAN on `ring8` in a worker, draws what it makes, and says how far that is from the data.
 *
 * The address takes `?device=webgpu`, `&steps=…`, `&threads=…`, `&every=…` (steps between two looks).
 */
import { isGantryError } from "gantry/base";
import { type TrainEvent, trainInWorker, type WebDevice } from "gantry/browser";
import { embeddedDataset } from "gantry/data";
import { jensenShannonOfPoints } from "gantry/metrics";
import webgpuLoader from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import webgpuBinary from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";
import wasmLoader from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import wasmBinary from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { drawPoints } from "./draw.ts";

const asked = new URLSearchParams(location.search);
const device = (asked.get("device") ?? "wasm") as WebDevice;
const [steps, every] = [Number(asked.get("steps") ?? 1000), Number(asked.get("every") ?? 100)];
const threads = asked.has("threads") ? { threads: Number(asked.get("threads")) } : {};

/** Divergences of fewer points than this drown in the noise of their histograms. */
const POINTS = 16_384;
const RANGE = [-3, 3] as const;
/** Training does not wait for the page: so many checkpoints may come while one is looked at. */
const KEPT = 10;

const absolute = (path: string): string => new URL(path, location.href).href; // the worker lives elsewhere
const wasmPaths =
  device === "webgpu"
    ? { mjs: absolute(webgpuLoader), wasm: absolute(webgpuBinary) }
    : { mjs: absolute(wasmLoader), wasm: absolute(wasmBinary) };

const stop = new AbortController();
const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
const training = trainInWorker(
  {
    data: "ring8",
    steps,
    saveEvery: every,
    keep: KEPT,
    runtime: { device, wasmPaths, ...threads },
    signal: stop.signal,
  },
  { worker },
);

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
element("stop").onclick = () => stop.abort();
const rate = element<HTMLInputElement>("rate");
rate.oninput = () => {
  element("shown-rate").textContent = rate.value;
  return training.set({ "lr.G": Number(rate.value) });
};

const ring = embeddedDataset("ring8", { count: POINTS });
const real = new Float32Array(2 * POINTS);
ring.read(
  Array.from({ length: POINTS }, (_, i) => i),
  real,
);

let losses: Readonly<Record<string, number>> = {};

async function show(event: TrainEvent): Promise<void> {
  if (event.type === "start") say(`training on ${event.device}, ${event.threads} thread(s)`);
  if (event.type === "metrics") losses = event.values;
  if (event.type === "checkpoint") await look(event.step);
  if (event.type === "end") await offer(event.step);
}

/** Draws from the checkpoint of a step and measures how far that is from the data; one that is gone is left out. */
async function look(step: number): Promise<void> {
  const sample = await training.sample(POINTS, { seed: 1, step }).catch(unlessGone);
  if (sample === null) return;
  const { data } = sample;
  drawPoints(element<HTMLCanvasElement>("picture"), real, data, RANGE);
  const divergence = jensenShannonOfPoints(real, data, { range: RANGE });
  const row = element<HTMLTableSectionElement>("log").insertRow();
  const { lossD = Number.NaN, lossG = Number.NaN } = losses;
  for (const value of [step, lossD, lossG, divergence]) row.insertCell().textContent = shown(value);
}

function unlessGone(error: unknown): null {
  if (isGantryError(error) && error.code === "E514") return null;
  throw error;
}

const shown = (value: number): string =>
  Number.isNaN(value) ? "–" : Number.isInteger(value) ? String(value) : value.toFixed(4);

async function offer(step: number): Promise<void> {
  const link = element<HTMLAnchorElement>("download");
  link.href = URL.createObjectURL(new Blob([await training.exportOnnx()]));
  link.hidden = false;
  say(`done: ${step} steps`);
}

function say(text: string): void {
  element("status").textContent = text;
}

try {
  for await (const event of training) await show(event);
} catch (error) {
  say(String(error));
}
