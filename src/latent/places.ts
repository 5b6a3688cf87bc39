/**
 * @file Where a thing is drawn: boxes in samples, and the places of G's maps that lie in them, beside places that do
 * not, for a regression to tell apart.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { type RandomSource, randomSource } from "../base/random.ts";
import type { Tensor } from "../base/tensor.ts";

/** Where a thing is in a sample, in pixels from the top left: columns x0 … x1 − 1, rows y0 … y1 − 1. */
export interface Box {
  /** Which of the samples, from 0. */
  readonly sample: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Places on the maps and whether each is on the thing. */
export interface Places {
  /** `[places, maps]` */
  readonly features: Matrix;
  /** 0 on the thing, −1 elsewhere: what `fitLinear` takes for one class. */
  readonly labels: Int32Array;
}

/**
 * What a place on the thing is told from: `places`, random ones of the same samples, as in the paper; `samples`, also
 * the same places in samples without a box. The first finds what draws faces as much as what draws glasses, for
 * glasses are always on a face; the second is what sets a face with glasses apart.
 */
export type Contrast = "places" | "samples";

export interface PlaceOptions {
  /** Height and width of the samples, in which the boxes are measured. */
  readonly size: readonly [number, number];
  /** For the places that are drawn at random. */
  readonly seed: number;
  /** `samples` by default; without effect where every sample has a box. */
  readonly contrast?: Contrast;
}

/** A place of a sample's maps, and its label. */
type Labelled = readonly [sample: number, place: number, label: number];

/**
 * Every place inside a box; as many at random outside the boxes of the same sample; and for the contrast of samples as
 * many in a sample without a box.
 *
 * @param maps `[N, C, H, W]` of the samples; one without a box is taken to be without the thing
 * @throws E737 for a box outside its sample, or none at all
 */
export function placesOf(maps: Tensor<"float32">, boxes: readonly Box[], options: PlaceOptions): Places {
  const { size, seed, contrast = "samples" } = options;
  const [samples, , height, width] = maps.shape as [number, number, number, number];
  if (boxes.length === 0) throw new GantryError("E737", { box: null, size, samples });
  for (const box of boxes) checkBox(box, samples, size);
  const boxed = new Set(boxes.map(({ sample }) => sample));
  const others = Array.from({ length: samples }, (_, sample) => sample).filter((sample) => !boxed.has(sample));
  const random = randomSource({ seed, stream: "latent/forget", counter: 0 });
  const scale = [height / size[0], width / size[1]] as const;
  const chosen = Array.from(boxed).flatMap((sample): Labelled[] => {
    const own = boxes.filter((box) => box.sample === sample);
    const inside = new Set(own.flatMap((box) => covered(box, scale, [height, width])));
    const beside = outside(inside, height * width, random).map((place): Labelled => [sample, place, ELSE]);
    const on = Array.from(inside, (place): Labelled => [sample, place, THING]);
    if (contrast === "places" || others.length === 0) return [...on, ...beside];
    const other = others[random.below(others.length)] as number;
    return [...on, ...beside, ...Array.from(inside, (place): Labelled => [other, place, ELSE])];
  });
  return { features: featuresAt(maps, chosen), labels: Int32Array.from(chosen, ([, , label]) => label) };
}

/** What `fitLinear` takes for yes and no of one class. */
const THING = 0;
const ELSE = -1;

/** As many places as are inside, of the others. */
function outside(inside: ReadonlySet<number>, count: number, { below }: RandomSource): number[] {
  const others = Array.from({ length: count }, (_, place) => place).filter((place) => !inside.has(place));
  return others.length === 0 ? [] : Array.from(inside, () => others[below(others.length)] as number);
}

function checkBox({ sample, x0, y0, x1, y1 }: Box, samples: number, size: readonly [number, number]): void {
  const inSample = Number.isInteger(sample) && sample >= 0 && sample < samples;
  const inPicture = x0 >= 0 && y0 >= 0 && x0 < x1 && y0 < y1 && x1 <= size[1] && y1 <= size[0];
  if (inSample && inPicture) return;
  throw new GantryError("E737", { box: [sample, x0, y0, x1, y1].join(","), size, samples });
}

/** Places of the maps whose middle lies in the box; the nearest one where the box is smaller than a place. */
function covered(
  { x0, y0, x1, y1 }: Box,
  [down, across]: readonly [number, number],
  maps: readonly [number, number],
): number[] {
  const rows = span(y0 * down, y1 * down, maps[0]);
  const columns = span(x0 * across, x1 * across, maps[1]);
  return rows.flatMap((row) => columns.map((column) => row * maps[1] + column));
}

function span(from: number, to: number, extent: number): number[] {
  const middles = Array.from({ length: extent }, (_, i) => i).filter((i) => i + 0.5 >= from && i + 0.5 < to);
  return middles.length > 0 ? middles : [Math.min(extent - 1, Math.floor((from + to) / 2))];
}

function featuresAt({ shape, data }: Tensor<"float32">, places: readonly Labelled[]): Matrix {
  const [, maps, height, width] = shape as [number, number, number, number];
  const values = new Float32Array(places.length * maps);
  for (const [i, [sample, place]] of places.entries()) {
    for (let map = 0; map < maps; map += 1) {
      values[i * maps + map] = data[(sample * maps + map) * height * width + place] as number;
    }
  }
  return { rows: places.length, columns: maps, values };
}
