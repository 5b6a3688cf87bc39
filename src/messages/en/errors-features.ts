/** @file Errors of `features`. */

/** What is wrong with a `.onnx` file. */
export type OnnxFault = "missing" | "format" | "short" | "operator";

const onnxFaults: { readonly [F in OnnxFault]: (detail: string) => string } = {
  missing: (detail) => `there is no such file (${detail}). Give the path of an ONNX model`,
  format: (detail) => `expected an ONNX model, got ${detail}. Give a file that was exported as ONNX`,
  short: (detail) => `expected a whole ONNX model, but the file is cut short or damaged (${detail}). Fetch it again`,
  operator: (detail) =>
    `ONNX Runtime cannot open it here: ${detail}. Export it anew for opset 17, or choose another device`,
};

/** What of a model does not go with images. */
export type ModelFault = "inputs" | "rank" | "type" | "channels" | "size" | "output" | "rows" | "classes";

const modelFaults: { readonly [F in ModelFault]: string } = {
  inputs: "one input, the images",
  rank: "an input of four axes, [N, C, H, W] or [N, H, W, C]",
  type: "an input of type float32, or uint8 for pixels of 0–255",
  channels: "1 or 3 channels; export it with that number fixed",
  size: "a fixed height and width; say them: model.onnx?size=299, or size=240x320",
  output: "an output of type float32 or float64; name another: model.onnx:output",
  rows: "one row of features an image; name another output: model.onnx:output",
  classes: "classes [N, K] with K ≤ 10,000; name them, model.onnx?classes=logits, or say ?classes=none",
};

/** What is wrong with what stands behind `--features`. */
export type SpecFault =
  | { readonly kind: "unknown"; readonly known: readonly string[]; readonly suggestion: string | null }
  | { readonly kind: "option"; readonly option: string; readonly known: readonly string[] }
  | { readonly kind: "value"; readonly option: string; readonly expected: string; readonly got: string };

function specFault(fault: SpecFault): string {
  if (fault.kind === "unknown") {
    const hint = fault.suggestion === null ? "" : ` Did you mean ${fault.suggestion}?`;
    return `there are no features of that name.${hint} Known: ${fault.known.join(", ")}.`;
  }
  if (fault.kind === "option") return `there is no option "${fault.option}". Known: ${fault.known.join(", ")}.`;
  return `${fault.option}: expected ${fault.expected}, got "${fault.got}".`;
}

/** At most twelve of a list, and how many more there are. */
const some = (items: readonly string[]): string =>
  items.length <= 12 ? items.join(", ") : `${items.slice(0, 12).join(", ")} and ${items.length - 12} more`;

export const featuresErrors = {
  /** An output that a model does not have. */
  E715: (p: {
    path: string;
    output: string;
    outputs: readonly string[];
    inner: readonly string[];
    suggestion: string | null;
  }): string =>
    `${p.path} has no output "${p.output}".${p.suggestion === null ? "" : ` Did you mean ${p.suggestion}?`} ` +
    `Its outputs: ${some(p.outputs)}; values inside: ${p.inner.length === 0 ? "none" : some(p.inner)}. ` +
    `Name one of them: ${p.path}:${p.suggestion ?? p.outputs[0] ?? "output"}`,
  /** A file that is no ONNX model, or one that does not open. */
  E716: (p: { path: string; fault: OnnxFault; detail: string }): string =>
    `${p.path}: ${onnxFaults[p.fault](p.detail)}.`,
  /** A model that does not take images, or does not give features. */
  E717: (p: { path: string; fault: ModelFault; got: string }): string =>
    `${p.path}: expected ${modelFaults[p.fault]}. Got ${p.got}.`,
  /** What cannot be read behind `--features`. */
  E718: (p: { spec: string; fault: SpecFault }): string => `--features ${p.spec}: ${specFault(p.fault)}`,
  /** Items that a feature network does not take. */
  E719: (p: { network: string; expected: string; got: string }): string =>
    `features ${p.network}: expected ${p.expected}, got ${p.got}. Give data of that kind, or choose other features.`,
} as const;
