/**
 * @file What stands behind `--features`, read:
 *
 *   pixels · digits · net.onnx[:output][?option=value&…] · squeezenet:<path> · inception:<path>[?option=value]
 *
 *   range=-1..1        what black and white are to the model; 0..1 by default
 *   mean=.5,.5,.5      taken away after that, for each channel, or one for all
 *   std=.5,.5,.5       divided by after that
 *   size=299           height and width, where the model leaves them open; or size=240x320
 *   classes=logits     the output with the classes; classes=none for none
 *   convention=…       of inception: pytorch-fid (the usual one) or tensorflow
 */
import { GantryError } from "../base/error.ts";
import { suggestionFor } from "../base/suggest.ts";
import type { OptionKind, SpecFault } from "../messages/en/errors-features.ts";
import type { InceptionConvention } from "./inception-network.ts";
import type { ImageRange } from "./onnx-range.ts";
import type { ValueChoice } from "./onnx-values.ts";

export interface OnnxSpec extends ImageRange, ValueChoice {
  readonly kind: "onnx";
  readonly path: string;
  readonly size?: readonly [number, number];
}

export type FeatureSpec =
  | { readonly kind: "pixels" }
  | { readonly kind: "digits" }
  | { readonly kind: "squeezenet"; readonly path: string }
  | { readonly kind: "inception"; readonly path: string; readonly convention?: InceptionConvention }
  | OnnxSpec;

/** As the error lists them: what `--features` takes. */
const KNOWN: readonly string[] = [
  ...["pixels", "digits", "auto", "none (for .npy)"],
  ...["net.onnx:output", "squeezenet:weights.safetensors", "inception:weights.pth"],
];
const NAMES = ["pixels", "digits", "auto", "squeezenet", "inception"] as const;
const ONNX = /^(?<path>.+?\.onnx)(?::(?<output>[^?]+))?(?:\?(?<options>.*))?$/i;
const WEIGHTS = /^(?<name>squeezenet|inception):(?<path>[^?]+)(?:\?(?<options>.*))?$/;

/** @param spec not `auto` or `none`, which whoever evaluates settles @throws E718 for what is none of the above */
export function parseFeatureSpec(spec: string): FeatureSpec {
  if (spec === "pixels") return { kind: "pixels" };
  if (spec === "digits") return { kind: "digits" };
  const weights = WEIGHTS.exec(spec)?.groups;
  if (weights?.path !== undefined) return weightsSpec(spec, weights.name, weights.path, weights.options ?? "");
  const onnx = ONNX.exec(spec)?.groups;
  if (onnx?.path !== undefined) return onnxSpec(spec, onnx.path, onnx.output, onnx.options ?? "");
  const suggestion = suggestionFor(spec, NAMES);
  const whole = KNOWN.find((known) => known.startsWith(`${suggestion}:`)) ?? suggestion; // with the file it takes
  return refuse(spec, { kind: "unknown", known: KNOWN, suggestion: whole });
}

function refuse(spec: string, fault: SpecFault): never {
  throw new GantryError("E718", { spec, fault });
}

type Refusal = (expected: OptionKind) => never;
/** What a value means, by the option's name. @param bad tells what was expected */
type Readers<T> = Readonly<Record<string, (value: string, bad: Refusal) => Partial<T>>>;

/** @param options `name=value&name=value` @throws E718 for an option that is not in `readers` */
function readOptions<T>(spec: string, options: string, readers: Readers<T>): Partial<T> {
  const values = options.split("&").filter((word) => word !== "");
  const read = values.map((word) => {
    const [option = "", ...rest] = word.split("=");
    const value = rest.join("=");
    const reader = Object.hasOwn(readers, option) ? readers[option] : undefined;
    if (reader === undefined) return refuse(spec, { kind: "option", option, known: Object.keys(readers) });
    return reader(value, (expected) => refuse(spec, { kind: "value", option, expected, got: value }));
  });
  return Object.assign({}, ...read) as Partial<T>;
}

function numbersOf(value: string, separator: string | RegExp): number[] {
  return value.split(separator).map((word) => (word.trim() === "" ? Number.NaN : Number(word)));
}

function channelNumbers(value: string, isGood: (one: number) => boolean, bad: () => never): number[] {
  const numbers = numbersOf(value, ",");
  const isList = numbers.length === 1 || numbers.length === 3;
  return isList && numbers.every(isGood) ? numbers : bad();
}

const onnxReaders: Readers<OnnxSpec> = {
  range: (value, bad) => {
    const [low = Number.NaN, high = Number.NaN, ...more] = numbersOf(value, "..");
    return Number.isFinite(low) && Number.isFinite(high) && low !== high && more.length === 0
      ? { range: [low, high] }
      : bad("range");
  },
  mean: (value, bad) => ({ mean: channelNumbers(value, Number.isFinite, () => bad("numbers")) }),
  std: (value, bad) => ({
    deviation: channelNumbers(
      value,
      (one) => Number.isFinite(one) && one > 0,
      () => bad("positive"),
    ),
  }),
  size: (value, bad) => {
    const [height = Number.NaN, width = height, ...more] = numbersOf(value, "x");
    const isSize = (one: number): boolean => Number.isInteger(one) && one >= 1;
    return isSize(height) && isSize(width) && more.length === 0 ? { size: [height, width] } : bad("size");
  },
  classes: (value, bad) => (value === "" ? bad("name") : { classes: value === "none" ? null : value }),
};

function onnxSpec(spec: string, path: string, output: string | undefined, options: string): OnnxSpec {
  return { kind: "onnx", path, ...(output !== undefined && { output }), ...readOptions(spec, options, onnxReaders) };
}

interface InceptionChoice {
  readonly convention: InceptionConvention;
}

const inceptionReaders: Readers<InceptionChoice> = {
  convention: (value, bad) =>
    value === "pytorch-fid" || value === "tensorflow" ? { convention: value } : bad("convention"),
};

function weightsSpec(spec: string, name: string | undefined, path: string, options: string): FeatureSpec {
  if (name === "inception") return { kind: name, path, ...readOptions(spec, options, inceptionReaders) };
  return { kind: "squeezenet", path, ...readOptions(spec, options, {}) };
}
