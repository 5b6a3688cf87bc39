/** @file Every sentence about features, in both languages. The table is exhaustive by its type. */
import { testSentences } from "../../test/sentences.ts";
import { featuresErrors as en } from "./en/errors-features.ts";
import { featuresErrors as zh } from "./zh/errors-features.ts";

type Codes = typeof en;
type Examples = { readonly [C in keyof Codes]: readonly Parameters<Codes[C]>[0][] };

const path = "net.onnx";
const spec = "net.onnx:pool?range=0";
const known = ["pixels", "digits", "net.onnx:output"];
const many = Array.from({ length: 14 }, (_, i) => `v${i}`);
const examples: Examples = {
  E715: [
    { path, output: "pol", outputs: ["logits"], inner: ["pool", "conv"], suggestion: "pool" },
    { path, output: "nothing", outputs: ["logits"], inner: many, suggestion: null },
    { path, output: "nothing", outputs: ["logits"], inner: [], suggestion: null },
  ],
  E716: [
    { path, fault: "missing", detail: "ENOENT" },
    { path, fault: "empty", detail: "" },
    { path, fault: "format", detail: '50 4b 03 04 ("PK")' },
    { path, fault: "short", detail: "20000" },
    { path, fault: "refused", detail: "Error: no such operator" },
    { path, fault: "device", detail: "reference" },
  ],
  E717: (["inputs", "rank", "type", "channels", "size", "output", "rows", "classes"] as const).map((fault) => {
    return { path, fault, got: "x float32 [N, 10]" };
  }),
  E718: [
    { spec: "pixel", fault: { kind: "unknown", known, suggestion: "pixels" } },
    { spec: "what", fault: { kind: "unknown", known, suggestion: null } },
    { spec, fault: { kind: "option", option: "rang", known: ["range", "mean"] } },
    { spec: "squeezenet:s.safetensors?size=3", fault: { kind: "option", option: "size", known: [] } },
    ...(["range", "numbers", "positive", "size", "name", "convention"] as const).map((expected) => {
      return { spec, fault: { kind: "value" as const, option: "range", expected, got: "0" } };
    }),
  ],
  E719: (["images", "same"] as const).map((expected) => ({ network: "digits", expected, got: [4, 2] })),
};

testSentences(en, zh, examples);
