/** @file The boxes, judged by pictures: what changes when only one part changes is where that part is. */
import { describe, expect, test } from "vitest";
import { type FaceAttributes, faceAttributes } from "./faces-attributes.ts";
import { FACE_PARTS, type FaceBox, faceBoxes } from "./faces-boxes.ts";
import { drawFace } from "./faces-drawing.ts";
import type { FacePart } from "./faces-raster.ts";
import { faceAttributesCsv, faceBoxesCsv } from "./faces-tables.ts";

const boxOf = (face: FaceAttributes, size: number, part: FacePart): FaceBox =>
  faceBoxes(face, size).find((box) => box.part === part) as FaceBox;

/** Around the pixels that differ by more than a share of the largest difference. */
function changed(one: FaceAttributes, other: FaceAttributes, size: number, share: number): Omit<FaceBox, "part"> {
  const [a, b] = [drawFace(one, size), drawFace(other, size)];
  const difference = Array.from({ length: size * size }, (_, at) =>
    [0, 1, 2].reduce((sum, plane) => {
      const index = plane * size * size + at;
      return sum + Math.abs((a[index] as number) - (b[index] as number));
    }, 0),
  );
  const limit = share * Math.max(...difference);
  const places = [...difference.keys()].filter((at) => (difference[at] as number) > limit);
  const [columns, rows] = [places.map((at) => at % size), places.map((at) => Math.floor(at / size))];
  return { x0: Math.min(...columns), y0: Math.min(...rows), x1: Math.max(...columns) + 1, y1: Math.max(...rows) + 1 };
}

const faces = Array.from({ length: 8 }, (_, i) => faceAttributes(i, 2));

describe.each([32, 64])("at %d pixels", (size) => {
  type Side = "x0" | "y0" | "x1" | "y1";
  /** Inside, whatever changes much; nothing beyond what changes at all. */
  const between = (
    got: FaceBox,
    one: FaceAttributes,
    other: FaceAttributes,
    sides: readonly Side[] = ["x0", "y0", "x1", "y1"],
  ): void => {
    const [much, any] = [changed(one, other, size, 0.6), changed(one, other, size, 0.01)];
    for (const side of sides) {
      const said = `${got.part} ${side}: ${any[side]} … ${much[side]}`;
      expect(got[side], said).toBeGreaterThanOrEqual(Math.min(much[side], any[side]));
      expect(got[side], said).toBeLessThanOrEqual(Math.max(much[side], any[side]));
    }
  };

  test("glasses: what changes when they are taken off", () => {
    for (const face of faces) {
      const worn: FaceAttributes = { ...face, glasses: true, hairColour: "silver", skin: 0.1 }; // dark frames on light
      between(boxOf(worn, size, "glasses"), worn, { ...worn, glasses: false });
    }
  });

  test("hair: what changes with its colour", () => {
    for (const face of faces.filter(({ hair }) => hair !== "none")) {
      const [dark, light] = [
        { ...face, hairColour: "black" },
        { ...face, hairColour: "blond" },
      ] as const;
      between(boxOf(dark, size, "hair"), dark, light);
    }
  });

  test("eyes: open ones begin where the change with opening begins", () => {
    for (const one of faces) {
      const face = { ...one, glasses: false };
      const [open, narrow] = [
        { ...face, eyes: 1.05 },
        { ...face, eyes: 0.75 },
      ];
      const iris = changed({ ...open, eyeColour: "brown" }, { ...open, eyeColour: "blue" }, size, 0.5);
      const box = boxOf(open, size, "eyes");
      between(box, open, narrow, ["y0"]);
      expect(box.x0).toBeLessThanOrEqual(iris.x0);
      expect(box.x1).toBeGreaterThanOrEqual(iris.x1);
      expect(box.y1).toBeGreaterThanOrEqual(iris.y1);
    }
  });

  test("mouth: what changes with the smile, below the eyes", () => {
    for (const face of faces) {
      const [wide, small] = [
        { ...face, smile: 1 },
        { ...face, smile: 0.9 },
      ];
      const box = boxOf(wide, size, "mouth");
      expect(box.y0).toBeGreaterThanOrEqual(boxOf(wide, size, "eyes").y1 - 1);
      expect(box.x1 - box.x0).toBeGreaterThanOrEqual(boxOf(small, size, "mouth").x1 - boxOf(small, size, "mouth").x0);
      expect(box.x1 - box.x0).toBeGreaterThan(0.1 * size);
      expect(box.y1 - box.y0).toBeLessThan(0.2 * size);
    }
  });

  test("face: holds eyes and mouth", () => {
    for (const face of faces) {
      const whole = boxOf(face, size, "face");
      for (const part of ["eyes", "mouth"] as const) {
        const { x0, y0, x1, y1 } = boxOf(face, size, part);
        expect(x0 >= whole.x0 - 1 && y0 >= whole.y0 && x1 <= whole.x1 + 1 && y1 <= whole.y1).toBe(true);
      }
    }
  });
});

test("a bald face without glasses has no box for either", () => {
  const face = { ...faceAttributes(0, 0), hair: "none" as const, glasses: false };
  expect(faceBoxes(face, 64).map(({ part }) => part)).toEqual(["face", "eyes", "mouth"]);
  expect(faceBoxes({ ...face, hair: "long", glasses: true }, 64).map(({ part }) => part)).toEqual(FACE_PARTS);
});

test("boxes of a size are those of another, scaled", () => {
  for (const face of faces) {
    const [small, large] = [faceBoxes(face, 32), faceBoxes(face, 128)];
    for (const [i, { part, x0, y1 }] of small.entries()) {
      expect(large[i]?.part).toBe(part);
      expect(Math.abs(x0 - (large[i]?.x0 ?? 0) / 4)).toBeLessThanOrEqual(1);
      expect(Math.abs(y1 - (large[i]?.y1 ?? 0) / 4)).toBeLessThanOrEqual(1);
    }
  }
});

describe("tables", () => {
  test("boxes, a row each", () => {
    const [header, ...rows] = faceBoxesCsv({ indices: [2, 4], size: 32, seed: 1 })
      .trimEnd()
      .split("\n");
    expect(header).toBe("index,part,x0,y0,x1,y1");
    const want = [2, 4].flatMap((index) =>
      faceBoxes(faceAttributes(index, 1), 32).map(({ part, x0, y0, x1, y1 }) => [index, part, x0, y0, x1, y1].join()),
    );
    expect(rows).toEqual(want);
  });

  test("attributes, a row a face", () => {
    const [header, row] = faceAttributesCsv({ indices: [3], seed: 1 })
      .trimEnd()
      .split("\n");
    expect(header).toBe(
      "index,class,smile,glasses,hair,hairColour,skin,pose,brows,eyes,eyeColour,background,shirt,scale,shiftX,shiftY",
    );
    const { hair, hairColour } = faceAttributes(3, 1);
    expect(row).toMatch(new RegExp(`^3,smiling-glasses,[01]\\.\\d+,1,${hair},${hairColour},`));
  });
});
