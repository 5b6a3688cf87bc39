import { floatTensor } from "gantry/base";
import { expect, test } from "vitest";
import { expectClose } from "../../../test/matchers.ts";
import { drawingOf, flatSize, flattened } from "./latent-pictures.ts";

test("pictures stand side by side, grey ones grey, coloured ones in their colours", () => {
  const grey = drawingOf(floatTensor([2, 1, 1, 2], [-1, 1, 0, 2]));
  expect(grey).toMatchObject({ kind: "images", count: 2, width: 4, height: 1 });
  const [a, b] = [
    [0, 0, 0, 255],
    [255, 255, 255, 255],
  ];
  expect(grey.kind === "images" && Array.from(grey.rgba)).toEqual([
    ...(a as number[]),
    ...(b as number[]),
    128,
    128,
    128,
    255,
    ...(b as number[]),
  ]);
  const red = drawingOf(floatTensor([1, 3, 1, 1], [1, -1, 0]));
  expect(red.kind === "images" && Array.from(red.rgba)).toEqual([255, 0, 128, 255]);
});

test("points stay points", () => {
  expect(drawingOf(floatTensor([2, 2], [1, 2, 3, 4]))).toEqual({
    kind: "points",
    count: 2,
    dimensions: 2,
    data: Float32Array.of(1, 2, 3, 4),
  });
});

test("laid flat, small pictures are as they are, large ones are means of squares, points are points", () => {
  const small = new Float32Array(2 * 4);
  flattened(floatTensor([1, 1, 2, 2], [1, 2, 3, 4]), small, 1);
  expect(Array.from(small)).toEqual([0, 0, 0, 0, 1, 2, 3, 4]);

  expect([flatSize([3, 64, 64]), flatSize([1, 28, 28]), flatSize([1, 48, 48]), flatSize([2])]).toEqual([
    3072, 784, 576, 2,
  ]);
  const large = Float32Array.from({ length: 2 * 64 * 64 }, (_, i) => Math.floor((i % 64) / 2) + (i >= 4096 ? 100 : 0));
  const out = new Float32Array(2 * 1024);
  flattened(floatTensor([1, 2, 64, 64], large), out, 0);
  expectClose([out[0] as number, out[31] as number, out[32] as number, out[1024] as number], [0, 31, 0, 100], {
    rtol: 0,
    atol: 1e-5,
  });

  const points = new Float32Array(4);
  flattened(floatTensor([2, 2], [1, 2, 3, 4]), points, 0);
  expect(Array.from(points)).toEqual([1, 2, 3, 4]);
});
