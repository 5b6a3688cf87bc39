import { describe, expect, test } from "vitest";
import { colourAt } from "./pixels.ts";
import { histogram, rangeOf } from "./points.ts";
import { scatterPixels, scatterSvg } from "./scatter.ts";

const points = { dimensions: 2, data: Float32Array.of(0.5, -0.5) };
const reals = { dimensions: 2, data: Float32Array.of(-0.5, 0.5) };

describe("scatterPixels", () => {
  test("real left above in blue, generated right below in orange, on white", () => {
    const picture = scatterPixels(points, { reals, range: [-1, 1], size: 100 });
    expect(colourAt(picture, 50, 50)).toEqual([255, 255, 255]);
    const [r, , b] = colourAt(picture, 75, 75);
    expect(r).toBeGreaterThan(b);
    const [realR, , realB] = colourAt(picture, 25, 25);
    expect(realB).toBeGreaterThan(realR);
  });

  test("one dimension: a uniform density fills an eighth of the height", () => {
    const line = { dimensions: 1, data: Float32Array.from({ length: 4000 }, (_, i) => i / 4000) };
    const picture = scatterPixels(line, { range: [0, 1], size: 80 });
    const column = Array.from({ length: 80 }, (_, y) => colourAt(picture, 40, y)[2] < 255);
    expect(column.filter(Boolean).length).toBe(10);
  });
});

test("scatterSvg names itself, escapes, and draws one path a set", () => {
  const svg = scatterSvg(points, { title: "<a>", description: '"b" & c' }, { reals, range: [-1, 1], size: 100 });
  expect(svg).toContain("<title>&lt;a&gt;</title><desc>&quot;b&quot; &amp; c</desc>");
  expect(svg.match(/<path /g)).toHaveLength(2);
  expect(svg).toContain('d="M25 25h0" stroke="var(--real, #0072B2)"');
  expect(svg).toContain('d="M75 75h0" stroke="var(--generated, #D55E00)"');
});

describe("points", () => {
  test("a range has a margin, ignores what is not finite, and never has no width", () => {
    expect(rangeOf({ dimensions: 2, data: Float32Array.of(0, 10, Number.NaN, 5) })).toEqual([-1, 11]);
    expect(rangeOf({ dimensions: 1, data: Float32Array.of(3) })).toEqual([2, 4]);
    expect(rangeOf({ dimensions: 2, data: new Float32Array(0) })).toEqual([-1, 1]);
    // The third dimension is not shown, so it does not count.
    expect(rangeOf({ dimensions: 3, data: Float32Array.of(0, 10, 99) })).toEqual([-1, 11]);
  });

  test("shares of a histogram", () => {
    expect([...histogram({ dimensions: 1, data: Float32Array.of(0.1, 0.2, 0.9, 5) }, [0, 1], 2)]).toEqual([0.5, 0.25]);
  });
});
