/** @file Models made by hand, whose answers can be worked out: what is read from a file, and what is refused. */
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { floatTensor, type Tensor, tensor } from "../base/tensor.ts";
import { type ElementType, elementTypes } from "../onnx/element-types.ts";
import { type Extent, type ModelWriter, modelWriter } from "../onnx/model.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { type OnnxNetworkOptions, onnxNetwork } from "./onnx-network.ts";

const runtime = nodeRuntime({ threads: 1 });

type Body = (model: ModelWriter) => unknown;

interface Made {
  readonly shape?: readonly Extent[];
  readonly type?: ElementType;
  /** Declares outputs over the input `x`. */
  readonly body?: Body;
}

const flat: Body = (model) => model.output("y", "float32", ["N", "D"], model.node("Flatten", ["x"]));

function modelOf({ shape = ["N", 1, 2, 2], type = "float32", body = flat }: Made = {}): Uint8Array {
  const model = modelWriter("made");
  model.input("x", type, shape);
  body(model);
  return model.finish().bytes;
}

const networkOf = (made?: Made, options?: Partial<OnnxNetworkOptions>) =>
  onnxNetwork(runtime, modelOf(made), { path: "net.onnx", ...options });

/** Images `[N, C, 2, 2]` whose pixels are `values`, given in [0, 1]. */
const images = (count: number, channels: number, values: readonly number[]): Tensor<"float32"> =>
  floatTensor(
    [count, channels, 2, 2],
    values.map((value) => 2 * value - 1),
  );

async function featuresOf(made: Made, options: Partial<OnnxNetworkOptions>, given: Tensor<"float32">) {
  const network = await networkOf(made, options);
  const result = await network.of(given);
  await network.release();
  return { ...result, network };
}

const exact = { rtol: 0, atol: 1e-6 };

describe("what the input says", () => {
  test("grey, in [0, 1], any number of images", async () => {
    const values = Array.from({ length: 70 * 4 }, (_, i) => (i % 101) / 100);
    const { features, probabilities, network } = await featuresOf({}, {}, images(70, 1, values));
    expect([network.name, network.dimension, network.classes, probabilities]).toEqual(["net.onnx", 4, 0, undefined]);
    expect([features.rows, features.columns]).toEqual([70, 4]);
    expectClose(features.values, values, exact);
  });

  test.each([1, 3])("a fixed batch of %i, however many come", async (batch) => {
    const values = Array.from({ length: 5 * 4 }, (_, i) => i / 20);
    const { features } = await featuresOf({ shape: [batch, 1, 2, 2] }, {}, images(5, 1, values));
    expectClose(features.values, values, exact);
  });

  test("colour from grey, and channels last", async () => {
    const { features } = await featuresOf({ shape: ["N", 2, 2, 3] }, {}, images(1, 1, [0, 0.25, 0.5, 1]));
    expectClose(features.values, [0, 0, 0, 0.25, 0.25, 0.25, 0.5, 0.5, 0.5, 1, 1, 1], exact);
  });

  test("grey from colour: the luminance of linear light", async () => {
    // pure red, green and blue have .2126, .7152 and .0722 of white's light (Rec. 709); white is white
    const colours = [1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1];
    const { features } = await featuresOf({}, {}, images(1, 3, colours));
    const encoded = [0.2126, 0.7152, 0.0722].map((light) => 1.055 * light ** (1 / 2.4) - 0.055);
    expectClose(features.values, [...encoded, 1], { rtol: 0, atol: 2e-6 });
  });

  test("transparency lies on white", async () => {
    const rgba = [0, 0, 0, 0.5, 0, 0, 0, 0.5, 0, 0, 0, 0.5, 1, 0, 0.5, 0.5];
    const { features } = await featuresOf({ shape: ["N", 3, 2, 2] }, {}, images(1, 4, rgba));
    expectClose(features.values, [0, 1, 0.5, 0.75, 0, 1, 0.5, 0.75, 0, 1, 0.5, 0.75], exact);
  });

  test("bytes", async () => {
    const body: Body = (model) => {
      const numbers = model.node("Cast", ["x"], { to: elementTypes.float32 });
      model.output("y", "float32", ["N", "D"], model.node("Flatten", [numbers]));
    };
    const { features } = await featuresOf({ type: "uint8", body }, {}, images(1, 1, [0, 0.4999, 0.2, 1]));
    expectClose(features.values, [0, 127, 51, 255], { rtol: 0, atol: 0 });
  });

  test("a size that is open, and told; a range, mean and deviation for each channel", async () => {
    const options = { size: [1, 1], range: [-1, 1], mean: [0.5, 0, -0.5], deviation: [2, 1, 0.5] } as const;
    const grey = images(1, 1, [0.5, 0.5, 1, 1]); // .75 on average
    const { features } = await featuresOf({ shape: ["N", 3, "H", "W"] }, options, grey);
    expectClose(features.values, [0, 0.5, 2], exact);
  });
});

/** The mean of each image, `pool`; three logits from it, 0, m and 2m. */
const classifier =
  (last: "logits" | "softmax"): Body =>
  (model) => {
    const pool = model.node("GlobalAveragePool", ["x"]); // node/0: [N, 1, 1, 1]
    const weights = model.tensor(tensor("float32", [1, 3], Float32Array.of(0, 1, 2)));
    const logits = model.node("MatMul", [model.node("Flatten", [pool]), weights]); // node/2
    const result = last === "logits" ? logits : model.node("Softmax", [logits], { axis: 1 });
    model.output("classes", "float32", ["N", 3], result);
  };

