import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { type ChannelChange, convertChannels } from "./channels.ts";
import { byteOf, imageSet } from "./images.ts";
import { keepClasses, takeItems } from "./subset.ts";

const base = { name: "i", count: 4, fingerprint: "f", problems: [] };

test("bytes are read as v / 127.5 − 1, items in any order, and go back to the same bytes", () => {
  const pixels = Uint8Array.from({ length: 256 }, (_, i) => i);
  const set = imageSet({ ...base, shape: [1, 8, 8], pixels });
  const out = new Float32Array(128);
  set.read([3, 0], out);
  expectClose(
    out,
    Float64Array.from({ length: 128 }, (_, i) => (i < 64 ? 192 + i : i - 64) / 127.5 - 1),
    { rtol: 1e-6 },
  );
  set.read([0, 1], out);
  expect([...out].map(byteOf)).toEqual([...pixels.subarray(0, 128)]);
  expect([byteOf(-1.5), byteOf(7)]).toEqual([0, 255]);
});

test("every byte is the float that a division gives, in a set that is kept as floats and in one too large for it", () => {
  const want = Float32Array.from({ length: 259 }, (_, i) => (i % 256) / 127.5 - 1);
  for (const count of [4, 31_000]) {
    const pixels = Uint8Array.from({ length: 259 * count }, (_, i) => (i % 259) % 256);
    const set = imageSet({ ...base, count, shape: [1, 7, 37], pixels }); // 259: not a multiple of four
    const out = new Float32Array(2 * 259);
    set.read([count - 1, 1], out);
    expect(out).toEqual(Float32Array.from([...want, ...want]));
  }
});

test("pixels may come from a function that reuses its array", () => {
  const one = new Uint8Array(4);
  const set = imageSet({ ...base, shape: [1, 2, 2], pixels: (index) => one.fill(index) });
  const out = new Float32Array(8);
  set.read([2, 3], out);
  expect([...out].map(byteOf)).toEqual([2, 2, 2, 2, 3, 3, 3, 3]);
});

test("a part of a set reads through the whole", () => {
  const set = imageSet({
    ...{ ...base, shape: [1, 1, 1] as const, pixels: Uint8Array.of(10, 20, 30, 40), files: ["a", "b", "c", "d"] },
    ...{ labels: Int32Array.of(0, 1, 2, 1), classes: ["x", "1", "z"] },
  });
  const part = takeItems(set, Uint32Array.of(3, 0));
  const out = new Float32Array(2);
  part.read([0, 1], out);
  expect([...out].map(byteOf)).toEqual([40, 10]);
  expect(part).toMatchObject({ count: 2, files: ["d", "a"], labels: Int32Array.of(1, 0), classes: ["x", "1", "z"] });

  const kept = keepClasses(set, ["1"]); // the name, not the index
  expect(kept).toMatchObject({ count: 2, files: ["b", "d"], labels: Int32Array.of(0, 0), classes: ["1"] });
  expect(keepClasses(set, [2]).files).toEqual(["c"]);
  expect(new Set([set, part, kept].map((one) => one.fingerprint)).size).toBe(3);
  expect(() => keepClasses(set, [])).toThrow("there is no such class");
});

test.each<[string, Pick<ChannelChange, "from" | "to">, number[], number[]]>([
  ["the same", { from: 3, to: 3 }, [1, 2, 3], [1, 2, 3]],
  ["grey to RGB", { from: 1, to: 3 }, [7], [7, 7, 7]],
  ["grey to RGBA", { from: 1, to: 4 }, [7], [7, 7, 7, 255]],
  ["RGB to RGBA", { from: 3, to: 4 }, [1, 2, 3], [1, 2, 3, 255]],
  ["RGBA to RGB: laid on white", { from: 4, to: 3 }, [0, 100, 255, 51], [204, 224, 255]],
  ["transparent becomes white", { from: 4, to: 1 }, [0, 0, 0, 0], [255]],
  // Luminance of linear light: .2126 → byte 127, .7152 → 220, .0722 → 76, by the sRGB curve.
  ["red to grey", { from: 3, to: 1 }, [255, 0, 0], [127]],
  ["green to grey", { from: 3, to: 1 }, [0, 255, 0], [220]],
  ["blue to grey", { from: 3, to: 1 }, [0, 0, 255], [76]],
  ["grey stays grey", { from: 3, to: 1 }, [90, 90, 90], [90]],
])("channels: %s", (_, change, from, to) => {
  expect([...convertChannels(Uint8Array.from(from), { ...change, area: 1 })]).toEqual(to);
});

test("channels of several images, planes apart", () => {
  const two = Uint8Array.of(1, 2, 3, 4);
  expect([...convertChannels(two, { from: 1, to: 3, area: 2 })]).toEqual([1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4]);
});
