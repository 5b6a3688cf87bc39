/**
 * @file Figure 1 of "Generative adversarial nets": p_data dotted and black, p_g solid and green, D dashed and blue, D*
 * thin, and below each panel two axes whose arrows say where G takes its z.
 *
 * Goodfellow et al. 2014, https://arxiv.org/abs/1406.2661. Densities are on one scale in all panels, and so are the
 * answers of D, which have the whole height from 0 to 1 and a line at ½. The colours are the paper's, not those by which
 * our other charts tell real from generated.
 */
import { drawPanel, type FigureFrame, type FigurePanel, figureInks } from "./figure-one-panel.ts";
import { element, escapeXml } from "./svg.ts";
import { textWidth } from "./text-size.ts";

export interface FigureOneSpec {
  /** Unique in the page: ids are made from it. */
  readonly id: string;
  readonly title: string;
  /** A sentence for those who cannot see the figure. */
  readonly description: string;
  readonly legend: Readonly<Record<Curve, string>>;
  readonly panels: readonly FigurePanel[];
  /** Ends of the axis of x. */
  readonly xRange: readonly [number, number];
  /** Ends of the axis of z; null where z is no line, and there are no arrows. */
  readonly zRange: readonly [number, number] | null;
}

type Curve = "data" | "generated" | "D" | "optimal";

const PANEL = { width: 272, gap: 26, notes: 17 } as const;
const MARGIN = 26;
const TOP = 52;
const ROW_GAP = 22;
const COLUMNS = 4;
/** Below a panel's plot: tick texts, and with arrows both axes of z and x. */
const BELOW = { plain: 24, arrows: 106 } as const;
const PLOT_TOP = 24;
const PLOT_HEIGHT = 168;
/** A peak is cut off at so many times the data's: a collapsed p_g would press everything else flat. */
const CUT = 2;

/** @returns an `svg` element; `plainSvg` makes a picture of it that stands alone */
export function figureOne(spec: FigureOneSpec): string {
  const { panels, title, description, zRange } = spec;
  const columns = panels.length <= COLUMNS ? panels.length : Math.ceil(panels.length / 2);
  const notes = Math.max(...panels.map((panel) => panel.notes.length)) * PANEL.notes;
  const rowHeight = PLOT_TOP + PLOT_HEIGHT + (zRange === null ? BELOW.plain : BELOW.arrows) + notes + ROW_GAP;
  const width = 2 * MARGIN + columns * PANEL.width + (columns - 1) * PANEL.gap;
  const height = TOP + Math.ceil(panels.length / columns) * rowHeight;
  const most = highest(panels);
  const frames = panels.map((_, i): FigureFrame => {
    const left = MARGIN + (i % columns) * (PANEL.width + PANEL.gap);
    const top = TOP + Math.floor(i / columns) * rowHeight + PLOT_TOP;
    const { xRange } = spec;
    return {
      clip: `${spec.id}-clip-${i}`,
      left,
      right: left + PANEL.width,
      top,
      bottom: top + PLOT_HEIGHT,
      most,
      xRange,
      zRange,
    };
  });
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "font-family": "inherit",
      "font-size": 12,
    },
    [
      element("title", {}, [escapeXml(title)]),
      element("desc", {}, [escapeXml(description)]),
      drawLegend(spec, width),
      ...panels.map((panel, i) => drawPanel(panel, frames[i] as FigureFrame)),
    ],
  );
}

/** The density at the top of every panel. */
function highest(panels: readonly FigurePanel[]): number {
  const greatest = (values: ArrayLike<number>): number =>
    Array.from(values).reduce((most, value) => (value > most ? value : most), 0);
  const data = Math.max(...panels.map((panel) => greatest(panel.data)));
  const generated = Math.max(...panels.map((panel) => greatest(panel.generated)));
  return 1.08 * Math.min(Math.max(data, generated), CUT * data);
}

/** Samples of the four lines with their names, in the middle above the panels. */
function drawLegend({ legend, panels }: FigureOneSpec, width: number): string {
  const shown = (["data", "generated", "D", "optimal"] as const).filter((curve) => {
    return curve !== "D" || panels.some(({ D }) => D !== null);
  });
  const [sample, space, size] = [34, 30, 13];
  const widths = shown.map((curve) => sample + 8 + textWidth(legend[curve], size) * 0.9);
  let x = (width - widths.reduce((sum, one) => sum + one, 0) - space * (shown.length - 1)) / 2;
  const parts = shown.flatMap((curve, i) => {
    const at = x;
    x += (widths[i] as number) + space;
    return [
      element("path", { d: `M${at.toFixed(1)} 24h${sample}`, fill: "none", ...figureInks[curve] }),
      element("text", { x: (at + sample + 8).toFixed(1), y: 28.5, fill: "var(--ink, #16191d)", "font-size": size }, [
        escapeXml(legend[curve]),
      ]),
    ];
  });
  return element("g", {}, parts);
}
