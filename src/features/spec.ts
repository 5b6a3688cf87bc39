/**
 * @file What stands behind `--features`, read:
 *
 *   pixels · digits · auto · net.onnx[:output][?option=value&…] · squeezenet:<path> · inception:<path>
 *
 *   range=-1..1        what black and white are to the model; 0..1 by default
 *   mean=.5,.5,.5      taken away after that, for each channel, or one for all
 *   std=.5,.5,.5       divided by after that
 *   size=299           height and width, where the model leaves them open; or size=240x320
 *   classes=logits     the output with the classes; classes=none for none
 */
import { GantryError } from "../base/error.ts";
import { suggestionFor } from "../base/suggest.ts";
import type { OptionKind, SpecFault } from "../messages/en/errors-features.ts";
import type { ImageRange } from "./onnx-range.ts";
import type { ValueChoice } from "./onnx-values.ts";

/** A network by a name of ours and a file of its weights. */
export type WeightsName = "squeezenet" | "inception";

export interface OnnxSpec extends ImageRange, ValueChoice {
  readonly kind: "onnx";
  readonly path: string;
  readonly size?: readonly [number, number];
}

export type FeatureSpec =
  | { readonly kind: "pixels" }
  | { readonly kind: "digits" }
  | { readonly kind: WeightsName; readonly path: string }
  | OnnxSpec;

/** As the error lists them. */
const KNOWN: readonly string[] = [
  ...["pixels", "digits", "auto", "none (for .npy)"],
  ...["net.onnx:output", "squeezenet:weights.safetensors", "inception:weights.pth"],
];
const NAMES = ["pixels", "digits", "auto", "squeezenet", "inception"] as const;
const ONNX = /^(?<path>.+?\.onnx)(?::(?<output>[^?]+))?(?:\?(?<options>.*))?$/i;
const WEIGHTS = /^(?<name>squeezenet|inception):(?<path>.+)$/;

/** @param spec `auto` is `pixels` @throws E718 for what is none of the above */
export function parseFeatureSpec(spec: string): FeatureSpec {
  if (spec === "pixels" || spec === "auto") return { kind: "pixels" };
  if (spec === "digits") return { kind: "digits" };
  const weights = WEIGHTS.exec(spec)?.groups;
  if (weights?.path !== undefined) return { kind: weights.name as WeightsName, path: weights.path };
  const onnx = ONNX.exec(spec)?.groups;
  if (onnx?.path !== undefined) return onnxSpec(spec, onnx.path, onnx.output, onnx.options ?? "");
  return refuse(spec, { kind: "unknown", known: KNOWN, suggestion: suggestionFor(spec, NAMES) });
}

function refuse(spec: string, fault: SpecFault): never {
  throw new GantryError("E718", { spec, fault });
}

type OnnxOptions = Partial<Omit<OnnxSpec, "kind" | "path">>;
/** @param bad tells what was expected */
type Reader = (value: string, bad: (expected: OptionKind) => never) => OnnxOptions;

function numbersOf(value: string, separator: string | RegExp): number[] {
  return value.split(separator).map((word) => (word.trim() === "" ? Number.NaN : Number(word)));
}

function channelNumbers(value: string, isGood: (one: number) => boolean, bad: () => never): number[] {
  const numbers = numbersOf(value, ",");
  const isList = numbers.length === 1 || numbers.length === 3;
  return isList && numbers.every(isGood) ? numbers : bad();
}

const readers: Readonly<Record<string, Reader>> = {
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
  let read: OnnxOptions = {};
  for (const part of options.split("&").filter((word) => word !== "")) {
    const [option = "", ...rest] = part.split("=");
    const value = rest.join("=");
    const reader = Object.hasOwn(readers, option) ? readers[option] : undefined;
    if (reader === undefined) return refuse(spec, { kind: "option", option, known: Object.keys(readers) });
    const bad = (expected: OptionKind): never => refuse(spec, { kind: "value", option, expected, got: value });
    read = { ...read, ...reader(value, bad) };
  }
  return { kind: "onnx", path, ...(output !== undefined && { output }), ...read };
}
