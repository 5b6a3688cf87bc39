/** @file Figure 1 from looks at a game on the line: the numbers of each panel, the picture, the file. */
import { GantryError } from "gantry/base";
import { loadSharp } from "gantry/data/node";
import { jensenShannonFloor } from "gantry/metrics";
import type { Tensors } from "gantry/runtime";
import {
  criterion,
  type Density,
  gapToOptimal,
  jsd,
  type Logits,
  latentGrid,
  optimalD,
  value,
  wasserstein1,
} from "gantry/theory";
import { type FigurePanel, figureOne, plainSvg } from "gantry/views";
import { endingOf, writeOutput } from "../output.ts";
import type { Cli } from "../verb.ts";
import { type Generated, type LatentMap, type LineGame, PLACES } from "./theory-line.ts";

/** p_data as it is drawn and measured. */
export interface LineData {
  readonly density: Density;
  /** Where nearly all of it lies. */
  readonly range: readonly [number, number];
  /** How many samples it is known by; null where it is known in closed form. */
  readonly samples: number | null;
}

/** A state to look at, and what it is called. */
export interface Look {
  readonly title: string;
  readonly state: Tensors;
}

/** Nats; `value` and `gap` are null for a critic. */
export interface PanelNumbers {
  readonly title: string;
  readonly jsd: number;
  /** What the JSD of equal distributions would come to; 0 where neither is known by samples. */
  readonly floor: number;
  readonly w1: number;
  readonly vStar: number;
  readonly value: number | null;
  readonly gap: number | null;
}

/** What is known of one look. */
interface Seen extends Generated {
  readonly title: string;
  readonly logits: Logits | null;
}

export interface Figure {
  readonly panels: readonly PanelNumbers[];
  readonly svg: string;
}

/** @param critic whether D's output is no logit of a probability */
export async function drawFigure(
  cli: Cli,
  line: LineGame,
  data: LineData,
  looks: readonly Look[],
  critic: boolean,
): Promise<Figure> {
  const seen: Seen[] = [];
  const generated = await inOrder(looks, async ({ state }) => line.generated(state));
  const xRange = shownRange(data, generated);
  for (const [i, { title, state }] of looks.entries()) {
    const logits = critic ? null : await logitsOf(line, state, xRange);
    seen.push({ ...(generated[i] as Generated), title: `(${"abcdef"[i]}) ${title}`, logits });
  }
  const panels = seen.map((one) => numbersOf(data, one));
  return { panels, svg: pictureOf(cli, data, seen, { panels, xRange }) };
}

async function inOrder<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

/** All of the data, and what is generated beside it as far as half the data's width. */
function shownRange({ range: [low, high] }: LineData, generated: readonly Generated[]): readonly [number, number] {
  const reach = (high - low) / 2;
  const ends = generated.flatMap(({ density }) => [quantile(density, 0.02), quantile(density, 0.98)]);
  return [Math.max(low - reach, Math.min(low, ...ends)), Math.min(high + reach, Math.max(high, ...ends))];
}

/** By bisection. */
function quantile({ cumulative, support }: Density, share: number): number {
  let [low, high] = support;
  for (let i = 0; i < 50; i += 1) {
    const middle = (low + high) / 2;
    if (cumulative(middle) < share) low = middle;
    else high = middle;
  }
  return high;
}

/** D's logits as a function: straight between places over twice the range that is shown, level beyond. */
async function logitsOf(line: LineGame, state: Tensors, [low, high]: readonly [number, number]): Promise<Logits> {
  const [from, width] = [low - (high - low) / 2, 2 * (high - low)];
  const places = Float64Array.from({ length: PLACES }, (_, i) => from + (width * i) / (PLACES - 1));
  const values = await line.logits(state, places);
  return (x) => {
    const at = Math.min(PLACES - 1, Math.max(0, ((x - from) / width) * (PLACES - 1)));
    const left = Math.min(PLACES - 2, Math.floor(at));
    const [a, b] = [values[left] as number, values[left + 1] as number];
    return a + (at - left) * (b - a);
  };
}

