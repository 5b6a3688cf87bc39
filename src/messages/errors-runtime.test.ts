/**
 * @file Every sentence about programs, devices and training, in both languages. The table is exhaustive by its type.
 */
import { testSentences } from "../../test/sentences.ts";
import { runtimeErrors as en } from "./en/errors-runtime.ts";
import { runtimeErrors as zh } from "./zh/errors-runtime.ts";

type Codes = typeof en;
type Examples = { readonly [C in keyof Codes]: readonly Parameters<Codes[C]>[0][] };

const devices = ["cpu", "webgpu", "cuda"];
const examples: Examples = {
  E402: (["unknown", "no-webgpu", "no-adapter", "no-cuda"] as const).map((problem) => {
    return { device: "webgpu", problem, known: devices };
  }),
  E403: (["runtime", "memory", "arrays", "fixed", "features"] as const).map((instead) => ({
    where: "config.out",
    instead,
  })),
  E404: [{ what: "sample" }],
  E120: [{ program: "step", device: "cpu", problem: "Error: no kernel" }],
  E121: [{ program: "step" }],
  E122: [{ program: "step", input: "D.0.x" }],
  E490: [
    { step: 12, retries: 3, checkpoint: "checkpoints/000010" },
    { step: 1, retries: 0, checkpoint: null },
  ],
  W400: [{ step: 40 }],
  W490: [{ step: 12, back: 10, retries: 1, rateFactor: 0.5 }],
  W503: [
    { key: "batch", value: "8", known: "lr.G, lr.D" },
    { key: "average.G", value: "2", most: 1 },
    { key: "lr.G", value: "-1" },
  ],
  E515: [{ run: "runs/1", data: "./photos", expected: "0123456789abcdef", got: "fedcba9876543210" }],
  E520: [{ run: "runs/1", path: "/data/line.csv" }],
  E518: (["file", "object", "built-in"] as const).map((expected) => {
    return { run: "runs/1", recipe: "./mine.mjs", expected };
  }),
  E519: [
    { path: "a/state.safetensors", holds: ["weight [2]"], wanted: ["a [1]", "b [2]", "c [3]", "d [4]"] },
    { path: "a/state.safetensors", holds: [], wanted: ["a [1]"] },
  ],
  W504: [{ path: "runs/1/checkpoints/000500/state.safetensors", taken: 30, wanted: 32 }],
  W505: [{ path: "runs/1/checkpoints/000500/state.safetensors", recipe: "dcgan", former: "gan" }],
  E405: [{ device: "webgpu" }],
  W401: [{ device: "cpu" }],
  W402: [
    { total: 1, path: "tuned.json" },
    { total: 4, path: "tuned.json" },
    { total: 4, path: null },
  ],
  W403: [{ path: "tuned.json" }],
  W404: [{ path: "tuned.json" }],
  W406: [{ metric: "frechet", evaluations: 3, best: 2000 }],
  N401: [{ count: 398 }],
  W405: [{ left: 1 }, { left: 2 }],
  E516: [{ run: "runs/1", step: 4000, steps: 4000 }],
  E123: [{ path: "x.onnx" }],
  E124: [{ path: "dist/embed/gantry-generator.js" }],
  E125: [{ file: "x.onnx", run: "0001-ring8" }],
  E517: [{ run: "runs/1" }],
};

testSentences(en, zh, examples);
