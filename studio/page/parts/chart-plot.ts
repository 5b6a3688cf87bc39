/**
 * @file The drawing of a chart, by uPlot. Its traps, and what is done: x must rise and have two points at least (one
 * point gets a neighbour), ranges must never be empty (padded), new data keep a zoom only when the scale is set again,
 * a chart that goes must be destroyed, and canvas knows no custom properties (colours are read from the page).
 */
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { alignLines, type ChartLine, paddedRange, type Trace } from "./chart-data.ts";
import {
  bandsOf,
  drawOver,
  drawZones,
  FONT,
  type Inks,
  type Mark,
  type ReferenceLine,
  readInks,
  seriesOf,
  widthOf,
  type Zone,
} from "./chart-paint.ts";

export interface PlotSpec {
  readonly lines: readonly ChartLine[];
  readonly log: boolean;
  readonly references: readonly ReferenceLine[];
  readonly zones: readonly Zone[];
  readonly marks: readonly Mark[];
  /** Fixed ends of y. */
  readonly range: readonly [number, number] | null;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

export interface PlotHandlers {
  /** The cursor is at this index of the common x; null: it left. */
  readonly onCursor: (index: number | null) => void;
  readonly onPick: (x: number) => void;
  readonly onZoom: (from: number, to: number) => void;
  readonly onUnzoom: () => void;
}

const HEIGHT = 168;
/** All charts of the page have one cursor. */
const SYNC = "gantry";

export class ChartPlot {
  readonly #host: HTMLElement;
  readonly #handlers: PlotHandlers;
  readonly #scrubLine: HTMLDivElement;
  #spec: PlotSpec;
  #plot: uPlot | null = null;
  #traces: readonly Trace[] = [];
  #x: readonly number[] = [];
  #zoom: readonly [number, number] | null = null;
  #scrub: number | null = null;
  #shape = "";

  constructor(host: HTMLElement, spec: PlotSpec, handlers: PlotHandlers) {
    this.#host = host;
    this.#handlers = handlers;
    this.#spec = spec;
    this.#scrubLine = document.createElement("div");
    this.#scrubLine.className = "scrub-line";
    this.update(spec);
  }

  /** The common x. */
  get x(): readonly number[] {
    return this.#x;
  }

