/**
 * @file The drawing of a chart, by uPlot. Its traps, and what is done: x must rise and have two points at least (one
 * point gets a neighbour), ranges must never be empty (padded), new data keep a zoom only when the scale is set again,
 * a chart that goes must be destroyed, and canvas knows no custom properties (colours are read from the page).
 */
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { alignLines, type ChartLine, type Ink, paddedRange, type Trace } from "./chart-data.ts";

export interface ReferenceLine {
  readonly y: number;
  readonly label: string;
}

/** A stretch of y with a meaning: a zone to be in or not, a noise floor. */
export interface Zone {
  readonly from: number;
  readonly to: number;
  readonly ink: Ink;
}

/** A place on x where something was. */
export interface Mark {
  readonly x: number;
  readonly ink: Ink;
}

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
const FONT = "11px system-ui, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
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
      padding: [8, 10, 0, 0],
      hooks: {
        drawClear: [(plot) => this.#drawUnder(plot, inks)],
        // Sizes and scales are known only when it is drawn
        draw: [(plot) => this.#drawOver(plot, inks), () => this.#placeScrub()],
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
    const format = side === "x" ? this.#spec.formatX : this.#spec.formatY;
    return {
      ...{ stroke: inks.muted, font: FONT, gap: 4, size: side === "x" ? 24 : 52 },
      grid: { stroke: inks.line, width: 1 },
      ticks: { show: false },
      values: (_, splits) => splits.map((value) => (value === null ? "" : format(value))),
      ...(side === "x" ? { space: 70 } : { space: 28 }),
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

  /** Below the lines: zones. */
  #drawUnder(plot: uPlot, inks: Inks): void {
    const { ctx, bbox } = plot;
    const scale = plot.scales.y;
    if (scale?.min === undefined || scale.max === undefined) return;
    ctx.save();
    ctx.globalAlpha = 0.1;
    for (const { from, to, ink } of this.#spec.zones) {
      const top = plot.valToPos(Math.min(to, scale.max ?? to), "y", true);
      const bottom = plot.valToPos(Math.max(from, scale.min ?? from), "y", true);
      ctx.fillStyle = inks[ink];
      if (bottom > top) ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
    }
    ctx.restore();
  }

  /** Over the lines: references with their words, and where something was. */
  #drawOver(plot: uPlot, inks: Inks): void {
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.lineWidth = ratio;
    for (const { x, ink } of this.#spec.marks) {
      const at = plot.valToPos(x, "x", true);
      ctx.fillStyle = inks[ink];
      ctx.beginPath();
      ctx.moveTo(at - 4 * ratio, bbox.top + bbox.height);
      ctx.lineTo(at + 4 * ratio, bbox.top + bbox.height);
      ctx.lineTo(at, bbox.top + bbox.height - 7 * ratio);
      ctx.fill();
    }
    ctx.setLineDash([4 * ratio, 4 * ratio]);
    ctx.font = FONT.replace("11px", `${11 * ratio}px`);
    ctx.fillStyle = ctx.strokeStyle = inks.muted;
    ctx.textAlign = "right";
    for (const { y, label } of this.#spec.references) {
      const at = plot.valToPos(y, "y", true);
      ctx.beginPath();
      ctx.moveTo(bbox.left, at);
      ctx.lineTo(bbox.left + bbox.width, at);
      ctx.stroke();
      ctx.fillText(label, bbox.left + bbox.width - 4 * ratio, at - 4 * ratio);
    }
    ctx.restore();
  }
}

type Inks = Readonly<Record<Ink | "ink" | "muted" | "line", string>>;

const names = ["real", "generated", "discriminator", "accent", "neutral", "warning", "ink", "muted", "line"] as const;

/** Tokens as colours that a canvas takes. */
function readInks(host: HTMLElement): Inks {
  const probe = document.createElement("span");
  host.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const inks = Object.fromEntries(names.map((name) => [name, read(name)])) as Inks;
  probe.remove();
  return inks;
}

function seriesOf({ line, part }: Trace, inks: Inks): uPlot.Series {
  const stroke = inks[line.ink];
  const dash = line.dash === undefined ? {} : { dash: [...line.dash] };
  if (part === "low" || part === "high") return { stroke: "transparent", width: 0, points: { show: false } };
  if (part === "line" && line.smooth === true) {
    return { stroke: faint(stroke, 0.35), width: 1, points: { show: false } };
  }
  const points = line.dots === true ? { show: true, size: 6, fill: stroke } : { show: false };
  return { stroke, width: 1.75, points, ...dash };
}

/** `high` and `low` stand before each other, by `alignLines`. */
function bandsOf(traces: readonly Trace[], inks: Inks): uPlot.Band[] {
  return traces.flatMap(({ line, part }, i) =>
    part === "high" && traces[i + 1]?.part === "low"
      ? [{ series: [i + 1, i + 2] as [number, number], fill: faint(inks[line.ink], 0.16) }]
      : [],
  );
}

/** `rgb(0, 114, 178)`, `color(srgb …)` → with an alpha. */
export const faint = (colour: string, alpha: number): string =>
  `color-mix(in srgb, ${colour} ${Math.round(alpha * 100)}%, transparent)`;

/** Whole powers of ten around the values. */
function logRange(min: number, max: number): [number, number] {
  if (!(min > 0) || !(max > 0)) return [0.1, 10];
  const [low, high] = [10 ** Math.floor(Math.log10(min)), 10 ** Math.ceil(Math.log10(max))];
  return low < high ? [low, high] : [low / 10, high * 10];
}
