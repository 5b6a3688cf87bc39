/** @file One panel of Figure 1: four curves over x, and the way from z to x below them. */
import { colourOf } from "./palette.ts";
import { makeScale, tickText } from "./scale.ts";
import { element, escapeXml, round } from "./svg.ts";

/** What one panel shows. All curves are over the same x, rising; values that are not finite break a line. */
export interface FigurePanel {
  /** Above it: `(a) step 40`. */
  readonly title: string;
  /** Below it, short lines. */
  readonly notes: readonly string[];
  readonly x: ArrayLike<number>;
  readonly data: ArrayLike<number>;
  readonly generated: ArrayLike<number>;
  /** In [0, 1]; null for a critic, whose output is no probability. */
  readonly D: ArrayLike<number> | null;
  /** D*, in [0, 1]. */
  readonly optimal: ArrayLike<number>;
  /** From z to G(z). */
  readonly arrows: readonly { readonly z: number; readonly x: number }[];
}

/** Where a panel stands, and its scales. */
export interface FigureFrame {
  /** Id of its clip path. */
  readonly clip: string;
  readonly left: number;
  readonly right: number;
  /** Of the plot. */
  readonly top: number;
  readonly bottom: number;
  /** The density at the top. */
  readonly most: number;
  readonly xRange: readonly [number, number];
  readonly zRange: readonly [number, number] | null;
}

const INK = "var(--ink, #16191d)";
const MUTED = "var(--muted, #5b6470)";
const LINE = "var(--line, #d9dde3)";
const GREEN = colourOf("discriminator");
const BLUE = colourOf("real");

/** The four lines, as the paper draws them. */
export const figureInks: Readonly<
  Record<"data" | "generated" | "D" | "optimal", Readonly<Record<string, string | number>>>
> = {
  data: { stroke: INK, "stroke-width": 2.2, "stroke-dasharray": "0.1 4.4", "stroke-linecap": "round" },
  generated: { stroke: GREEN, "stroke-width": 2.2, "stroke-linejoin": "round" },
  D: { stroke: BLUE, "stroke-width": 2, "stroke-dasharray": "7 4", "stroke-linejoin": "round" },
  optimal: { stroke: BLUE, "stroke-width": 0.9, "stroke-linejoin": "round" },
};

/** Below the plot: the axis of x that arrows point to, that of z they come from, texts. */
const X_AXIS = 30;
const Z_AXIS = 84;
const NOTES = 17;

export function drawPanel(panel: FigurePanel, frame: FigureFrame): string {
  const { left, right, top, bottom, clip, zRange } = frame;
  const [width, height] = [right - left, bottom - top];
  const belowAxes = bottom + (zRange === null ? 22 : Z_AXIS + 20);
  const middle = (left + right) / 2;
  return element("g", {}, [
    element("clipPath", { id: clip }, [element("rect", { x: left, y: top, width, height: height + 1 })]),
    text(
      { x: middle, y: top - 9, "text-anchor": "middle", fill: INK, "font-weight": 600, "font-size": 13 },
      panel.title,
    ),
    drawGround(frame),
    element("g", { "clip-path": `url(#${clip})`, fill: "none" }, drawCurves(panel, frame)),
    zRange === null ? "" : drawMap(panel, { ...frame, zRange }),
    ...panel.notes.map((note, i) => {
      return text({ x: middle, y: belowAxes + (i + 1) * NOTES, "text-anchor": "middle", fill: MUTED }, note);
    }),
  ]);
}

const text = (attributes: Readonly<Record<string, string | number>>, content: string): string =>
  element("text", attributes, [escapeXml(content)]);

