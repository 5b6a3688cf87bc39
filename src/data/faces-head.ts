/**
 * @file The head as a solid: a place on it is an angle about the neck and a height, and turning adds to the angle.
 *
 *   x = ρ R sin(θ + pose),   foreshortened by cos(θ + pose)
 *
 * with ρ = 1 on the skin and more for what stands out (nose, glasses). The skull lies behind the axis and the jaw before
 * it, so the outline turns too.
 */
import { ellipse, type Shape, union } from "./faces-shapes.ts";

export interface Head {
  /** Of the pose, in radians. */
  readonly turn: number;
  readonly skull: Shape;
  /** Skull and jaw: the skin's outline. */
  readonly outline: Shape;
  /** Where an angle lies. @param angle radians from the front, above 0 to the right @param rho 1 on the skin */
  readonly x: (angle: number, rho?: number) => number;
  /** How wide things at an angle look, compared with the front; negative behind. */
  readonly foreshortening: (angle: number) => number;
  /** The angle of what is seen at x: the inverse of `x`, ±90° beyond the edge. */
  readonly angle: (x: number, rho?: number) => number;
}

/** Half the width of the head, in shares of the image. */
export const RADIUS = 0.25;
/** How far the skull's middle lies behind the axis, and the jaw's before it. */
const [BEHIND, BEFORE] = [0.035, 0.045];

export function headAt(pose: number): Head {
  const turn = (pose * Math.PI) / 180;
  const sin = Math.sin(turn);
  const skull = ellipse(-BEHIND * sin, -0.075, RADIUS + 0.012 * Math.abs(sin), 0.245);
  const jaw = ellipse(BEFORE * sin, 0.055, 0.205 - 0.008 * Math.abs(sin), 0.215);
  return {
    turn,
    skull,
    outline: union([skull, jaw], 0.06),
    x: (angle, rho = 1) => rho * RADIUS * Math.sin(angle + turn),
    foreshortening: (angle) => Math.cos(angle + turn),
    angle: (x, rho = 1) => Math.asin(Math.min(1, Math.max(-1, x / (rho * RADIUS)))) - turn,
  };
}
