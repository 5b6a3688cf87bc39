import { describe, expect, test } from "vitest";
import { expectClose } from "../../../../../test/matchers.ts";
import type { TensorHistogram } from "../../../../api/index.ts";
import { nearestRow, spreadDrawing } from "./spread-rows.ts";

const histogram = (step: number, numbers: Partial<TensorHistogram>): TensorHistogram => ({
  ...{ step, tensor: "G.w", of: "weight", shape: [4], count: 4, zeros: 0, strange: 0 },
  ...{ min: 0, max: 1, mean: 0, std: 0, bins: [4] },
  ...numbers,
});
const heightsOf = (drawing: ReturnType<typeof spreadDrawing>, row: number): readonly number[] =>
  drawing.rows[row]?.sides[0]?.heights ?? [];

describe("rows of histograms", () => {
  test("share one axis, as far as any goes, with 0 where it is within", () => {
    const rows = [histogram(0, { min: -1, max: 1 }), histogram(5, { min: 0, max: 3 })];
    expect(spreadDrawing(rows, 1)).toMatchObject({ axis: { range: [-1, 3], border: 0 }, marked: 1 });
    expect(spreadDrawing(rows.slice(1), 0).axis).toMatchObject({ range: [0, 3], border: null });
    expect(spreadDrawing([histogram(0, { min: 2, max: 2 })], 0).axis.range).toEqual([1.5, 2.5]);
  });

  test("are each as high as there is room; on the axis's bins they are in the ratio of the counts", () => {
    // 30 over [0, 1) and 10 over [1, 2) of an axis of 4: bins 0–24 three times as high as bins 25–49
    const drawing = spreadDrawing(
      [histogram(0, { min: 0, max: 2, bins: [30, 10], count: 40 }), histogram(5, { min: 4, max: 4, bins: [4, 0] })],
      0,
    );
    const heights = heightsOf(drawing, 0);
    expectClose([heights[10] as number, heights[40] as number, heights[60] as number], [1, 1 / 3, 0], {
      ...{ rtol: 1e-12, atol: 0 },
    });
    expect(Math.max(...heightsOf(drawing, 1))).toBe(1);
    expect(heightsOf(drawing, 1).filter((height) => height > 0)).toHaveLength(3); // in one place, smoothed, at the end
  });

  test("with nothing finite there is no outline, and the axis is the others'", () => {
    const none = histogram(5, { min: null, max: null, mean: null, std: null, bins: [], strange: 4 });
    const drawing = spreadDrawing([histogram(0, {}), none], 0);
    expect([drawing.axis.range, drawing.rows[1]?.sides]).toEqual([[0, 1], []]);
    expect(spreadDrawing([none], 0).axis.range).toEqual([-0.5, 0.5]);
  });

  test("the scrubber's is the nearest one; without a step the last", () => {
    const rows = [0, 10, 30].map((step) => histogram(step, {}));
    expect([0, 4, 6, 25, 99, null].map((step) => nearestRow(rows, step))).toEqual([0, 0, 1, 2, 2, 2]);
  });
});
