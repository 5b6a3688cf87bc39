/**
 * @file Hair: what hangs behind the head, and what lies on it down to the hairline. The hairline is a height for each
 * angle about the head, so a turned head shows more of its side and back.
 */
import type { HairStyle } from "./faces-attributes.ts";
import { type Colour, darker, hairColours, lighter } from "./faces-colours.ts";
import type { Sitter } from "./faces-features.ts";
import { type Head, RADIUS } from "./faces-head.ts";
import type { Layer } from "./faces-raster.ts";
import { above, circle, ellipse, grown, roundedBox, type Shape, union, within, without } from "./faces-shapes.ts";

/** Layers behind and before the face. */
export interface Hair {
  readonly behind: readonly Layer[];
  readonly before: readonly Layer[];
}

export function hairOf(sitter: Sitter): Hair {
  const { hair, hairColour } = sitter.attributes;
  const style = styles[hair];
  if (style === null) return { behind: [], before: [] };
  const { head } = sitter;
  const colour = hairColours[hairColour];
  const part = "hair" as const;
  const line = above((x) => style.hairline(head.angle(x), x), -0.45, 0.45);
  const over = within(style.over(head), line);
  const behind = style.behind(head);
  return {
    behind: behind.map((shape) => ({ shape, colour: darker(colour, 0.22), part })),
    before: [{ shape: over, colour, part }, ...sheen(over, head, colour)],
  };
}

interface Style {
  /** Shapes that the head hides in part. */
  readonly behind: (head: Head) => readonly Shape[];
  /** All that hair covers, were there no face. */
  readonly over: (head: Head) => Shape;
  /** Down to which height hair lies. @param angle about the head, 0 at the front */
  readonly hairline: (angle: number, x: number) => number;
}

const cap = (head: Head): Shape => grown(head.skull, 0.026);

/** 0 below `from`, 1 above `to`, smooth between. */
function ramp(value: number, from: number, to: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** A forehead of some height, temples, and a nape. */
function hairline(angle: number, forehead: number, temple: number, nape: number): number {
  const side = Math.abs(angle);
  return forehead + (temple - forehead) * ramp(side, 0.75, 1.25) + (nape - temple) * ramp(side, 1.6, 2);
}

const short: Style = {
  behind: () => [],
  over: cap,
  // A parting on one side: the fringe falls from it.
  hairline: (angle) =>
    hairline(angle, -0.19, -0.03, 0.11) + 0.05 * Math.sin(2.2 * angle + 0.5) * Math.exp(-angle * angle),
};

const long: Style = {
  behind: (head) => [strands(head)],
  over: (head) => union([cap(head), strands(head)], 0.03),
  hairline: (angle) => {
    const side = Math.abs(angle);
    return -0.235 + 0.11 * ramp(side, 0.1, 0.8) + 0.55 * ramp(side, 0.86, 1.3);
  },
};

const strands = (head: Head): Shape => {
  const x = -0.05 * Math.sin(head.turn);
  return roundedBox([x - 0.292, -0.2, x + 0.292, 0.33], 0.13);
};

const curly: Style = {
  behind: (head) => [curls(head)],
  over: (head) => union([cap(head), curls(head)], 0.02),
  hairline: (angle) => hairline(angle, -0.2, 0.02, 0.16) + 0.018 * Math.cos(9 * angle),
};

function curls(head: Head): Shape {
  const x = -0.04 * Math.sin(head.turn);
  const tufts = Array.from({ length: 9 }, (_, i) => {
    const angle = Math.PI * (-0.08 + (1.16 * i) / 8);
    return circle(x - 0.265 * Math.cos(angle), -0.1 - 0.24 * Math.sin(angle), 0.085);
  });
  return union(tufts, 0.02);
}

const bun: Style = {
  behind: (head) => [ellipse(-0.12 * Math.sin(head.turn), -0.345, 0.115, 0.095)],
  over: (head) => grown(head.skull, 0.016),
  hairline: (angle) => hairline(angle, -0.2, -0.02, 0.1),
};

const styles: Readonly<Record<HairStyle, Style | null>> = { none: null, short, long, curly, bun };

/** A band of light on the upper left. */
function sheen(over: Shape, head: Head, colour: Colour): Layer[] {
  const x = -0.03 - 0.02 * Math.sin(head.turn);
  const arc = without(ellipse(x, -0.09, RADIUS - 0.035, 0.2), ellipse(x + 0.01, -0.06, RADIUS - 0.03, 0.2));
  return [
    {
      shape: within(within(arc, over), ellipse(x - 0.1, -0.24, 0.12, 0.1)),
      colour: lighter(colour, 0.3),
      opacity: 0.8,
      part: "hair",
    },
  ];
}
