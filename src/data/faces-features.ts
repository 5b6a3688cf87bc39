/** @file What is in a face: eyes, brows, nose, mouth, cheeks, ears and glasses, each placed on the turned head. */
import type { FaceAttributes } from "./faces-attributes.ts";
import { type Colour, darker, eyeColours, hairColours, lighter, mixed } from "./faces-colours.ts";
import type { Head } from "./faces-head.ts";
import type { Layer } from "./faces-raster.ts";
import { above, curve, ellipse, roundedBox, type Shape, segment, union, within, without } from "./faces-shapes.ts";

/** A face that is drawn. */
export interface Sitter {
  readonly attributes: FaceAttributes;
  readonly head: Head;
  readonly skin: Colour;
}

const SIDES = [-1, 1] as const;
/** Where the eyes are: angle from the front and height. */
const EYE = { angle: 0.45, rho: 0.9, y: -0.035 } as const;
const INK: Colour = [46, 30, 38];

/** What is on a side that is turned away is not seen. */
const NARROWEST = 0.12;

/** Only what is turned to the viewer; seen from the front, both are there as edges. */
export function earLayers({ head, skin }: Sitter): Layer[] {
  return SIDES.flatMap((side) => {
    const seen = head.foreshortening((side * Math.PI) / 2);
    if (seen < -0.25) return [];
    const x = head.x((side * Math.PI) / 2, 1.03);
    const width = 0.034 + 0.02 * Math.max(0, seen);
    const inner = ellipse(x, 0.035, 0.55 * width, 0.03);
    return [
      { shape: ellipse(x, 0.03, width, 0.058), colour: darker(skin, 0.05), part: "face" as const },
      { shape: inner, colour: darker(skin, 0.22), part: "face" as const },
    ];
  });
}

export function cheekLayers({ head, skin }: Sitter): Layer[] {
  return SIDES.flatMap((side) => {
    const width = 0.055 * head.foreshortening(side * 0.68);
    if (width < NARROWEST * 0.055) return [];
    const shape = ellipse(head.x(side * 0.68), 0.085, width, 0.036);
    return [
      {
        shape: within(shape, head.outline),
        colour: mixed(skin, [232, 84, 84], 0.5),
        opacity: 0.5,
        part: "face" as const,
      },
    ];
  });
}

export function eyeLayers(sitter: Sitter): Layer[] {
  return SIDES.flatMap((side) => (sitter.head.foreshortening(side * EYE.angle) > NARROWEST ? eye(sitter, side) : []));
}

function eye({ attributes, head }: Sitter, side: -1 | 1): Layer[] {
  const { eyes, smile, eyeColour } = attributes;
  const narrow = head.foreshortening(side * EYE.angle);
  const [x, y] = [head.x(side * EYE.angle, EYE.rho), EYE.y];
  const white = ellipse(x, y, 0.058 * narrow, 0.066 * eyes);
  // Smiling cheeks push the lower lid up.
  const open = without(white, ellipse(x, y + 0.066 * eyes + 0.072 - 0.042 * smile, 0.1 * narrow, 0.07));
  const gaze = x + 0.016 * Math.sin(head.turn);
  const iris = ellipse(gaze, y + 0.004, 0.04 * (0.15 + 0.85 * narrow), 0.04);
  const pupil = ellipse(gaze, y + 0.004, 0.021 * (0.2 + 0.8 * narrow), 0.021);
  const glint = ellipse(gaze - 0.014 * narrow, y - 0.014, 0.011 * (0.3 + 0.7 * narrow), 0.011);
  const lid = curve(
    (at) => y - 0.066 * eyes * Math.sqrt(Math.max(0, 1 - ((at - x) / (0.06 * narrow)) ** 2)),
    x - 0.06 * narrow,
    x + 0.06 * narrow,
  );
  const part = "eyes" as const;
  return [
    { shape: open, colour: [255, 253, 248], part },
    { shape: within(iris, open), colour: eyeColours[eyeColour], part },
    { shape: within(pupil, open), colour: INK, part },
    { shape: within(glint, open), colour: [255, 255, 255], part },
    { shape: lid, halfWidth: 0.0085, colour: INK, part },
  ];
}

export function browLayers({ attributes, head, skin }: Sitter): Layer[] {
  const { brows, smile, hairColour } = attributes;
  const colour = mixed(darker(hairColours[hairColour], 0.35), skin, 0.1);
  return SIDES.flatMap((side) => {
    const [inner, outer] = [0.2, 0.66].map((angle) => side * angle) as [number, number];
    if (head.foreshortening(side * EYE.angle) < NARROWEST) return [];
    const ends = [head.x(inner, EYE.rho), head.x(outer, EYE.rho)].sort((a, b) => a - b) as [number, number];
    const y = (x: number): number => {
      const along = (Math.abs(head.angle(x, EYE.rho)) - 0.2) / 0.46; // 0 at the inner end, 1 at the outer
      const tilt = 0.026 * brows * (0.5 - along);
      return -0.138 - 0.012 * smile + tilt - 0.05 * along * (1 - along);
    };
    return [{ shape: curve(y, ...ends), halfWidth: 0.0125, colour, part: "face" as const }];
  });
}

