import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { mapped, normals } from "../../test/matrices.ts";
import type { Matrix } from "../base/matrix.ts";
import { meanOfRows } from "./centre.ts";
import { distanceBlocks, exactly, type Points, pointsOf } from "./distances.ts";
import { workerOf } from "./work.ts";

async function allDistances(a: Points, b: Points): Promise<Float64Array> {
  const all = new Float64Array(a.given.rows * b.given.rows).fill(Number.NaN);
  for await (const { row, column, squared } of distanceBlocks(a, b, workerOf({}, 1))) {
    squared.values.forEach((value, at) => {
      const [i, j] = [row + Math.floor(at / squared.columns), column + (at % squared.columns)];
      all[i * b.given.rows + j] = value;
    });
  }
  return all;
}

const plain = (a: Matrix, b: Matrix): Float64Array =>
  Float64Array.from({ length: a.rows * b.rows }, (_, at) => {
    const [i, j] = [Math.floor(at / b.rows), at % b.rows];
    let sum = 0;
    for (let c = 0; c < a.columns; c += 1) {
      sum += ((a.values[i * a.columns + c] as number) - (b.values[j * b.columns + c] as number)) ** 2;
    }
    return sum;
  });

test("each pair once, over several blocks", async () => {
  const [a, b] = [normals("a", 1030, 3), normals("b", 1100, 3)];
  const centre = meanOfRows(a);
  expectClose(await allDistances(pointsOf(a, centre), pointsOf(b, centre)), plain(a, b), { rtol: 1e-9, atol: 1e-13 });
});

test("far from 0 they keep their digits", async () => {
  const far = mapped(normals("far", 20, 4), (value) => 1e6 + value);
  const points = pointsOf(far, meanOfRows(far));
  expectClose(await allDistances(points, points), plain(far, far), { rtol: 1e-9, atol: 0 });
});

test("equal rows are exactly 0 apart, in float32 and float64", async () => {
  const rows = normals("rows", 12, 7);
  const single = { ...rows, values: Float32Array.from(rows.values) };
  for (const matrix of [rows, single]) {
    const centre = meanOfRows(matrix).map((value) => value + 3);
    const [a, b] = [pointsOf(matrix, centre), pointsOf({ ...matrix, values: matrix.values.slice() }, centre)];
    const all = await allDistances(a, b);
    expect(Array.from({ length: 12 }, (_, i) => all[i * 13])).toEqual(new Array(12).fill(0));
    for (let i = 0; i < 11; i += 1) expect(exactly(a, i, b, i + 1)).toBe(exactly(b, i + 1, a, i));
  }
});
