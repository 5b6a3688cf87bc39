import { expect, test } from "vitest";
import { boardOf, chosenAfter, chosenPins, pinned, unpinned } from "./pins.ts";

const drawing = { kind: "points", count: 1, dimensions: 2, data: new Float32Array(2) } as const;

test("pins keep their numbers, and a board its pins", () => {
  const board = boardOf("0001");
  for (let i = 0; i < 3; i += 1) pinned(board, Float32Array.of(i), drawing);
  unpinned(board, 2);
  pinned(board, Float32Array.of(9), drawing);
  expect(boardOf("0001").pins.value.map((pin) => pin.number)).toEqual([1, 3, 4]);
  expect(boardOf("0002").pins.value).toEqual([]);
});

test("chosen are at most three, in the order of choosing; one that is removed is no longer chosen", () => {
  expect(chosenAfter([], 4)).toEqual([4]);
  expect(chosenAfter([4, 1], 4)).toEqual([1]);
  expect(chosenAfter([4, 1, 3], 7)).toEqual([1, 3, 7]);
  const board = boardOf("0001");
  board.chosen.value = [4, 1];
  expect(chosenPins(board).map((pin) => pin.z[0])).toEqual([9, 0]);
  unpinned(board, 4);
  expect(board.chosen.value).toEqual([1]);
});
