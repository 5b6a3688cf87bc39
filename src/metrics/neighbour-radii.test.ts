import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { matrixOf, normals, picked } from "../../test/matrices.ts";
import type { Matrix } from "../base/matrix.ts";
import { meanOfRows } from "./centre.ts";
import { pointsOf } from "./distances.ts";
import { neighbourRadii } from "./neighbour-radii.ts";
import { workerOf } from "./work.ts";

const radiiOf = (matrix: Matrix, k: number): Promise<Float64Array> =>
  neighbourRadii(pointsOf(matrix, meanOfRows(matrix)), k, workerOf({}, 1));

/** All distances sorted; the first is that from the point to itself. */
function plain({ rows, columns, values }: Matrix, k: number): Float64Array {
  const squared = (i: number, j: number): number => {
    let sum = 0;
    for (let c = 0; c < columns; c += 1) {
      sum += ((values[i * columns + c] as number) - (values[j * columns + c] as number)) ** 2;
    }
    return sum;
  };
  return Float64Array.from({ length: rows }, (_, i) => {
    return Float64Array.from({ length: rows }, (_other, j) => squared(i, j)).sort()[k] as number;
  });
}

test.each([1, 3, 7])("k = %d, over several blocks, to the bit", async (k) => {
  const points = normals("points", 1500, 2);
  expectClose(await radiiOf(points, k), plain(points, k), { rtol: 0, atol: 0 });
});

test("the last neighbour there is", async () => {
  expect(await radiiOf(matrixOf([[0], [1], [5]]), 2)).toEqual(Float64Array.of(25, 16, 25));
});

test("copies are neighbours at distance 0", async () => {
  const points = picked(matrixOf([[0.1], [0.3], [0.9]]), [0, 1, 0, 2, 0, 0, 0, 0, 0, 0]);
  expectClose(await radiiOf(points, 2), plain(points, 2), { rtol: 0, atol: 0 });
});

test("clusters that are narrow beside their distance from one another", async () => {
  const { values } = normals("points", 200, 3);
  const clusters = { rows: 200, columns: 3, values: values.map((value, i) => 1e-7 * value + (i % 2 === 0 ? 1 : -1)) };
  expectClose(await radiiOf(clusters, 5), plain(clusters, 5), { rtol: 0, atol: 0 });
});
