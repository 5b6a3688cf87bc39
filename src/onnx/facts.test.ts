import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import fc from "fast-check";
import { expect, test } from "vitest";
import { floatTensor } from "../base/tensor.ts";
import { add, constant, gather, input, mul } from "../graph/primitives.ts";
import { modelFacts } from "./facts.ts";
import { ANY_BATCH, lowerGenerator } from "./generator.ts";
import { withHalfWeights } from "./half-weights.ts";
import { GraphProtoSchema, ModelProtoSchema, ValueInfoProtoSchema } from "./onnx_pb.ts";

/** G(z, label) = z · s[label] + a, with more weights than a float16 file leaves as they are. */
function model(): Uint8Array<ArrayBuffer> {
  const scales = constant(
    floatTensor(
      [3, 4],
      Float32Array.from({ length: 12 }, (_, i) => i / 7),
    ),
  );
  const node = mul(input("z", [ANY_BATCH, 4]), gather(scales, input("label", [ANY_BATCH], "int32")));
  const shifted = add(node, constant(floatTensor([1, 4], [1, 2, 3, 4])));
  const metadata = { "label.classes": "3", 名: "雪 ☃", empty: "" };
  return lowerGenerator({ output: "sample", node: shifted, metadata });
}

test.each([
  ["as it is", model()],
  ["with half the weights' size", withHalfWeights(model())],
])("%s: what the whole format's descriptor reads, too", (_, bytes) => {
  const { graph, metadataProps, opsetImport } = fromBinary(ModelProtoSchema, bytes);
  const facts = modelFacts(bytes, "g.onnx");
  expect(facts.inputs.map(({ name }) => name)).toEqual(graph?.input.map(({ name }) => name));
  expect(facts.outputs.map(({ name }) => name)).toEqual(graph?.output.map(({ name }) => name));
  expect(facts.metadata).toEqual(Object.fromEntries(metadataProps.map(({ key, value }) => [key, value])));
  expect(facts.metadata).toMatchObject({ 名: "雪 ☃", empty: "" });
  expect(facts.opset).toBe(Number(opsetImport[0]?.version));
  expect(facts.inputs).toEqual([
    { name: "z", type: "float32", shape: ["N", 4] },
    { name: "label", type: "int64", shape: ["N"] },
  ]);
  expect(facts.outputs).toEqual([{ name: "sample", type: "float32", shape: ["N", 4] }]);
});

test("weights that older files list as inputs are none; types that Gantry does not use, and no type, are other", () => {
  const { graph, ...rest } = fromBinary(ModelProtoSchema, model());
  if (graph === undefined) throw new Error("no graph");
  const [weight] = graph.initializer;
  const listed = create(ValueInfoProtoSchema, { name: weight?.name ?? "" });
  const words = create(ValueInfoProtoSchema, {
    name: "words",
    type: {
      value: {
        case: "tensorType",
        value: { elemType: 8, shape: { dim: [{}, { value: { case: "dimValue", value: 0n } }] } },
      },
    },
  });
  const input = [...graph.input, listed, words, create(ValueInfoProtoSchema, { name: "bare" })];
  const bytes = toBinary(ModelProtoSchema, create(ModelProtoSchema, { ...rest, graph: { ...graph, input } }));
  expect(modelFacts(bytes, "g.onnx").inputs.slice(2)).toEqual([
    { name: "words", type: "other", shape: ["?", 0] },
    { name: "bare", type: "other", shape: [] },
  ]);
});

test("a message that comes in parts is all of them together, as in models that were joined", () => {
  const { graph, ...rest } = fromBinary(ModelProtoSchema, model());
  if (graph === undefined) throw new Error("no graph");
  const part = (own: Partial<typeof graph>): Uint8Array =>
    toBinary(ModelProtoSchema, create(ModelProtoSchema, { graph: { ...create(GraphProtoSchema, {}), ...own } }));
  const parts = [
    toBinary(ModelProtoSchema, create(ModelProtoSchema, rest)),
    part({ input: graph.input.slice(0, 1) }),
    part({ input: graph.input.slice(1), output: graph.output }),
  ];
  const bytes = Uint8Array.from(parts.flatMap((bytes) => Array.from(bytes)));
  expect(fromBinary(ModelProtoSchema, bytes).graph?.input.length).toBe(2);
  expect(modelFacts(bytes, "g.onnx")).toEqual(modelFacts(model(), "g.onnx"));
});

test("any other bytes, and files cut short, are refused in words", () => {
  const refused = (bytes: Uint8Array): void => {
    try {
      expect(modelFacts(bytes, "g.onnx").outputs.length).toBeGreaterThan(0); // cut behind the outputs, a file still says them
    } catch (error) {
      expect(error).toMatchObject({ code: "E123", parameters: { path: "g.onnx" } });
    }
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), refused));
  const whole = model();
  for (let end = 0; end < whole.length; end += 1) refused(whole.subarray(0, end));
  expect(() => modelFacts(new Uint8Array(), "g.onnx")).toThrow(expect.objectContaining({ code: "E123" }));
  expect(() => modelFacts(whole.subarray(0, 40), "g.onnx")).toThrow(expect.objectContaining({ code: "E123" }));
});
