import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { embeddedDataset } from "./embedded.ts";
import {
  FACE_CLASSES,
  type FaceAttributes,
  faceAttributeNames,
  faceAttributes,
  faceClass,
  faceTargets,
  HAIR_STYLES,
} from "./faces-attributes.ts";
import { drawFace } from "./faces-drawing.ts";

const attributes = (count: number, seed = 0): FaceAttributes[] =>
  Array.from({ length: count }, (_, i) => faceAttributes(i, seed));

describe("attributes", () => {
  const some = attributes(4000);
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

  test("depend on the seed and the index", () => {
    expect(faceAttributes(7, 3)).toEqual(faceAttributes(7, 3));
    expect(faceAttributes(7, 3)).not.toEqual(faceAttributes(7, 4));
    expect(faceAttributes(7, 3)).not.toEqual(faceAttributes(11, 3));
  });

  test("classes take turns, and the attributes are what the classes say", () => {
    expect(FACE_CLASSES).toEqual(["serious", "smiling", "serious-glasses", "smiling-glasses"]);
    expect(some.slice(0, 8).map(faceClass)).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    for (const [i, { smile, glasses }] of some.entries()) {
      expect(glasses).toBe(i % 4 >= 2);
      expect(i % 2 === 1 ? smile >= 0.6 && smile <= 1 : smile >= 0 && smile <= 0.4).toBe(true);
    }
  });

  test("are spread as they should be: uniform, styles alike, in their ranges", () => {
    const even = (values: readonly number[], low: number, high: number): void => {
      expect(Math.min(...values)).toBeGreaterThanOrEqual(low);
      expect(Math.max(...values)).toBeLessThanOrEqual(high);
      const error = (high - low) / Math.sqrt(12 * values.length);
      expectClose([mean(values)], [(low + high) / 2], { rtol: 0, atol: 4 * error });
    };
    even(
      some.map(({ pose }) => pose),
      -40,
      40,
    );
    even(
      some.map(({ skin }) => skin),
      0,
      1,
    );
    for (const style of HAIR_STYLES) {
      const share = mean(some.map(({ hair }) => Number(hair === style)));
      expectClose([share], [0.2], { rtol: 0, atol: 4 * Math.sqrt((0.2 * 0.8) / 4000) });
    }
  });

  test("as targets, [N, names]", () => {
    expect(faceAttributeNames).toEqual([
      ...["smile", "glasses", "hair.none", "hair.short", "hair.long", "hair.curly", "hair.bun", "skin", "pose"],
    ]);
    const targets = faceTargets([5, 2], 3);
    const rows = [5, 2].flatMap((index) => {
      const { smile, glasses, hair, skin, pose } = faceAttributes(index, 3);
      return [
        smile,
        glasses ? 1 : 0,
        ...["none", "short", "long", "curly", "bun"].map((s) => (s === hair ? 1 : 0)),
        skin,
        pose / 40,
      ];
    });
    expectClose(targets, rows, { rtol: 1e-7, atol: 0 });
  });
});

/** Means of squares of `factor` pixels. */
function shrunk(pixels: Uint8Array, size: number, factor: number): number[] {
  const small = size / factor;
  return Array.from({ length: 3 * small * small }, (_, at) => {
    const [plane, row, column] = [Math.floor(at / (small * small)), Math.floor(at / small) % small, at % small];
    let sum = 0;
    for (let k = 0; k < factor * factor; k += 1) {
      const y = row * factor + Math.floor(k / factor);
      sum += pixels[(plane * size + y) * size + column * factor + (k % factor)] as number;
    }
    return sum / (factor * factor);
  });
}

describe("the same face at every size: shrunk by areas, they agree", () => {
  // Up to 64 pixels a side the image is a mean of a finer drawing, so only rounding differs. Beyond, pixels in which
  // several edges meet differ: coverages are multiplied where areas should be.
  test.each([
    [16, 64, 0.3, 0.7],
    [32, 64, 0.3, 0.7],
    [64, 128, 1, 16],
    [64, 256, 1.3, 16],
  ])("%d and %d pixels", (small, large, mean, nearly) => {
    for (const face of attributes(8, 5)) {
      const fine = shrunk(drawFace(face, large), large, large / small);
      const errors = Float64Array.from(drawFace(face, small), (value, i) =>
        Math.abs(value - (fine[i] as number)),
      ).sort();
      expect(errors.reduce((a, b) => a + b, 0) / errors.length).toBeLessThan(mean); // levels of 255
      expect(errors[Math.floor(0.98 * errors.length)]).toBeLessThan(nearly);
    }
  });
});

