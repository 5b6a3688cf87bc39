import { describe, expect, test } from "vitest";
import { byteOf, composeGrid, squareColumns } from "./grid.ts";
import { blankPixels, boxResize, colourAt } from "./pixels.ts";

describe("composeGrid", () => {
  test("three grey images of 1×2 in two columns", () => {
    const images = Float32Array.of(-1, 1, 0, -1, 1, 1);
    const grid = composeGrid(images, [3, 1, 1, 2], { columns: 2, padding: 1, background: [9, 9, 9] });
    expect([grid.width, grid.height, grid.channels]).toEqual([7, 5, 1]);
    const rows = Array.from({ length: 5 }, (_, y) => [...grid.data.subarray(y * 7, y * 7 + 7)]);
    expect(rows).toEqual([
      [9, 9, 9, 9, 9, 9, 9],
      [9, 0, 255, 9, 128, 0, 9],
      [9, 9, 9, 9, 9, 9, 9],
      [9, 255, 255, 9, 9, 9, 9],
      [9, 9, 9, 9, 9, 9, 9],
    ]);
  });

  test("planes become pixels; each is enlarged to a square", () => {
    const grid = composeGrid(Uint8Array.of(1, 2, 3, 4, 5, 6), [1, 3, 1, 2], { padding: 0, scale: 2 });
    expect([grid.width, grid.height, grid.channels]).toEqual([4, 2, 3]);
    const row = [1, 3, 5, 1, 3, 5, 2, 4, 6, 2, 4, 6];
    expect([...grid.data]).toEqual([...row, ...row]);
  });

  test("RGBA has an opaque ground", () => {
    const grid = composeGrid(new Float32Array(4), [1, 4, 1, 1], { padding: 1 });
    expect([...grid.data.subarray(0, 4)]).toEqual([24, 24, 27, 255]);
  });

  test.each([
    [[2, 2, 1, 1], 4],
    [[1, 1, 2, 2], 3],
    [[4], 4],
  ])("shape %j with %i values is refused", (shape, length) => {
    expect(() => composeGrid(new Float32Array(length), shape)).toThrow(
      `composeGrid: expected [N, 1 | 3 | 4, H, W], got [${shape.join(", ")}] with ${length} values.`,
    );
  });

  test("floats become bytes", () => {
    expect([-1, 1, 0, -2, 7, Number.NaN].map(byteOf)).toEqual([0, 255, 128, 0, 255, 0]);
    expect([64, 10, 1, 0].map(squareColumns)).toEqual([8, 4, 1, 1]);
  });
});

describe("pixels", () => {
  test("transparency shows what is under it", () => {
    const pixels = { ...blankPixels(1, 1, 4, [0, 0, 0]), data: Uint8Array.of(255, 0, 0, 51) };
    expect(colourAt(pixels, 0, 0, [0, 100, 200])).toEqual([51, 80, 160]);
    expect(colourAt(blankPixels(1, 1, 1, [255, 255, 255]), 0, 0)).toEqual([255, 255, 255]);
  });

  test("a box of pixels becomes its mean", () => {
    const data = Uint8Array.of(0, 100, 200, 20, 80, 20);
    const grey = { kind: "pixels", width: 3, height: 2, channels: 1, data } as const;
    expect([...boxResize(grey, 1, 1)]).toEqual([70, 70, 70]);
    expect([...boxResize(grey, 3, 2)].filter((_, i) => i % 3 === 0)).toEqual([...data]);
  });
});
