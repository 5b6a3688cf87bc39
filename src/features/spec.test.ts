import { expect, test } from "vitest";
import { parseFeatureSpec } from "./spec.ts";

test.each([
  ["pixels", { kind: "pixels" }],
  ["digits", { kind: "digits" }],
  ["inception:w/pt_inception.pth", { kind: "inception", path: "w/pt_inception.pth" }],
  ["squeezenet:C:\\w\\s.safetensors", { kind: "squeezenet", path: "C:\\w\\s.safetensors" }],
  ["inception:i.pth?convention=tensorflow", { kind: "inception", path: "i.pth", convention: "tensorflow" }],
  ["net.onnx", { kind: "onnx", path: "net.onnx" }],
  ["C:\\nets\\net.onnx:pool/out:0", { kind: "onnx", path: "C:\\nets\\net.onnx", output: "pool/out:0" }],
  ["a.onnx/net.onnx:x", { kind: "onnx", path: "a.onnx/net.onnx", output: "x" }],
  ["net.onnx?classes=none", { kind: "onnx", path: "net.onnx", classes: null }],
  [
    "net.onnx:p?range=-1..1&mean=.5&std=.1,.2,.3&size=240x320&classes=a=b",
    {
      ...{ kind: "onnx", path: "net.onnx", output: "p", range: [-1, 1], mean: [0.5], deviation: [0.1, 0.2, 0.3] },
      ...{ size: [240, 320], classes: "a=b" },
    },
  ],
  ["net.onnx?size=299", { kind: "onnx", path: "net.onnx", size: [299, 299] }],
])("%s", (spec, parsed) => {
  expect(parseFeatureSpec(spec)).toEqual(parsed);
});

test.each([
  ["digit", "--features digit: there are no features of that name. Did you mean digits? Known: pixels, digits, auto,"],
  ["auto", "--features auto: there are no features of that name."],
  ["inception", "there are no features of that name. Did you mean inception:weights.pth? Known:"],
  ["squeezenat", "Did you mean squeezenet:weights.safetensors? Known:"],
  ["inception:", "--features inception:: there are no features of that name."],
  [
    "net.onnx?rang=0..1",
    '--features net.onnx?rang=0..1: there is no option "rang". Known: range, mean, std, size, classes.',
  ],
  ["inception:i.pth?convention=caffe", 'convention: expected pytorch-fid or tensorflow, got "caffe".'],
  ["inception:i.pth?size=3", 'there is no option "size". Known: convention.'],
  ["squeezenet:s.safetensors?size=3", 'there is no option "size".'],
  ["net.onnx?toString=1", 'there is no option "toString"'],
  ["net.onnx?range=1..1", 'range: expected two different numbers, as in -1..1, got "1..1".'],
  ["net.onnx?range=..1", 'range: expected two different numbers, as in -1..1, got "..1".'],
  ["net.onnx?range", 'range: expected two different numbers, as in -1..1, got "".'],
  ["net.onnx?mean=1,2", 'mean: expected one number, or three with commas between, got "1,2".'],
  ["net.onnx?std=0", 'std: expected one number above 0, or three with commas between, got "0".'],
  ["net.onnx?size=2.5", 'size: expected a height and a width, as in 299 or 240x320, got "2.5".'],
  ["net.onnx?size=1x2x3", 'size: expected a height and a width, as in 299 or 240x320, got "1x2x3".'],
  ["net.onnx?classes=", 'classes: expected the name of an output, or none, got "".'],
])("%s is refused", (spec, message) => {
  expect(() => parseFeatureSpec(spec)).toThrow(message);
});
