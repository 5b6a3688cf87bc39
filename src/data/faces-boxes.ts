/**
 * @file Where a face's parts are in its image: around all pixels of which a part is seen by a quarter or more. Head,
 * hair and body hide what is behind them; glasses are looked through.
 */
import type { FaceAttributes } from "./faces-attributes.ts";
import { faceLayers, finenessOf, viewOf } from "./faces-drawing.ts";
import { coverLayer, type FacePart, type Layer, type Touch } from "./faces-raster.ts";
import { checkSize } from "./option-checks.ts";

/** Every part that a face can have, in the order of `faceBoxes`. */
export const FACE_PARTS: readonly FacePart[] = ["face", "hair", "eyes", "glasses", "mouth"];

/** In pixels from the upper left corner: columns x0 … x1 − 1, rows y0 … y1 − 1. */
export interface FaceBox {
  readonly part: FacePart;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** A pixel belongs to a part that fills this much of it. */
const SEEN = 0.25;

/**
 * The boxes of the parts that are to be seen: no hair, no box.
 * @param size of the image, as in `drawFace` @throws E318
 */
export function faceBoxes(attributes: FaceAttributes, size: number): readonly FaceBox[] {
  checkSize(size);
  const factor = finenessOf(size);
  const fine = size * factor;
  const seen = new Map(FACE_PARTS.map((part) => [part, new Float32Array(fine * fine)]));
  for (const layer of faceLayers(attributes))
    show(layer, seen, (touch) => coverLayer(layer, viewOf(attributes, fine), touch));
  return FACE_PARTS.flatMap((part) => boxOf(part, seen.get(part) as Float32Array, fine, factor));
}

function show({ part }: Layer, seen: ReadonlyMap<FacePart, Float32Array>, cover: (touch: Touch) => void): void {
  const own = part === undefined ? undefined : seen.get(part);
  const hides = part === undefined || part === "face" || part === "hair";
  const hidden = hides ? [...seen.values()].filter((plane) => plane !== own) : [];
  cover((first, shares) => {
    for (const plane of hidden) fade(plane, first, shares);
    if (own !== undefined) fill(own, first, shares);
  });
}

function fade(plane: Float32Array, first: number, shares: Float64Array): void {
  for (let i = 0; i < shares.length; i += 1) {
    plane[first + i] = (plane[first + i] as number) * (1 - (shares[i] as number));
  }
}

function fill(plane: Float32Array, first: number, shares: Float64Array): void {
  for (let i = 0; i < shares.length; i += 1) {
    const seen = plane[first + i] as number;
    plane[first + i] = seen + (1 - seen) * (shares[i] as number);
  }
}

function boxOf(part: FacePart, seen: Float32Array, fine: number, factor: number): FaceBox[] {
  let [left, top, right, bottom] = [fine, fine, -1, -1];
  for (let index = 0; index < seen.length; index += 1) {
    if ((seen[index] as number) < SEEN) continue;
    const column = index % fine;
    left = Math.min(left, column);
    right = Math.max(right, column);
    bottom = Math.floor(index / fine); // rows come in order
    top = Math.min(top, bottom);
  }
  if (right < 0) return [];
  const [x0, y0] = [Math.floor(left / factor), Math.floor(top / factor)];
  return [{ part, x0, y0, x1: Math.floor(right / factor) + 1, y1: Math.floor(bottom / factor) + 1 }];
}
