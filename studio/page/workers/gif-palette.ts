/**
 * @file At most 256 colours for a picture: median cut (Heckbert, "Color image quantization for frame buffer display",
 * 1982, https://doi.org/10.1145/965145.801294). The box with the most pixels times its longest side is cut at its
 * median along that side, until there are enough; a box's colour is the mean of its pixels.
 *
 * Colours are counted exactly where there are few (grey pictures stay as they are) and by five bits a channel where
 * there are many. A pixel's index is that of the box that its colour fell into, so nothing is searched for.
 */

/** One byte a pixel into `colours`, RGB triples. */
export interface Indexed {
  readonly indices: Uint8Array;
  readonly colours: Uint8Array;
}

/** Beyond so many colours they are counted in bins. */
const EXACT = 4096;

/** A colour, or a bin of them: how many pixels, and the sums of their channels. */
interface Tone {
  readonly key: number;
  count: number;
  red: number;
  green: number;
  blue: number;
}

type Channel = "red" | "green" | "blue";
const CHANNELS: readonly Channel[] = ["red", "green", "blue"];

/** @param rgba four bytes a pixel; alpha is passed over @param most colours, 2 … 256 */
export function indexed(rgba: Uint8ClampedArray, most = 256): Indexed {
  const exact = tonesOf(rgba, exactOf, EXACT);
  const keyOf: KeyOf = exact === null ? binOf : exactOf;
  const tones = exact ?? (tonesOf(rgba, binOf, Number.POSITIVE_INFINITY) as Map<number, Tone>);
  const boxes = cut([...tones.values()], most);
  const place = new Map<number, number>();
  const colours = new Uint8Array(boxes.length * 3);
  for (const [index, box] of boxes.entries()) {
    for (const { key } of box) place.set(key, index);
    colours.set(meanOf(box), index * 3);
  }
  return { indices: placed(rgba, keyOf, place), colours };
}

type KeyOf = (red: number, green: number, blue: number) => number;
const exactOf: KeyOf = (red, green, blue) => (red << 16) | (green << 8) | blue;
const binOf: KeyOf = (red, green, blue) => ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);

/** @returns null where there are more than `bound` */
function tonesOf(rgba: Uint8ClampedArray, keyOf: KeyOf, bound: number): Map<number, Tone> | null {
  const tones = new Map<number, Tone>();
  for (let i = 0; i < rgba.length; i += 4) {
    const [red, green, blue] = [rgba[i] as number, rgba[i + 1] as number, rgba[i + 2] as number];
    const key = keyOf(red, green, blue);
    let tone = tones.get(key);
    if (tone === undefined) {
      if (tones.size === bound) return null;
      tone = { key, count: 0, red: 0, green: 0, blue: 0 };
      tones.set(key, tone);
    }
    tone.count += 1;
    tone.red += red;
    tone.green += green;
    tone.blue += blue;
  }
  return tones;
}

interface Side {
  readonly channel: Channel;
  readonly worth: number;
}

function cut(tones: Tone[], most: number): Tone[][] {
  const boxes: { readonly tones: Tone[]; readonly side: Side }[] = [{ tones, side: longestSide(tones) }];
  while (boxes.length < most) {
    const at = boxes.reduce((best, { side }, i) => (side.worth > (boxes[best]?.side.worth ?? 0) ? i : best), 0);
    const box = boxes[at];
    if (box === undefined || box.side.worth === 0) break;
    const [low, high] = halves(box.tones, box.side.channel);
    boxes[at] = { tones: low, side: longestSide(low) };
    boxes.push({ tones: high, side: longestSide(high) });
  }
  return boxes.map((box) => box.tones);
}

/** Nothing is worth cutting where all colours are one. */
function longestSide(tones: readonly Tone[]): Side {
  const pixels = tones.reduce((sum, { count }) => sum + count, 0);
  const sides = CHANNELS.map((channel): Side => {
    let [low, high] = [255, 0];
    for (const tone of tones) {
      const value = tone[channel] / tone.count;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return { channel, worth: tones.length < 2 ? 0 : Math.max(high - low, 0) * pixels };
  });
  return sides.reduce((best, side) => (side.worth > best.worth ? side : best));
}

/** At the median of the pixels; neither half is empty. */
function halves(tones: Tone[], channel: Channel): [Tone[], Tone[]] {
  const sorted = tones.sort((a, b) => a[channel] / a.count - b[channel] / b.count);
  const half = sorted.reduce((sum, { count }) => sum + count, 0) / 2;
  let seen = 0;
  let at = 0;
  while (at < sorted.length - 1 && seen + (sorted[at]?.count ?? 0) <= half) {
    seen += sorted[at]?.count ?? 0;
    at += 1;
  }
  const place = Math.min(Math.max(1, at), sorted.length - 1);
  return [sorted.slice(0, place), sorted.slice(place)];
}

function meanOf(box: readonly Tone[]): number[] {
  const pixels = Math.max(
    1,
    box.reduce((sum, { count }) => sum + count, 0),
  );
  return CHANNELS.map((channel) => Math.round(box.reduce((sum, tone) => sum + tone[channel], 0) / pixels));
}

function placed(rgba: Uint8ClampedArray, keyOf: KeyOf, place: ReadonlyMap<number, number>): Uint8Array {
  const indices = new Uint8Array(rgba.length / 4);
  for (let i = 0; i < indices.length; i += 1) {
    const key = keyOf(rgba[i * 4] as number, rgba[i * 4 + 1] as number, rgba[i * 4 + 2] as number);
    indices[i] = place.get(key) as number;
  }
  return indices;
}
