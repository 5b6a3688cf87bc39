import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { chartDomain } from "./chart-domain.ts";
import { type ChartSpec, lineChart } from "./line-chart.ts";
import { shortNumber } from "./number-text.ts";
import { linearTicks, logTicks, makeScale, tickText } from "./scale.ts";
import { spreadLabels, textWidth } from "./text-size.ts";

describe("scales", () => {
  test.each([
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [1, 3000, 6, [500, 1000, 1500, 2000, 2500, 3000]],
    [-0.31, 0.29, 4, [-0.2, 0, 0.2]],
    [0, 9, 4, [0, 2.5, 5, 7.5]],
  ])("ticks of [%d, %d], about %d", (low, high, count, wanted) =>
    expect(linearTicks(low, high, count)).toEqual(wanted),
  );

  test.each([
    [0.01, 100, 5, [0.01, 0.1, 1, 10, 100]],
    [1, 50, 6, [1, 2, 5, 10, 20, 50]],
    [1e-9, 1, 4, [1e-9, 1e-7, 1e-5, 1e-3, 0.1]],
  ])("logarithmic ticks of [%d, %d]", (low, high, count, wanted) => expect(logTicks(low, high, count)).toEqual(wanted));

  test("places: linear, logarithmic with nothing at or below zero, and a domain of no width", () => {
    const linear = makeScale({ domain: [0, 10], range: [100, 0] });
    expect([linear.at(0), linear.at(5), linear.at(20)]).toEqual([100, 50, -100]);
    const log = makeScale({ kind: "log", domain: [1, 100], range: [0, 100] });
    expect([log.at(1), log.at(10), log.at(0), log.at(-5)]).toEqual([0, 50, 0, 0]);
    expect(makeScale({ domain: [3, 3], range: [0, 1] }).domain).toEqual([2.5, 3.5]);
    expect(makeScale({ kind: "log", domain: [0, 100], range: [0, 1] }).domain).toEqual([10, 100]);
  });

  test("tick texts", () => {
    expect([0, 0.25, 1500, 20_000, 2_500_000, 1e-7, -0.5].map(tickText)).toEqual([
      "0",
      "0.25",
      "1500",
      "20k",
      "2.5M",
      "1e-7",
      "-0.5",
    ]);
  });
});

test("numbers of three digits that count", () =>
  expect([0.7654, 1.386, 12_345, 2.1e-7, 1e9, 0, Number.NaN].map(shortNumber)).toEqual([
    "0.765",
    "1.39",
    "12300",
    "2.1e-7",
    "1.0e9",
    "0",
    "–",
  ]));

describe("labels", () => {
  test("those that touch move apart around their mean, in order; the others stay", () => {
    expect(spreadLabels([10, 12, 80], 10, [0, 100])).toEqual([6, 16, 80]);
    expect(spreadLabels([98, 99], 10, [0, 100])).toEqual([85, 95]);
    expect(spreadLabels([50, 20, 21], 10, [0, 100])).toEqual([50, 15.5, 25.5]);
    expect(spreadLabels([5, 16, 18, 28], 10, [0, 100])).toEqual([5, 15, 25, 35]);
  });

  test("Han characters are an em wide", () => expect(textWidth("损失 i", 10)).toBe(28));
});

describe("chartDomain", () => {
  const envelope = (values: readonly number[]) => {
    const y = Float64Array.from(values);
    return { x: Float64Array.from(values, (_, i) => i), min: y, max: y, mean: y };
  };
  const plain = { references: [], scale: "linear", yRange: undefined } as const;

  test("shows all, with a margin, and starts at 0 rather than below", () => {
    expect(chartDomain([envelope([0, 1])], plain)).toEqual({ x: [0, 1], y: [0, 1.06] });
    expect(chartDomain([envelope([1, 3])], { ...plain, references: [5] }).y).toEqual([0.76, 5.24]);
  });

  test("cuts a spike that would flatten the rest, and says how far it goes", () => {
    const values = Array.from({ length: 200 }, (_, i) => 1 + (i % 10) / 10);
    values[77] = 500;
    const { y, cut } = chartDomain([envelope(values)], plain);
    expect(y[1]).toBeLessThan(3);
    expect(cut).toEqual([1, 500]);
  });

  test("a logarithmic one leaves out what has no logarithm", () => {
    expect(chartDomain([envelope([-1, 0, 1, 100])], { ...plain, scale: "log" }).y).toEqual([1 / 1.15, 100 * 1.15]);
  });
});

