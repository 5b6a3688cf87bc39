import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readGolden } from "../../test/golden.ts";
import { encodeNpy, isNpy, parseNpy } from "./npy.ts";

const golden = readGolden<Record<string, string>>(import.meta.url, "data");
const saved = (name: string): Uint8Array => Buffer.from(golden[`npy ${name}`] as string, "base64");
const points = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5].map((x) => x / 4);

describe("files that NumPy wrote (scripts/golden/data.py)", () => {
  test.each([
    ["float32", Float32Array.from(points)],
    ["float64", Float64Array.from(points)],
    ["version 2", Float32Array.from(points)],
  ])("%s", (name, data) => {
    expect(parseNpy(saved(name), "x.npy")).toEqual({ shape: [3, 2], data });
  });

  test("uint8", () => {
    const { shape, data } = parseNpy(saved("uint8"), "x.npy");
    expect(shape).toEqual([2, 3, 2, 2]);
    expect([...data]).toEqual(Array.from({ length: 24 }, (_, i) => 10 * i));
  });

  test.each([
    ["fortran", "x.npy: expected C order, got Fortran order."],
    ["int64", "x.npy: expected <f4, <f8 or |u1, got <i8."],
    ["big-endian", "x.npy: expected <f4, <f8 or |u1, got >f4."],
  ])("%s is not read", (name, message) => {
    expect(() => parseNpy(saved(name), "x.npy")).toThrow(message);
  });
});

test("what is written has NumPy's own bytes", () => {
  expect(Buffer.from(encodeNpy([3, 2], Float32Array.from(points)))).toEqual(saved("float32"));
  const pixels = Uint8Array.from({ length: 24 }, (_, i) => 10 * i);
  expect(Buffer.from(encodeNpy([2, 3, 2, 2], pixels))).toEqual(saved("uint8"));
});

test("any float32 array survives", () => {
  fc.assert(
    fc.property(fc.float32Array({ minLength: 0, maxLength: 40 }), (data) => {
      expect(parseNpy(encodeNpy([data.length], data), "x.npy")).toEqual({ shape: [data.length], data });
    }),
    { seed: 2, numRuns: 50 },
  );
});

describe("damaged files", () => {
  const whole = saved("float32");
  test.each([
    ["empty", new Uint8Array(0), "x.npy: the file is empty."],
    ["another format", Uint8Array.from([1, 2, 3]), "x.npy: expected .npy, got 01 02 03."],
    [
      "cut in its header",
      whole.subarray(0, 60),
      "x.npy: .npy of 128 bytes expected, got 60 bytes: the file is cut short.",
    ],
    [
      "cut in its data",
      whole.subarray(0, 150),
      "x.npy: .npy of 152 bytes expected, got 150 bytes: the file is cut short.",
    ],
    ["too long", Buffer.concat([whole, whole]), "got 304 bytes: the file is longer than it says."],
    ["cut after its magic", whole.subarray(0, 6), "x.npy: expected version 1 to 3, got 0."],
  ])("%s", (_, bytes, message) => {
    expect(() => parseNpy(bytes, "x.npy")).toThrow(message);
  });

  test("a header that is no dictionary", () => {
    const bytes = Uint8Array.from(whole);
    bytes.fill(0x20, 10, 128);
    expect(() => parseNpy(bytes, "x.npy")).toThrow("x.npy: expected .npy, got ");
  });
});

test("isNpy looks at the first bytes", () => {
  expect(isNpy(saved("float32"))).toBe(true);
  expect(isNpy(Uint8Array.from([0x93]))).toBe(false);
});
