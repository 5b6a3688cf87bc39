import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import type { Matrix } from "../base/matrix.ts";
import { randomSource } from "../base/random.ts";
import { nodeRowProducts } from "../runtime/row-products.node.ts";
import { frechetDistanceOfFeatures } from "./frechet.ts";
import { kernelDistanceOfAll } from "./kernel-distance.ts";
import { precisionRecall } from "./precision-recall.ts";
import { rowProducts } from "./row-products.ts";

function randomMatrix(stream: string, rows: number, columns: number): Matrix {
  const { normal } = randomSource({ seed: 1, stream, counter: 0 });
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, normal) };
}

test("by hand", async () => {
  const a: Matrix = { rows: 2, columns: 2, values: Float32Array.of(1, 2, 3, 4) };
  const b: Matrix = { rows: 3, columns: 2, values: Float64Array.of(1, 0, 0, 1, 5, -1) };
  expect(await rowProducts(a, b)).toEqual({ rows: 2, columns: 3, values: Float64Array.of(1, 2, 3, 3, 4, 11) });
});

test("any number of rows, whole blocks and what is left over", async () => {
  const [a, b] = [randomMatrix("a", 5, 9), randomMatrix("b", 131, 9)];
  const expected = Array.from({ length: 5 * 131 }, (_, at) => {
    const [i, j] = [Math.floor(at / 131), at % 131];
    let sum = 0;
    for (let c = 0; c < 9; c += 1) sum += (a.values[i * 9 + c] as number) * (b.values[j * 9 + c] as number);
    return sum;
  });
  expectClose((await rowProducts(a, b)).values, expected, { rtol: 0, atol: 0 });
});

test("rows of different lengths", async () => {
  await expect(rowProducts(randomMatrix("a", 2, 3), randomMatrix("b", 2, 4))).rejects.toThrow(
    "rowProducts: shapes [2, 3] and [2, 4] do not fit together.",
  );
});

test("metrics are the same by a runtime's products", async () => {
  const session = await nodeRowProducts({ threads: 1 });
  const { products } = session;
  const [real, fake] = [randomMatrix("real", 1100, 24), randomMatrix("fake", 1050, 24)];
  expect(await precisionRecall(real, fake, { products })).toEqual(await precisionRecall(real, fake));
  const pairs = await Promise.all([
    kernelDistanceOfAll(real, fake, { products }),
    kernelDistanceOfAll(real, fake),
    frechetDistanceOfFeatures(real, fake, { products }),
    frechetDistanceOfFeatures(real, fake),
  ]);
  const [kernel, kernelPlain, frechet, frechetPlain] = pairs;
  expectClose([kernel], [kernelPlain], { rtol: 1e-8, atol: 1e-13 });
  expectClose([frechet.frechet], [frechetPlain.frechet], { rtol: 1e-11, atol: 0 });
  await session.release();
});