describe("each attribute is to be seen at 32 pixels, where it should", () => {
  const still: FaceAttributes = {
    ...faceAttributes(0, 1),
    hair: "short",
    pose: 0,
    smile: 0.2,
    glasses: false,
    shift: [0, 0.02],
  };
  /** Share of pixels that change by more than 24 levels, and their mean place in shares of the image. */
  const change = (one: Partial<FaceAttributes>, other: Partial<FaceAttributes>) => {
    const [a, b] = [drawFace({ ...still, ...one }, 32), drawFace({ ...still, ...other }, 32)];
    const places = Array.from({ length: 1024 }, (_, at) => at).filter((at) =>
      [0, 1024, 2048].some((plane) => Math.abs((a[plane + at] as number) - (b[plane + at] as number)) > 24),
    );
    const row = places.reduce((sum, at) => sum + Math.floor(at / 32) + 0.5, 0) / places.length / 32;
    return { share: places.length / 1024, row };
  };

  test.each<readonly [string, Partial<FaceAttributes>, Partial<FaceAttributes>, number, readonly [number, number]]>([
    ["a smile changes the mouth", { smile: 0.2 }, { smile: 0.8 }, 0.01, [0.55, 0.75]],
    ["glasses change the eyes", {}, { glasses: true }, 0.04, [0.4, 0.56]],
    ["hair changes the top", { hair: "none" }, { hair: "curly" }, 0.15, [0.15, 0.5]],
    ["a turn changes the face", { pose: -20 }, { pose: 20 }, 0.1, [0.3, 0.65]],
    ["skin changes", { skin: 0.2 }, { skin: 0.8 }, 0.15, [0.4, 0.75]],
  ])("%s", (_, one, other, least, [above, below]) => {
    const { share, row } = change(one, other);
    expect(share).toBeGreaterThan(least);
    expect(row).toBeGreaterThan(above);
    expect(row).toBeLessThan(below);
  });

  test("a face turned one way is about the mirror of one turned the other way", () => {
    const bald: FaceAttributes = { ...still, hair: "none", shift: [0, 0.02] };
    const [left, right] = [drawFace({ ...bald, pose: -30 }, 64), drawFace({ ...bald, pose: 30 }, 64)];
    let [mirrored, same] = [0, 0];
    left.forEach((value, at) => {
      const other = at - (at % 64) + 63 - (at % 64);
      mirrored += Math.abs(value - (right[other] as number)) / left.length;
      same += Math.abs(value - (right[at] as number)) / left.length;
    });
    expect(mirrored).toBeLessThan(same / 2); // light and glints come from one side
  });
});

describe("as a dataset", () => {
  const valuesAt = (indices: readonly number[], options = {}): Float32Array => {
    const set = embeddedDataset("faces", { count: 40, ...options });
    const out = new Float32Array(indices.length * set.shape.reduce((a, b) => a * b, 1));
    set.read(indices, out);
    return out;
  };

  test("colour at 32 pixels unless asked otherwise, classes in turn", () => {
    const set = embeddedDataset("faces", { count: 6 });
    expect(set).toMatchObject({
      name: "faces",
      kind: "images",
      shape: [3, 32, 32],
      classes: FACE_CLASSES,
      problems: [],
    });
    expect([...(set.labels ?? [])]).toEqual([0, 1, 2, 3, 0, 1]);
    expect(embeddedDataset("faces").count).toBe(10_000);
    expect(embeddedDataset("faces", { count: 2, size: 64 }).shape).toEqual([3, 64, 64]);
    expect(set.notes?.map(({ code }) => code)).toEqual(["N305", "N310"]);
  });

  test("items are the drawings of their attributes, in any order and again", () => {
    const drawn = (index: number): number[] =>
      [...drawFace(faceAttributes(index, 9), 32)].map((byte) => byte / 127.5 - 1);
    const want = [...drawn(3), ...drawn(0), ...drawn(3)];
    expectClose(valuesAt([3, 0, 3], { seed: 9 }), want, { rtol: 0, atol: 1e-6 });
  });

  test("grey, and with an opaque plane", () => {
    expect(valuesAt([1], { channels: 1 })).toHaveLength(1024);
    expect(new Set(valuesAt([1], { channels: 4 }).subarray(3 * 1024))).toEqual(new Set([1]));
  });

  test("some of its classes", () => {
    const set = embeddedDataset("faces", { count: 40, classes: ["smiling", "smiling-glasses"] });
    expect([set.count, set.classes]).toEqual([20, ["smiling", "smiling-glasses"]]);
  });

  test("no size that is none", () => {
    expect(() => drawFace(faceAttributes(0, 0), 4)).toThrow(
      "--size 4: expected a whole number of pixels from 8 to 1024.",
    );
    expect(() => embeddedDataset("faces", { count: 0 })).toThrow("faces.count: expected a whole number ≥ 1, got 0.");
  });
});
