/** @file Point clouds as pixels (sample pictures) and as SVG: real ones behind, generated ones before them. */

import { colourOf, light, rgbOf } from "./palette.ts";
import { blankPixels, type Pixels, type Rgb } from "./pixels.ts";
import { checkPoints, forEachPlace, histogram, type PointRange, type PointSet, rangeOf } from "./points.ts";
import { element, escapeXml, round } from "./svg.ts";

export interface ScatterOptions {
  /** Drawn behind. */
  readonly reals?: PointSet;
  /** Of both axes; by default it shows all reals, or all points where there are none. */
  readonly range?: PointRange;
  /** Width and height in pixels. */
  readonly size?: number;
}

const WHITE: Rgb = [255, 255, 255];
/** A dot's share of each pixel around its centre: soft, so that overlapping points add up. */
const DOT = [
  [0.15, 0.45, 0.15],
  [0.45, 1, 0.45],
  [0.15, 0.45, 0.15],
] as const;

/**
 * @param points `[N, D]` generated; the first two coordinates, or a histogram of one
 * @returns RGB on white, x to the right, y up
 */
export function scatterPixels(points: PointSet, { reals, range, size = 256 }: ScatterOptions = {}): Pixels {
  checkPoints("scatterPixels", points);
  const shown = range ?? rangeOf(reals ?? points);
  const picture = blankPixels(size, size, 3, WHITE);
  if (reals !== undefined) paint(picture, reals, shown, { colour: rgbOf(light.real), opacity: 0.35 });
  paint(picture, points, shown, { colour: rgbOf(light.generated), opacity: 0.6 });
  return picture;
}

interface Ink {
  readonly colour: Rgb;
  readonly opacity: number;
}

function paint(picture: Pixels, points: PointSet, range: PointRange, ink: Ink): void {
  const size = picture.width;
  if (points.dimensions === 1) {
    paintBars(picture, histogram(points, range, Math.floor(size / 4)), ink);
    return;
  }
  forEachPlace(points, range, (x, y) => {
    const [column, row] = [Math.floor(x * size), Math.floor((1 - y) * size)];
    DOT.forEach((weights, dy) => {
      weights.forEach((weight, dx) => {
        blend(picture, column + dx - 1, row + dy - 1, { ...ink, opacity: ink.opacity * weight });
      });
    });
  });
}

/** Heights are densities on one scale, so that real and generated bars compare. */
function paintBars(picture: Pixels, shares: Float64Array, ink: Ink): void {
  const size = picture.width;
  shares.forEach((share, bin) => {
    const height = Math.min(size, Math.round(share * shares.length * BAR_SCALE * size));
    for (let y = size - height; y < size; y += 1) {
      for (let x = bin * 4; x < bin * 4 + 4; x += 1) blend(picture, x, y, ink);
    }
  });
}

/** A uniform density fills an eighth of the height. */
const BAR_SCALE = 1 / 8;

function blend({ width, height, data }: Pixels, x: number, y: number, { colour, opacity }: Ink): void {
  if (x < 0 || y < 0 || x >= width || y >= height) return;
  const at = (y * width + x) * 3;
  for (let c = 0; c < 3; c += 1) {
    const before = data[at + c] as number;
    data[at + c] = Math.round(before + ((colour[c] as number) - before) * opacity);
  }
}

export interface ScatterText {
  readonly title: string;
  readonly description: string;
}

/** The same as SVG, for pages: sharp at any size, in the theme's colours. One path a set keeps it small. */
export function scatterSvg(
  points: PointSet,
  { title, description }: ScatterText,
  { reals, range, size = 256 }: ScatterOptions = {},
): string {
  checkPoints("scatterSvg", points);
  const shown = range ?? rangeOf(reals ?? points);
  const cloud = (set: PointSet, role: "real" | "generated", opacity: number): string =>
    element("path", {
      d: dotsPath(set, shown, size),
      stroke: colourOf(role),
      "stroke-opacity": opacity,
      "stroke-width": 2.4,
      "stroke-linecap": "round",
      fill: "none",
    });
  return element("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${size} ${size}`, role: "img" }, [
    element("title", {}, [escapeXml(title)]),
    element("desc", {}, [escapeXml(description)]),
    reals === undefined ? "" : cloud(reals, "real", 0.35),
    cloud(points, "generated", 0.6),
  ]);
}

/** A move and a line of no length draw a round dot. */
function dotsPath(points: PointSet, range: PointRange, size: number): string {
  const dots: string[] = [];
  if (points.dimensions === 1) {
    histogram(points, range, 64).forEach((share, bin) => {
      const height = Math.min(size, share * 64 * BAR_SCALE * size);
      dots.push(`M${round(((bin + 0.5) * size) / 64)} ${size}v${round(-height)}`);
    });
  } else {
    forEachPlace(points, range, (x, y) => dots.push(`M${round(x * size)} ${round((1 - y) * size)}h0`));
  }
  return dots.join("");
}
