import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { floatTensor } from "../base/tensor.ts";
import { constant, gather, input, mul } from "../graph/primitives.ts";
import { ANY_BATCH, lowerGenerator } from "../onnx/generator.ts";
import { openGenerator } from "./generator.node.ts";
import { type Generator, generatorOf } from "./generator.ts";

/** G(z, label) = z · (1, 10 or 100 by the label). */
function model(metadata: Readonly<Record<string, string>> = {}): Uint8Array<ArrayBuffer> {
  const z = input("z", [ANY_BATCH, 1]);
  const scales = constant(floatTensor([3, 1], [1, 10, 100]));
  const node = mul(z, gather(scales, input("label", [ANY_BATCH], "int32")));
  return lowerGenerator({ output: "sample", node, metadata: { "label.classes": "3", ...metadata } });
}

async function using<T>(metadata: Readonly<Record<string, string>>, work: (generator: Generator) => Promise<T>) {
  const generator = await openGenerator(model(metadata), "g.onnx");
  return work(generator).finally(() => generator.release());
}

const z = floatTensor([3, 1], [1, 2, 3]);

describe("classes", () => {
  test("are one for all rows, or one a row", async () => {
    await using({}, async ({ generate }) => {
      expectClose((await generate(z, 2)).data, [100, 200, 300], { rtol: 0, atol: 0 });
      expectClose((await generate(z, [2, 0, 1])).data, [100, 2, 30], { rtol: 0, atol: 0 });
      expectClose((await generate(z)).data, [1, 2, 3], { rtol: 0, atol: 0 });
    });
  });

  test.each([[[]], [[1, 2]], [[0, 1, 2, 0]]])("%j are not one a row of three", async (labels) => {
    const text = `label: expected one class, or 3, one a row, got ${labels.length}.`;
    await using({}, ({ generate }) => expect(generate(z, labels)).rejects.toThrow(text));
  });

  test.each([3, -1, 0.5, Number.NaN])("%j is none of three", async (label) => {
    await using({}, async ({ generate }) => {
      await expect(generate(z, label)).rejects.toMatchObject({ code: "E213" });
      await expect(generate(z, [0, label, 0])).rejects.toMatchObject({ code: "E213" });
    });
  });
});

describe("where a uniform z lies", () => {
  const told: [Record<string, string>, Generator["range"]][] = [
    [{}, null],
    [{ "z.kind": "normal", "z.range": "[0, 2]" }, null],
    [{ "z.kind": "uniform" }, [-1, 1]],
    [{ "z.kind": "uniform", "z.range": "[0, 1.5]" }, [0, 1.5]],
  ];
  test.each(told)("%j: %j", async (metadata, range) => {
    await using(metadata, async (generator) => {
      expect(generator.range).toEqual(range);
      const { data } = generator.z(400, 0);
      const [low, high] = [Math.min(...data), Math.max(...data)];
      const [from, to] = range ?? [-2.9, 2.9]; // of 400 normal numbers some lie beyond ±2, none beyond ±4.5
      expectClose([low, high], [from, to], { rtol: 0, atol: range === null ? 0.9 : 0.05 });
    });
  });

  test.each(["", "0, 1", "[1]", '["0", "1"]', "[2, 2]", "[3, 1]", "[0, 1e999]"])("%j is no interval", async (range) => {
    const opened = generatorOf(
      () => Promise.reject(new Error("not asked")),
      model({ "z.kind": "uniform", "z.range": range }),
      "g.onnx",
    );
    await expect(opened).rejects.toMatchObject({ code: "E123" });
  });
});