const series = { label: "D", role: "discriminator", x: [1, 2, 3], y: [1, 3, 2] } as const;
const spec: ChartSpec = {
  id: "c",
  title: "Losses & <more>",
  description: "d",
  xLabel: "step",
  series: [series],
  references: [{ y: 2, label: "two" }],
  width: 300,
  height: 160,
};

describe("lineChart", () => {
  test("is the picture that was looked at", () => expect(lineChart(spec)).toMatchSnapshot());

  test("names itself for those who do not see it, escaped", () => {
    const svg = lineChart(spec);
    expect(svg).toContain('role="img" aria-labelledby="c-title c-desc"');
    expect(svg).toContain('<title id="c-title">Losses &amp; &lt;more&gt;</title>');
    expect(svg).not.toContain("<more>");
  });

  test("a gap breaks the line, a lone point stays visible, nothing gives an empty plot", () => {
    const path = /stroke-width="1.75"/;
    const broken = lineChart({ ...spec, series: [{ ...series, y: [1, Number.NaN, 2] }] });
    const line = broken.match(/<path d="([^"]*)" fill="none"[^>]*stroke-width="1.75"/)?.[1] ?? "";
    expect(line.match(/M[\d. ]+h0/g)).toHaveLength(2);
    const empty = lineChart({ ...spec, series: [{ ...series, x: [], y: [] }] });
    expect(empty).toMatch(path);
    expect(empty).not.toContain("NaN");
    expect(lineChart({ ...spec, series: [{ ...series, y: [Number.NaN, Number.NaN, Number.NaN] }] })).not.toContain(
      "NaN",
    );
  });

  test("end labels do not overlap", () => {
    const close = [series, { ...series, label: "G", y: [1, 2, 2.01] }, { ...series, label: "H", y: [1, 2, 1.99] }];
    const svg = lineChart({ ...spec, series: close });
    const labels = [...svg.matchAll(/y="([\d.]+)" fill="[^"]+" font-weight/g)].map((match) => Number(match[1]));
    const sorted = [...labels].sort((a, b) => a - b);
    expect(sorted).toHaveLength(4);
    for (let i = 1; i < 4; i += 1)
      expect((sorted[i] as number) - (sorted[i - 1] as number)).toBeGreaterThanOrEqual(15.9);
  });

  test("on two logarithmic axes a power is a straight line, and each value has its dot", () => {
    const x = [1, 2, 4, 8, 16];
    const power = { ...series, x, y: x.map((value) => 3 * value ** 2), dots: true } as const;
    const svg = lineChart({ ...spec, references: [], scale: "log", xScale: "log", series: [power] });
    const dots = svg.match(/<path d="([^"]*)"[^>]*stroke-width="6"/)?.[1] ?? "";
    const places = [...dots.matchAll(/M([\d.]+) ([\d.]+)h0/g)].map(
      (match) => [Number(match[1]), Number(match[2])] as const,
    );
    expect(places).toHaveLength(5);
    const apart = (axis: 0 | 1): number[] =>
      places.slice(1).map((place, i) => place[axis] - (places[i] as readonly [number, number])[axis]);
    for (const axis of [0, 1] as const) {
      const even =
        ((places[4] as readonly [number, number])[axis] - (places[0] as readonly [number, number])[axis]) / 4;
      expectClose(apart(axis), [even, even, even, even], { rtol: 0, atol: 0.2 }); // places are rounded to a tenth
    }
  });

  test("a long series is drawn with few places, and its spike survives in the band", () => {
    const x = Array.from({ length: 50_000 }, (_, i) => i);
    const svg = lineChart({
      ...spec,
      yRange: [0, 10],
      series: [{ ...series, x, y: x.map((i) => (i === 31_234 ? 9 : 1)) }],
    });
    expect(svg.length).toBeLessThan(8000);
    expect(svg).toContain("fill-opacity");
  });
});
