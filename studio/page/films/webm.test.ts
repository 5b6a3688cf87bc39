import { expect, test } from "vitest";
import { ended, isRecorded } from "./webm.ts";

const OPEN = [0x01, 255, 255, 255, 255, 255, 255, 255];
const SEGMENT = [0x18, 0x53, 0x80, 0x67];
const CLUSTER = [0x1f, 0x43, 0xb6, 0x75];
const element = (id: readonly number[], body: readonly number[]): number[] => [...id, 0x80 | body.length, ...body];
const block = (at: number, picture: number): number[] =>
  element([0xa3], [0x81, at >> 8, at & 255, 0x80, picture, picture]);
const cluster = (at: number, ...blocks: number[][]): number[] => [
  ...[...CLUSTER, ...OPEN],
  ...element([0xe7], [at >> 8, at & 255]),
  ...blocks.flat(),
];
/** What a browser writes first; a length of 1. */
const head = (duration: readonly number[]): number[] => [
  ...element([0x1a, 0x45, 0xdf, 0xa3], [0x42, 0x86, 0x81, 1]),
  ...[...SEGMENT, ...OPEN],
  ...element([0x15, 0x49, 0xa9, 0x66], [...element([0x2a, 0xd7, 0xb1], [0x0f, 0x42, 0x40]), ...duration]),
];
const single = head(element([0x44, 0x89], [0x3f, 0x80, 0, 0]));
const cues = element([0x1c, 0x53, 0xbb, 0x6b], [1, 2, 3]);
const wanted = { frames: 3, milliseconds: 180 };
const inTime = [cluster(0, block(0, 1), block(61, 2)), cluster(100, block(20, 3))].flat();

test("a film is whole when its last picture has been repeated, at the film's end or later", () => {
  const has = (...more: number[][]): boolean =>
    isRecorded(Uint8Array.from([...single, ...inTime, ...more].flat()), wanted);
  expect(has()).toBe(false);
  expect(has(block(79, 3))).toBe(false);
  expect(has(block(80, 3))).toBe(true);
  expect(has(block(80, 3).slice(0, -1))).toBe(false); // half of it came
  expect(
    isRecorded(Uint8Array.from([...single, ...cluster(300, block(0, 1), block(61, 2), block(90, 3))]), wanted),
  ).toBe(
    false, // as many as there are pictures: the last one has not lasted
  );
  expect(isRecorded(new Uint8Array(), wanted)).toBe(false);
});

test.each([
  ["four bytes", single, (view: DataView, at: number) => view.getFloat32(at)],
  [
    "eight bytes",
    head(element([0x44, 0x89], [0x3f, 0xf0, 0, 0, 0, 0, 0, 0])),
    (view: DataView, at: number) => view.getFloat64(at),
  ],
])("what is behind the end is taken off, and its time stands in the head: %s", (_, start, read) => {
  const whole = [...start, ...inTime, ...block(85, 3)];
  const film = ended(Uint8Array.from([...whole, ...block(130, 3), ...cues]), wanted);
  expect(film.length).toBe(whole.length);
  const at = start.length - (start === single ? 4 : 8);
  expect(read(new DataView(film.buffer), at)).toBe(185);
  expect([...film.subarray(start.length)]).toEqual(whole.slice(start.length));
});

test("a length that the head has no element for is put there", () => {
  const film = ended(Uint8Array.from([...head([]), ...inTime, ...block(85, 3), ...block(130, 3)]), wanted);
  const length = [0x43, 0x39, 0, 0]; // 185
  expect([...film]).toEqual([...head(element([0x44, 0x89], length)), ...inTime, ...block(85, 3)]);
});

test("a film that did not become whole, or whose clusters tell their sizes, is left as long as it is", () => {
  const short = Uint8Array.from([...single, ...inTime]);
  expect(ended(short, wanted).length).toBe(short.length);
  expect(ended(new Uint8Array(), wanted).length).toBe(0);
  const sized = Uint8Array.from([
    ...head([]),
    ...element(
      CLUSTER,
      [0, 61, 122, 183, 240].flatMap((at) => block(at, 1)),
    ),
  ]);
  expect(isRecorded(sized, wanted)).toBe(true);
  expect(ended(sized, wanted)).toEqual(sized);
});
