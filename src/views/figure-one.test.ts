/** @file Figure 1 as SVG: what is drawn, where, and what is left out. */
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { type FigureOneSpec, figureOne } from "./figure-one.ts";
import type { FigurePanel } from "./figure-one-panel.ts";
import { plainSvg } from "./plain-svg.ts";

const panel: FigurePanel = {
  title: "(a) step <1>",
  notes: ["JSD 0.1", "V −1"],
  x: [0, 1, 2],
  data: [0, 1, 0],
  generated: [0, 50, 0],
  D: [0, 0.5, 1],
  optimal: [0.5, Number.NaN, 0.5],
  arrows: [
    { z: -1, x: 0 },
    { z: 1, x: 2 },
    { z: 0, x: 9 },
  ],
};
const spec: FigureOneSpec = {
  id: "f",
  title: "Figure 1",
  description: "four curves",
  legend: { data: "p_data", generated: "p_g", D: "D(x)", optimal: "D*(x)" },
  panels: [panel],
  xRange: [0, 2],
  zRange: [-1, 1],
};
const drawn = figureOne(spec);
const pathsLike = (svg: string, attribute: string): string[] =>
  [...svg.matchAll(/<path d="([^"]*)"([^>]*)>/g)].flatMap(([, d, rest]) =>
    (rest as string).includes(attribute) ? [d as string] : [],
  );
const numbers = (d: string): number[] => (d.match(/-?[\d.]+/g) ?? []).map(Number);

describe("figureOne", () => {
  test("is markup with a title and a description, and nothing unescaped", () => {
    expect(drawn).toMatch(/^<svg [^>]*role="img"/);
    expect(drawn).toContain("<title>Figure 1</title><desc>four curves</desc>");
    expect(drawn).toContain("(a) step &lt;1&gt;");
    expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
  });

  test("p_data is dotted, D dashed, D* thin and broken where it is nothing", () => {
    expect(pathsLike(drawn, 'stroke-dasharray="0.1 4.4"')).toHaveLength(2); // legend and curve
    const [, D] = pathsLike(drawn, 'stroke-dasharray="7 4"');
    // from 0 at the bottom left over ½ to 1 at the top right
    const [x0, y0, x1, y1, x2, y2] = numbers(D as string) as [number, number, number, number, number, number];
    expectClose([x1 - x0, y0 - y1], [x2 - x1, y1 - y2], { rtol: 1e-12, atol: 0 });
    expect(y0 > y2 && x2 > x0).toBe(true);
    const [, optimal] = pathsLike(drawn, 'stroke-width="0.9"');
    expect((optimal as string).match(/M/g)).toHaveLength(2);
  });

  test("a collapsed p_g is cut at twice the data's peak, so that the data can be seen", () => {
    const [, data] = pathsLike(drawn, 'stroke-dasharray="0.1 4.4"');
    const [, y0, , y1] = numbers(data as string) as [number, number, number, number];
    expectClose([y0 - y1], [168 / (2 * 1.08)], { rtol: 0, atol: 0.01 });
  });

  test("arrows go from z to G(z); what lies beyond the axis has none", () => {
    const [arrows] = pathsLike(drawn, 'stroke-width="0.8"');
    expect((arrows as string).match(/M/g)).toHaveLength(4); // two arrows, each a line and a head
  });

  test("without a line of z there are neither axes nor arrows, without a probability there is no D", () => {
    const bare = figureOne({ ...spec, zRange: null, panels: [{ ...panel, D: null, arrows: [] }] });
    expect(bare).not.toContain('font-style="italic"');
    expect(pathsLike(bare, 'stroke-dasharray="7 4"')).toHaveLength(0);
    expect(bare).not.toContain("D(x)");
  });

  test("five panels stand in two rows, and no two share a clip path", () => {
    const many = figureOne({ ...spec, panels: Array.from({ length: 5 }, () => panel) });
    const ids = [...many.matchAll(/<clipPath id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(5);
    expect(/viewBox="0 0 (\d+) /.exec(many)?.[1]).toBe(String(52 + 3 * 272 + 2 * 26));
  });
});

test("plainSvg: colours by value, a ground, a size, no custom property", () => {
  const plain = plainSvg(drawn);
  expect(plain).not.toMatch(/var\(|inherit/);
  expect(plain).toMatch(
    /^<svg [^>]*width="324" height="\d+" viewBox="0 0 324 \d+"[^>]*><rect width="324" height="\d+" fill="#ffffff"\/>/,
  );
  expect(plain).toContain('stroke="#0072B2"');
});