  update(spec: PlotSpec): void {
    this.#spec = spec;
    const { x, traces } = alignLines(spec.lines, spec.log);
    this.#x = x;
    this.#traces = traces;
    const shape = JSON.stringify([spec.log, spec.range, traces.map(({ line, part }) => [line.key, line.label, part])]);
    const data = this.#data();
    if (this.#plot === null || shape !== this.#shape) this.#make(data, shape);
    else {
      this.#plot.setData(data, false);
      this.#rescale();
    }
    this.#placeScrub();
  }

  resize(width: number): void {
    if (width > 0) this.#plot?.setSize({ width, height: HEIGHT });
    this.#placeScrub();
  }

  /** Colours and words anew: another theme, another language. */
  redrawAll(): void {
    this.#make(this.#data(), this.#shape);
    this.#placeScrub();
  }

  zoom(range: readonly [number, number] | null): void {
    this.#zoom = range;
    this.#rescale();
    this.#placeScrub();
  }

  /** The step that all of the page looks at; null: live. */
  scrub(x: number | null): void {
    this.#scrub = x;
    this.#placeScrub();
  }

  cursorTo(index: number): void {
    const x = this.#x[index];
    if (x === undefined || this.#plot === null) return;
    this.#plot.setCursor({ left: this.#plot.valToPos(x, "x"), top: 10 }, true);
  }

  destroy(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }

  #data(): uPlot.AlignedData {
    const [only] = this.#x;
    if (this.#x.length !== 1 || only === undefined)
      return [this.#x, ...this.#traces.map(({ values }) => values)] as uPlot.AlignedData;
    return [[only, only + 1], ...this.#traces.map(({ values }) => [values[0], null])] as uPlot.AlignedData;
  }

  #make(data: uPlot.AlignedData, shape: string): void {
    this.#plot?.destroy();
    this.#shape = shape;
    const width = Math.max(this.#host.clientWidth, 120);
    this.#plot = new uPlot(this.#options(width), data, this.#host);
    this.#plot.over.append(this.#scrubLine);
    this.#rescale();
  }

  #rescale(): void {
    const [low = 0, high = 1] = [this.#x[0], this.#x.at(-1)];
    const [min, max] = this.#zoom ?? (high > low ? [low, high] : [low, low + 1]);
    this.#plot?.setScale("x", { min, max });
  }

  #placeScrub(): void {
    const { style } = this.#scrubLine;
    const at = this.#scrub === null || this.#plot === null ? -1 : this.#plot.valToPos(this.#scrub, "x");
    const inside = this.#plot !== null && at >= 0 && at <= this.#plot.over.clientWidth;
    style.display = inside ? "block" : "none";
    style.transform = `translateX(${at}px)`;
  }

  #options(width: number): uPlot.Options {
    const { log } = this.#spec;
    const inks = readInks(this.#host);
    return {
      ...{ width, height: HEIGHT },
      legend: { show: false },
      cursor: {
        sync: { key: SYNC, scales: ["x", null], setSeries: false },
        drag: { x: true, y: false, setScale: false },
        points: { size: 7 },
        y: false,
      },
      scales: {
        x: { time: false },
        y: log
          ? { distr: 3, range: (_, min, max) => logRange(min, max) }
          : { range: (_, min, max) => this.#yRange(min, max) },
      },
      axes: [this.#axis(inks, "x"), this.#axis(inks, "y")],
      series: [{}, ...this.#traces.map((trace) => seriesOf(trace, inks))],
      bands: bandsOf(this.#traces, inks),
      // Half of the last number on x stands beyond the end
      padding: [8, (plot) => widthOf(plot, [this.#spec.formatX(this.#x.at(-1) ?? 0)]) / 2 + 2, 0, 0],
      hooks: {
        drawClear: [(plot) => drawZones(plot, this.#spec.zones, inks)],
        // Sizes and scales are known only when it is drawn
        draw: [(plot) => drawOver(plot, this.#spec, inks), () => this.#placeScrub()],
        setCursor: [({ cursor: { idx } }) => this.#handlers.onCursor(idx ?? null)],
        setSelect: [(plot) => this.#selected(plot)],
        ready: [(plot) => this.#listen(plot)],
      },
    };
  }

  #yRange(min: number, max: number): [number, number] {
    const { range, references } = this.#spec;
    if (range !== null) return [range[0], range[1]];
    const marked = references.map(({ y }) => y).filter((y) => y >= min - (max - min) && y <= max + (max - min));
    return paddedRange(Math.min(min ?? Number.NaN, ...marked), Math.max(max ?? Number.NaN, ...marked));
  }

  #axis(inks: Inks, side: "x" | "y"): uPlot.Axis {
    return {
      ...{ stroke: inks.muted, font: FONT, gap: 4 },
      size: side === "x" ? 24 : (plot, words) => Math.max(52, widthOf(plot, words ?? []) + 6),
      grid: { stroke: inks.line, width: 1 },
      ticks: { show: false },
      values: (_, splits) => {
        const format = side === "x" ? this.#spec.formatX : this.#spec.formatY; // another unit has another
        return splits.map((value) => (value === null ? "" : format(value)));
      },
      space: side === "x" ? 70 : 28,
    };
  }

  #selected(plot: uPlot): void {
    const { left, width } = plot.select;
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    if (width < 8) return;
    this.#handlers.onZoom(plot.posToVal(left, "x"), plot.posToVal(left + width, "x"));
  }

  #listen(plot: uPlot): void {
    let down = 0;
    plot.over.addEventListener("mousedown", ({ clientX }) => {
      down = clientX;
    });
    plot.over.addEventListener("click", ({ clientX }) => {
      const { idx } = plot.cursor;
      if (Math.abs(clientX - down) < 4 && typeof idx === "number") this.#handlers.onPick(this.#x[idx] ?? 0);
    });
    plot.over.addEventListener("dblclick", () => this.#handlers.onUnzoom());
  }
}

/** Whole powers of ten around the values. */
function logRange(min: number, max: number): [number, number] {
  if (!(min > 0) || !(max > 0)) return [0.1, 10];
  const [low, high] = [10 ** Math.floor(Math.log10(min)), 10 ** Math.ceil(Math.log10(max))];
  return low < high ? [low, high] : [low / 10, high * 10];
}