describe("which values", () => {
  const given = images(1, 1, [0, 0.5, 0.5, 1]);
  const shares = [1, Math.exp(0.5), Math.E].map((one) => one / (1 + Math.exp(0.5) + Math.E));

  test("one inside, with the first output for classes", async () => {
    const made = await featuresOf({ body: classifier("logits") }, { output: "node/0" }, given);
    expect([made.network.dimension, made.network.classes]).toEqual([1, 3]);
    expectClose(made.features.values, [0.5], exact);
    expectClose(made.probabilities?.values ?? [], shares, exact);
  });

  test("probabilities stay as they are", async () => {
    const made = await featuresOf({ body: classifier("softmax") }, { output: "node/0" }, given);
    expectClose(made.probabilities?.values ?? [], shares, exact);
  });

  test("the classes named, none, or the features themselves", async () => {
    const body = classifier("logits");
    const own = await featuresOf({ body }, { classes: "classes" }, given);
    expectClose(own.features.values, [0, 0.5, 1], exact);
    expectClose(own.probabilities?.values ?? [], shares, exact);
    const none = await featuresOf({ body }, { output: "node/0", classes: null }, given);
    expect([none.network.classes, none.probabilities]).toEqual([0, undefined]);
    const unsaid = await featuresOf({ body }, {}, given);
    expect([unsaid.network.dimension, unsaid.network.classes]).toEqual([3, 0]);
  });

  test("a first output that is no list of classes is none", async () => {
    const body: Body = (model) => {
      model.output("maps", "float32", ["N", 1, 2, 2], model.node("Relu", ["x"]));
      model.output("z", "float32", ["N", "D"], model.node("Flatten", ["x"]));
    };
    const { network } = await featuresOf({ body }, { output: "z" }, given);
    expect(network.classes).toBe(0);
    await expect(networkOf({ body }, { output: "z", classes: "maps" })).rejects.toThrow(
      "net.onnx: expected classes [N, K] with K ≤ 10,000; name them, model.onnx?classes=logits, or say ?classes=none. " +
        "Got maps float32 [5, 1, 2, 2].",
    );
  });
});

describe("what is refused", () => {
  test("an output that is not there: told what is", async () => {
    await expect(networkOf({ body: classifier("logits") }, { output: "clases" })).rejects.toThrow(
      'net.onnx has no output "clases". Did you mean classes? Its outputs: classes; values inside: node/1, node/0. ' +
        "Name one of them: net.onnx:classes",
    );
  });

  test.each<[string, Uint8Array, string]>([
    ["nothing", new Uint8Array(), "expected an ONNX model, but the file is empty. Fetch or export it again."],
    [
      "an archive",
      Uint8Array.of(0x50, 0x4b, 3, 4, 5),
      'expected an ONNX model, but the file begins with 50 4b 03 04 ("PK"). Give one that was exported as ONNX.',
    ],
    [
      "half a model",
      modelOf().subarray(0, 60),
      "expected a whole ONNX model, but its 60 bytes are cut short or damaged. Fetch it again.",
    ],
    [
      "a model's beginning",
      modelOf().subarray(0, 2),
      "expected a whole ONNX model, but its 2 bytes are cut short or damaged. Fetch it again.",
    ],
  ])("%s", async (_, bytes, message) => {
    await expect(onnxNetwork(runtime, bytes, { path: "net.onnx" })).rejects.toThrow(`net.onnx: ${message}`);
  });

  test.each<[string, Made, string]>([
    [
      "two inputs",
      { body: (model) => [model.input("z", "float32", [1]), flat(model)] },
      "expected one input, the images. Got 2: x float32 [N, 1, 2, 2]; z float32 [1].",
    ],
    [
      "a vector for input",
      { shape: ["N", 784] },
      "expected an input of four axes, [N, C, H, W] or [N, H, W, C]. Got x float32 [N, 784].",
    ],
    [
      "whole numbers",
      { type: "int64" },
      "expected an input of type float32, or uint8 for pixels of 0–255. Got x int64 [N, 1, 2, 2].",
    ],
    [
      "open channels",
      { shape: ["N", "C", 2, 2] },
      "expected 1 or 3 channels; export it with that number fixed. Got x float32 [N, C, 2, 2].",
    ],
    [
      "an open size",
      { shape: ["N", 3, "H", "W"] },
      "expected a fixed height and width; say them: model.onnx?size=299, or size=240x320.",
    ],
    [
      "rows that are no images",
      {
        body: (model) =>
          model.output("y", "float32", ["D"], model.node("ReduceMean", ["x"], { axes: [0, 1, 2], keepdims: 0 })),
      },
      "expected one row of features an image; name another output: model.onnx:output. Got y float32 [2].",
    ],
  ])("%s", async (_, made, message) => {
    await expect(networkOf(made)).rejects.toThrow(`net.onnx: ${message}`);
  });

  test("whole numbers that come out", async () => {
    const body: Body = (model) =>
      model.output("y", "int64", ["N", 1], model.node("ArgMax", [model.node("Flatten", ["x"])], { axis: 1 }));
    await expect(networkOf({ body })).rejects.toThrow("expected an output of type float32 or float64");
  });

  test("an operator that there is not, and a runtime that runs no models", async () => {
    const body: Body = (model) => model.output("y", "float32", ["N", 1], model.node("Nonsense", ["x"]));
    await expect(networkOf({ body })).rejects.toThrow(/^net\.onnx: ONNX Runtime refuses the model: .*Nonsense/s);
    await expect(onnxNetwork(referenceRuntime(), modelOf(), { path: "net.onnx" })).rejects.toThrow(
      "net.onnx: the device reference runs no models that were made elsewhere. Choose another, such as cpu.",
    );
  });

  test("what are no images", async () => {
    const network = await networkOf();
    await expect(network.of(floatTensor([3, 2], new Float32Array(6)))).rejects.toThrow(
      "features net.onnx: expected images",
    );
    await network.release();
  });
});
