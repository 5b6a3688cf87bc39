/** @file What is known of the faces as CSV: a row for each box, or for each face. */
import { FACE_CLASSES, type FaceAttributes, faceAttributes, faceClass } from "./faces-attributes.ts";
import { faceBoxes } from "./faces-boxes.ts";

export interface FaceTableOptions {
  /** Items of the set. */
  readonly indices: ArrayLike<number>;
  /** The set's; 0 by default. */
  readonly seed?: number;
}

/**
 * The boxes of parts, in pixels; see `faceBoxes`.
 * @param options `size`: of the images @returns CSV: `index,part,x0,y0,x1,y1` @throws E318
 */
export function faceBoxesCsv({ indices, size, seed = 0 }: FaceTableOptions & { readonly size: number }): string {
  const rows = Array.from(indices).flatMap((index) =>
    faceBoxes(faceAttributes(index, seed), size).map(({ part, x0, y0, x1, y1 }) => [index, part, x0, y0, x1, y1]),
  );
  return csvOf([["index", "part", "x0", "y0", "x1", "y1"], ...rows]);
}

type Column<T> = readonly [name: string, value: (attributes: FaceAttributes) => T];

const columns: readonly Column<string | number>[] = [
  ["class", (face) => FACE_CLASSES[faceClass(face)] as string],
  ["smile", ({ smile }) => rounded(smile)],
  ["glasses", ({ glasses }) => Number(glasses)],
  ["hair", ({ hair }) => hair],
  ["hairColour", ({ hairColour }) => hairColour],
  ["skin", ({ skin }) => rounded(skin)],
  ["pose", ({ pose }) => rounded(pose)],
  ["brows", ({ brows }) => rounded(brows)],
  ["eyes", ({ eyes }) => rounded(eyes)],
  ["eyeColour", ({ eyeColour }) => eyeColour],
  ["background", ({ background }) => rounded(background)],
  ["shirt", ({ shirt }) => rounded(shirt)],
  ["scale", ({ scale }) => rounded(scale)],
  ["shiftX", ({ shift }) => rounded(shift[0])],
  ["shiftY", ({ shift }) => rounded(shift[1])],
];

/** Those that are numbers of which more is more: what a GAN can be told. Hues go round, so they are none of these. */
export const faceNumbers: readonly Column<number>[] = [
  ["smile", ({ smile }) => smile],
  ["glasses", ({ glasses }) => Number(glasses)],
  ["skin", ({ skin }) => skin],
  ["pose", ({ pose }) => pose],
  ["brows", ({ brows }) => brows],
  ["eyes", ({ eyes }) => eyes],
  ["scale", ({ scale }) => scale],
];

const rounded = (value: number): number => Number(value.toFixed(6));

/** The attributes of faces. @returns CSV: `index`, then the class and each attribute */
export function faceAttributesCsv({ indices, seed = 0 }: FaceTableOptions): string {
  const rows = Array.from(indices).map((index) => {
    const attributes = faceAttributes(index, seed);
    return [index, ...columns.map(([, value]) => value(attributes))];
  });
  return csvOf([["index", ...columns.map(([name]) => name)], ...rows]);
}

const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  `${rows.map((row) => row.join(",")).join("\n")}\n`;