function numbersOf(
  { density: p, samples }: LineData,
  { title, density: q, samples: drawn, logits }: Seen,
): PanelNumbers {
  const cells = (q.edges?.length ?? 1) - 1;
  const floor =
    samples === null && drawn === null ? 0 : jensenShannonFloor(cells, samples ?? Infinity, drawn ?? Infinity);
  return {
    title,
    jsd: jsd(p, q),
    floor,
    w1: wasserstein1(p, q),
    vStar: criterion(p, q),
    value: logits === null ? null : value(logits, p, q),
    gap: logits === null ? null : gapToOptimal(logits, p, q),
  };
}

const CURVE_POINTS = 320;
const ARROWS = 17;

function pictureOf(
  cli: Cli,
  { density: p }: LineData,
  seen: readonly Seen[],
  { panels, xRange }: { readonly panels: readonly PanelNumbers[]; readonly xRange: readonly [number, number] },
): string {
  const text = cli.texts.theory.figure;
  const [low, high] = xRange;
  const x = Float64Array.from({ length: CURVE_POINTS }, (_, i) => low + ((high - low) * i) / (CURVE_POINTS - 1));
  const drawn = seen.map(({ title, density: q, logits, map }, i): FigurePanel => {
    return {
      title,
      notes: notesOf(cli, panels[i] as PanelNumbers),
      x,
      data: x.map(p.at),
      generated: x.map(q.at),
      D: logits === null ? null : x.map((place) => 1 / (1 + Math.exp(-logits(place)))),
      optimal: x.map(optimalD(p, q)),
      arrows: map === null ? [] : arrowsOf(map),
    };
  });
  const figure = figureOne({
    id: "figure-one",
    title: text.title,
    description: text.description({
      panels: panels.map((one) => `${one.title}: ${notesOf(cli, one).join(", ")}.`).join(" "),
    }),
    legend: text.legend,
    panels: drawn,
    xRange,
    zRange: seen[0]?.map?.shown ?? null,
  });
  return plainSvg(figure);
}

function notesOf(cli: Cli, { jsd: divergence, w1, value: reached, gap }: PanelNumbers): string[] {
  const text = cli.texts.theory.figure;
  const distances = text.distances({ jsd: divergence.toFixed(3), w1: w1.toFixed(3) });
  if (reached === null || gap === null) return [distances];
  return [distances, text.values({ value: reached.toFixed(3).replace("-", "−"), gap: gap.toFixed(3) })];
}

function arrowsOf({ noise, images, shown: [low, high] }: LatentMap): FigurePanel["arrows"] {
  const grid = latentGrid(noise, images.length);
  const [first, last] = [grid[0] as number, grid.at(-1) as number];
  return Array.from({ length: ARROWS }, (_, i) => {
    const z = low + ((high - low) * i) / (ARROWS - 1);
    const at = Math.round(((z - first) / (last - first)) * (grid.length - 1));
    return { z: grid[at] as number, x: images[at] as number };
  });
}

/** Twice the pixels of the SVG's own size. */
const DENSITY = 144;

/** Before anything is trained or drawn for it. @throws E207 for another ending than `.svg` and `.png` */
export function checkFigureName(out: string): void {
  if ([".svg", ".png"].includes(endingOf(out))) return;
  throw new GantryError("E207", { where: "--out", expected: "a .svg or .png file", got: out });
}

/** @param out a `.svg` or a `.png` @returns the absolute path */
export async function writeFigure(cli: Cli, out: string, svg: string): Promise<string> {
  if (endingOf(out) === ".svg") return writeOutput(cli, out, svg);
  const sharp = await loadSharp();
  const png = await sharp(new TextEncoder().encode(svg), { density: DENSITY }).png().toBuffer();
  return writeOutput(cli, out, png);
}
