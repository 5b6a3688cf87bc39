/** @file Which size and how many channels images get when nobody says, and the reason in words. */
import type { ImageChannels } from "./channels.ts";
import type { Crop } from "./crops.ts";
import type { DataProblem, SourceSize } from "./dataset.ts";
import { dataProblem } from "./problem.ts";

/** Sizes that every convolutional recipe has nets for. */
export const SUPPORTED_SIZES = [16, 28, 32, 48, 64, 96, 128] as const;
/** The largest size that trains on a CPU in reasonable time. */
export const LARGEST_ON_CPU = 64;

const SIDES = { shorter: "min", longer: "max" } as const;

/** A value and why. */
export interface Choice<T> {
  readonly value: T;
  readonly note: DataProblem;
}

/** What an image's header says. */
export interface ImageHeader {
  /** As seen: after turning as EXIF says. */
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly grey: boolean;
  readonly transparent: boolean;
}

/**
 * The largest supported size that is not beyond the median shorter side, nor beyond what a CPU trains; of pictures that are
 * shown whole it is the longer side.
 */
export function chooseSize(headers: readonly ImageHeader[], crop: Crop, asked?: number): Choice<number> {
  if (asked !== undefined) return { value: asked, note: dataProblem("N304", { size: asked }) };
  const of = crop === "none" ? "longer" : "shorter";
  const sides = headers.map(({ width, height }) => Math[SIDES[of]](width, height)).sort((a, b) => a - b);
  const side = sides[Math.floor(sides.length / 2)] as number;
  const fitting = SUPPORTED_SIZES.filter((size) => size <= Math.min(side, LARGEST_ON_CPU));
  const size = fitting.at(-1) ?? SUPPORTED_SIZES[0];
  const limited = size === LARGEST_ON_CPU && side >= (SUPPORTED_SIZES.find((other) => other > size) ?? Infinity);
  const code = fitting.length === 0 ? "N303" : limited ? "N302" : "N301";
  return { value: size, note: dataProblem(code, { size, side, of }) };
}

/** Grey when all images are, else RGB; transparency is kept only when asked for. */
export function chooseChannels(headers: readonly ImageHeader[], asked?: ImageChannels): Choice<ImageChannels> {
  if (asked !== undefined) return { value: asked, note: dataProblem("N309", { channels: asked }) };
  const count = headers.length;
  const colour = headers.filter((header) => !header.grey).length;
  const transparent = headers.filter((header) => header.transparent).length;
  if (transparent > 0 && colour > 0) return { value: 3, note: dataProblem("N308", { transparent, count }) };
  if (colour > 0) return { value: 3, note: dataProblem("N307", { colour, count }) };
  return { value: 1, note: dataProblem("N306", {}) };
}

/** How many images had which size, most frequent first. */
export function sourceSizes(headers: readonly ImageHeader[]): readonly SourceSize[] {
  const counts = new Map<string, SourceSize>();
  for (const { width, height, channels } of headers) {
    const key = `${width}×${height}×${channels}`;
    counts.set(key, { width, height, channels, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || a.width - b.width || a.height - b.height);
}