/** The axis of x with its ticks, and the scale of D at the right: 0, ½, 1. */
function drawGround({ left, right, top, bottom, xRange }: FigureFrame): string {
  const scale = makeScale({ domain: xRange, range: [left, right], ticks: 5 });
  const half = (top + bottom) / 2;
  const marks = scale.ticks.map((tick) => `M${round(scale.at(tick))} ${bottom}v4`).join("");
  return element("g", { fill: MUTED, "font-size": 11 }, [
    element("path", { d: `M${left} ${top}H${right}M${left} ${half}H${right}`, stroke: LINE, fill: "none" }),
    element("path", { d: `M${left} ${bottom}H${right}${marks}`, stroke: MUTED, fill: "none" }),
    ...scale.ticks.map((tick) =>
      text({ x: round(scale.at(tick)), y: bottom + 16, "text-anchor": "middle" }, tickText(tick)),
    ),
    ...[
      ["1", top],
      ["½", half],
      ["0", bottom],
    ].map(([answer, y]) => text({ x: right + 5, y: (y as number) + 4, fill: BLUE }, answer as string)),
  ]);
}

function drawCurves(panel: FigurePanel, { left, right, top, bottom, most, xRange }: FigureFrame): string[] {
  const across = makeScale({ domain: xRange, range: [left, right] });
  const line = (curve: keyof typeof figureInks, values: ArrayLike<number>, full: number): string => {
    const up = makeScale({ domain: [0, full], range: [bottom, top] });
    let pen = "M";
    const steps = Array.from(values, (value, i) => {
      if (!Number.isFinite(value)) {
        pen = "M";
        return "";
      }
      const step = `${pen}${round(across.at(panel.x[i] as number))} ${round(up.at(Math.min(value, 1.5 * full)))}`;
      pen = "L";
      return step;
    });
    return element("path", { d: steps.join(""), ...figureInks[curve] });
  };
  return [
    line("optimal", panel.optimal, 1),
    ...(panel.D === null ? [] : [line("D", panel.D, 1)]),
    line("generated", panel.generated, most),
    line("data", panel.data, most),
  ];
}

/** Both lower axes and the arrows between them; what G takes beyond the axis of x has none. */
function drawMap(
  { arrows }: FigurePanel,
  { left, right, bottom, xRange, zRange }: FigureFrame & { readonly zRange: readonly [number, number] },
): string {
  const [xAt, zAt] = [xRange, zRange].map((domain) => makeScale({ domain, range: [left, right] }).at) as [
    (value: number) => number,
    (value: number) => number,
  ];
  const [upper, lower] = [bottom + X_AXIS, bottom + Z_AXIS];
  const inside = arrows.filter(({ x }) => x >= xRange[0] && x <= xRange[1]);
  const ends = { fill: MUTED, "font-size": 11, y: lower + 15 };
  return element("g", {}, [
    element("path", { d: `M${left} ${upper}H${right}M${left} ${lower}H${right}`, stroke: INK, fill: "none" }),
    element("path", {
      d: inside.map(({ z, x }) => arrowPath([zAt(z), lower], [xAt(x), upper + 1.5])).join(""),
      stroke: INK,
      "stroke-width": 0.8,
      fill: "none",
    }),
    text({ x: left - 12, y: upper + 4, fill: INK, "font-style": "italic", "font-size": 13 }, "x"),
    text({ x: left - 12, y: lower + 4, fill: INK, "font-style": "italic", "font-size": 13 }, "z"),
    text({ ...ends, x: left }, tickText(zRange[0])),
    text({ ...ends, x: right, "text-anchor": "end" }, tickText(zRange[1])),
  ]);
}

type Spot = readonly [x: number, y: number];

/** A line with two short strokes at its end. */
function arrowPath([x0, y0]: Spot, [x1, y1]: Spot): string {
  const angle = Math.atan2(y1 - y0, x1 - x0);
  const barb = (turn: number): string =>
    `${round(x1 - 5 * Math.cos(angle + turn))} ${round(y1 - 5 * Math.sin(angle + turn))}`;
  return `M${round(x0)} ${round(y0)}L${round(x1)} ${round(y1)}M${barb(0.4)}L${round(x1)} ${round(y1)}L${barb(-0.4)}`;
}
