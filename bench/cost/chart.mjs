/** @file The charts of bench/cost.mjs: a step's time on two logarithmic axes, beside what its arithmetic would take. */
import { lineChart } from "../../dist/lib/views/line-chart.js";
import { themeStyle } from "../../dist/lib/views/palette.js";

const WORDS = {
  batch: "items in a batch",
  width: "channels next to the image",
  size: "pixels, height and width",
  k: "updates of D in a step",
};
const ROLES = ["generated", "real"];
const WIDTH = 720;
/** Right of it, for fonts that are wider than was reckoned with. */
const MARGIN = 30;

/**
 * A step's milliseconds, and dashed what its GFLOP would take at the rate of the line's last point: where the two part,
 * something else than arithmetic costs.
 */
function seriesOf({ base, points }, i) {
  const x = points.map(({ value }) => value);
  const last = points.at(-1);
  const name = base.split(":")[0];
  const line = { role: ROLES[i] ?? "accent", x };
  return [
    { ...line, label: `${name}, ms`, y: points.map(({ ms }) => ms), dots: true },
    { ...line, label: "arithmetic alone", y: points.map(({ gflop }) => (gflop / last.gflop) * last.ms), dash: "4 4" },
  ];
}

/** @returns a file of its own: with fonts and the colours of both themes */
export function costChart(factor, lines) {
  const described = lines.map(({ base, fit }) => `${base}: exponent ${fit.text}`).join("; ");
  const svg = lineChart({
    id: `cost-${factor}`,
    title: `Milliseconds a step by ${WORDS[factor]}`,
    description: `${described}. Dashed: what the arithmetic alone would take at the rate of the last point.`,
    xLabel: WORDS[factor],
    series: lines.flatMap(seriesOf),
    scale: "log",
    xScale: "log",
    width: WIDTH,
    height: 320,
  });
  const style = `<style>${themeStyle().replaceAll("\n", "")}</style>`;
  const alone = svg
    .replace('font-family="inherit"', 'font-family="system-ui, sans-serif"')
    .replace(`viewBox="0 0 ${WIDTH} `, `viewBox="0 0 ${WIDTH + MARGIN} `);
  return `${alone.replace(">", `>${style}`)}\n`;
}
