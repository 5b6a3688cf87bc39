/** @file How the seed pad is moved by keys: a map under a cross, of which one unit is a seed. */
import { LATTICE } from "../../workers/latent-scene.ts";

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Without the noise of sums of tenths. */
const neat = (value: number): number => Math.round(value * 1000) / 1000;

/** @param random in [0, 1), twice @returns null for keys that are not the pad's */
export function placeAfterKey({ x, y }: Place, key: string, whole: boolean, random: () => number): Place | null {
  const by = whole ? 1 : 0.1;
  switch (key) {
    case "ArrowLeft":
      return { x: neat(x - by), y };
    case "ArrowRight":
      return { x: neat(x + by), y };
    case "ArrowUp":
      return { x, y: neat(y - by) };
    case "ArrowDown":
      return { x, y: neat(y + by) };
    case "s":
    case "S":
      return { x: Math.round(x) + 0, y: Math.round(y) + 0 };
    case "r":
    case "R":
      return { x: Math.floor(random() * LATTICE), y: Math.floor(random() * LATTICE) };
    case "0":
      return { x: 0, y: 0 };
    default:
      return null;
  }
}

/** CSS pixels from one seed to the next. */
export const UNIT = 64;

/** What is in sight of the map, in CSS pixels. */
export const MAP: { readonly width: number; readonly height: number } = { width: 336, height: 272 };

/** The map is dragged, so the place goes the other way. */
export const placeAfterDrag = ({ x, y }: Place, dx: number, dy: number): Place => ({
  x: neat(x - dx / UNIT),
  y: neat(y - dy / UNIT),
});

/** Lattice points in sight of a pad with the place at its middle, row by row. */
export function pointsInSight({ x, y }: Place, { width, height }: typeof MAP): Place[] {
  const [across, down] = [width / UNIT / 2, height / UNIT / 2];
  const points: Place[] = [];
  for (let row = Math.ceil(y - down - 0.5); row <= y + down + 0.5; row += 1) {
    for (let column = Math.ceil(x - across - 0.5); column <= x + across + 0.5; column += 1) {
      points.push({ x: column, y: row });
    }
  }
  return points;
}
