/** @file Errors of `features`. */

/** What is wrong with a `.onnx` file. */
export type OnnxFault = "missing" | "empty" | "format" | "short" | "refused" | "device";

const onnxFaults: { readonly [F in OnnxFault]: (detail: string) => string } = {
  missing: (detail) => `cannot be read (${detail}). Give the path of a network's file`,
  empty: () => "expected an ONNX model, but the file is empty. Fetch or export it again",
  format: (detail) => `expected an ONNX model, but the file begins with ${detail}. Give one that was exported as ONNX`,
  short: (detail) => `expected a whole ONNX model, but its ${detail} bytes are cut short or damaged. Fetch it again`,
  refused: (detail) => `ONNX Runtime refuses the model: ${detail}. Export it anew, with its weights inside`,
  device: (detail) => `the device ${detail} runs no models that were made elsewhere. Choose another, such as cpu`,
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

/** What an option of a model may be. */
export type OptionKind = "range" | "numbers" | "positive" | "size" | "name" | "convention";

const optionKinds: { readonly [K in OptionKind]: string } = {
  range: "two different numbers, as in -1..1",
  numbers: "one number, or three with commas between",
  positive: "one number above 0, or three with commas between",
  size: "a height and a width, as in 299 or 240x320",
  name: "the name of an output, or none",
  convention: "pytorch-fid or tensorflow",
};

/** What is wrong with what stands behind `--features`. */
export type SpecFault =
  | { readonly kind: "unknown"; readonly known: readonly string[]; readonly suggestion: string | null }
  | { readonly kind: "option"; readonly option: string; readonly known: readonly string[] }
  | { readonly kind: "value"; readonly option: string; readonly expected: OptionKind; readonly got: string };

function specFault(fault: SpecFault): string {
  if (fault.kind === "unknown") {
    const hint = fault.suggestion === null ? "" : ` Did you mean ${fault.suggestion}?`;
    return `there are no features of that name.${hint} Known: ${fault.known.join(", ")}.`;
  }
  if (fault.kind === "option") {
    return `there is no option "${fault.option}". ${fault.known.length === 0 ? "There are none" : `Known: ${fault.known.join(", ")}`}.`;
  }
  return `${fault.option}: expected ${optionKinds[fault.expected]}, got "${fault.got}".`;
}

/** What a feature network takes: images, or items of the one shape it was opened for. */
export type ItemKind = "images" | "same";

const itemKinds: { readonly [K in ItemKind]: string } = {
  images: "images [N, C, H, W] with 1, 3 or 4 channels",
  same: "items of the shape it was opened for",
};

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
  /** A network's file that is not there, or is no ONNX model that opens. */
  E716: (p: { path: string; fault: OnnxFault; detail: string }): string =>
    `${p.path}: ${onnxFaults[p.fault](p.detail)}.`,
  /** A model that does not take images, or does not give features. */
  E717: (p: { path: string; fault: ModelFault; got: string }): string =>
    `${p.path}: expected ${modelFaults[p.fault]}. Got ${p.got}.`,
  /** What cannot be read behind `--features`. */
  E718: (p: { spec: string; fault: SpecFault }): string => `--features ${p.spec}: ${specFault(p.fault)}`,
  /** Items that a feature network does not take. */
  E719: (p: { network: string; expected: ItemKind; got: readonly number[] }): string =>
    `features ${p.network}: expected ${itemKinds[p.expected]}, got [${p.got.join(", ")}]. ` +
    "Give data of that kind, or choose other features.",
} as const;