export function noseLayers({ head, skin }: Sitter): Layer[] {
  const x = head.x(0, 1.12);
  const width = 0.03 * (0.6 + 0.4 * head.foreshortening(0));
  return [
    {
      shape: ellipse(x + 0.004, 0.068, width, 0.024),
      colour: mixed(darker(skin, 0.2), [210, 70, 60], 0.18),
      part: "face",
    },
    { shape: ellipse(x - 0.004, 0.06, 0.72 * width, 0.018), colour: lighter(skin, 0.12), part: "face" },
  ];
}

/** Half the mouth's width as an angle, and where its middle is. */
const MOUTH = { narrow: 0.3, wide: 0.56, rho: 0.8, y: 0.158 } as const;

export function mouthLayers({ attributes: { smile }, head, skin }: Sitter): Layer[] {
  const reach = MOUTH.narrow + (MOUTH.wide - MOUTH.narrow) * smile;
  const [from, to] = [head.x(-reach, MOUTH.rho), head.x(reach, MOUTH.rho)];
  const along = (x: number): number => head.angle(x, MOUTH.rho) / reach; // −1 … 1 from corner to corner
  const bend = -0.028 + 0.092 * smile; // below 0 the corners hang
  const open = 0.05 * Math.max(0, (smile - 0.5) / 0.5);
  const upper = (x: number): number => MOUTH.y + bend * (0.4 - along(x) ** 2);
  const lower = (x: number): number => upper(x) + open * Math.max(0, 1 - along(x) ** 2);
  const lips = mixed(darker(skin, 0.3), [190, 40, 50], 0.45);
  const part = "mouth" as const;
  const line: Layer = { shape: curve(upper, from, to), halfWidth: 0.0125, colour: darker(lips, 0.25), part };
  if (open === 0) return [line];
  const gap = without(above(lower, from, to), above(upper, from, to));
  const inside = { ...gap, bounds: [from, MOUTH.y - 0.05, to, MOUTH.y + 0.12] as const };
  const teeth = above((x) => upper(x) + 0.45 * open, from, to);
  const middle = head.x(0, MOUTH.rho);
  const tongue = ellipse(middle, lower(middle) + 0.004, 0.3 * (to - from), 0.5 * open);
  return [
    { shape: inside, colour: [122, 26, 40], part },
    { shape: within(inside, teeth), colour: [255, 252, 246], part },
    { shape: within(tongue, inside), colour: [226, 104, 110], part },
    { shape: curve(lower, from, to), halfWidth: 0.008, colour: lips, part },
    { ...line, halfWidth: 0.009 },
  ];
}

const FRAME: Colour = [36, 34, 52];

export interface Glasses {
  /** From the lenses to the ears: below the hair. */
  readonly arms: readonly Layer[];
  readonly lenses: readonly Layer[];
}

export function glassesOf({ attributes: { glasses }, head }: Sitter): Glasses {
  if (!glasses) return { arms: [], lenses: [] };
  const part = "glasses" as const;
  const lens = (side: -1 | 1): Shape => {
    const middle = head.x(side * EYE.angle, 0.97);
    const half = 0.088 * Math.max(0.3, head.foreshortening(side * EYE.angle));
    return roundedBox([middle - half, EYE.y - 0.08, middle + half, EYE.y + 0.086], 0.85 * Math.min(half, 0.07));
  };
  const [first, second] = [lens(-1), lens(1)];
  const arms = SIDES.filter((side) => head.foreshortening((side * Math.PI) / 2) > 0).map((side) => {
    const edge = side < 0 ? first.bounds[0] : second.bounds[2];
    return segment(edge, EYE.y - 0.03, head.x((side * Math.PI) / 2, 1.03), EYE.y - 0.005);
  });
  const bridge = segment(first.bounds[2], EYE.y - 0.02, second.bounds[0], EYE.y - 0.02);
  const frame = { halfWidth: 0.0115, colour: FRAME, part };
  return {
    arms: arms.map((shape) => ({ shape, ...frame })),
    lenses: [
      { shape: union([first, second]), colour: [214, 238, 255], opacity: 0.22, part },
      ...[bridge, first, second].map((shape) => ({ shape, ...frame })),
    ],
  };
}
