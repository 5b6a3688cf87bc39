/** @file Checkpoints in pieces, against sums over the whole. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeTensors, type NamedTensor } from "gantry/store";
import { beforeEach, expect, test } from "vitest";
import { expectClose } from "../../../test/matchers.ts";
import { StateNorms } from "./state-norms.ts";
import { histogramOf } from "./tensor-histogram.ts";

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "gantry-state-")), "state.safetensors");
});

const tensor = (name: string, shape: readonly number[], value: (i: number) => number): NamedTensor<"float32"> => ({
  ...{ name, dtype: "float32", shape },
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => value(i)),
});

/** More than one piece, which is a megabyte, and pieces that end within a row. */
const SHAPE = [70, 60, 9, 9];
const inner = 81;
const wave = (i: number): number => Math.sin(i * 0.7) + 0.1;

function writeState(): void {
  writeFileSync(
    path,
    encodeTensors([
      tensor("G.parameters.up.weight", SHAPE, wave),
      tensor("G.optimiser.squareSum.up.weight", SHAPE, (i) => wave(i) ** 2),
      tensor("G.optimiser.gradientSum.up.weight", SHAPE, (i) => wave(i) / 3),
      tensor("G.optimiser.squareWeight", [], () => 4),
      tensor("G.optimiser.gradientWeight", [], () => 2),
      tensor("G.parameters.up.bias", [3], (i) => i),
    ]),
  );
}

test("norms and the units' gradients by both axes are those of all numbers at once", async () => {
  writeState();
  const [bias, weight] = await new StateNorms().of(path);
  expect([bias?.name, bias?.gradient, bias?.units]).toEqual(["G.up.bias", null, null]);
  const values = tensor("", SHAPE, wave).data;
  const total = values.reduce((sum, x) => sum + x * x, 0);
  expectClose([weight?.weight as number, weight?.gradient as number], [Math.sqrt(total), Math.sqrt(total / 4)], {
    ...{ rtol: 1e-7, atol: 0 },
  });
  const ofUnit = (fits: (row: number) => boolean): number =>
    values.reduce((sum, x, i) => (fits(Math.floor(i / inner)) ? sum + x * x : sum), 0);
  const [first, second] = weight?.units ?? [];
  expect([first?.squares.length, second?.squares.length]).toEqual([70, 60]);
  const [row, column] = [ofUnit((at) => Math.floor(at / 60) === 41), ofUnit((at) => at % 60 === 17)];
  expectClose([first?.squares[41] as number, second?.squares[17] as number], [row / 4, column / 4], {
    ...{ rtol: 1e-6, atol: 0 },
  });
  expectClose([first?.means?.[41] as number, second?.means?.[17] as number], [row / 36, column / 36], {
    ...{ rtol: 1e-6, atol: 0 },
  });
});

test("a histogram over pieces counts each number once", async () => {
  writeState();
  const { count, bins, min, max } = await histogramOf(path, { tensor: "G.up.weight", of: "weight", bins: 10 });
  const values = tensor("", SHAPE, wave).data;
  expect([count, bins.reduce((a, b) => a + b)]).toEqual([values.length, values.length]);
  const width = ((max as number) - (min as number)) / 10;
  expect(bins[4]).toBe(
    values.filter((x) => x >= (min as number) + 4 * width && x < (min as number) + 5 * width).length,
  );
});

test("what is no number is counted apart, and one value is one bin", async () => {
  const [nan, inf] = [Number.NaN, Number.POSITIVE_INFINITY];
  writeFileSync(path, encodeTensors([tensor("D.parameters.w", [5], (i) => [2, nan, 2, inf, 2][i] as number)]));
  const asked = { tensor: "D.w", of: "weight", bins: 4 } as const;
  expect(await histogramOf(path, asked)).toMatchObject({ count: 5, strange: 2, min: 2, max: 2, bins: [3, 0, 0, 0] });
});

test("another file under the same name is read anew, one that is cut short is refused", async () => {
  const norms = new StateNorms();
  writeFileSync(path, encodeTensors([tensor("D.parameters.w", [1], () => 2)]));
  expect((await norms.of(path))[0]?.weight).toBe(2);
  writeFileSync(path, encodeTensors([tensor("D.parameters.w", [2], () => 3)]));
  expectClose([(await norms.of(path))[0]?.weight as number], [Math.sqrt(18)], { rtol: 1e-15, atol: 0 });
  writeFileSync(path, readFileSync(path).subarray(0, -3));
  await expect(norms.of(path)).rejects.toMatchObject({ code: "E511" });
});
