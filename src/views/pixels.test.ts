import { expect, test } from "vitest";
import { rgbaOf } from "./pixels.ts";

test.each([
  ["grey", 1, [7, 200], [7, 7, 7, 255, 200, 200, 200, 255]],
  ["RGB", 3, [1, 2, 3, 4, 5, 6], [1, 2, 3, 255, 4, 5, 6, 255]],
  ["RGBA", 4, [1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8]],
] as const)("%s as a canvas takes it", (_, channels, data, want) => {
  const picture = { kind: "pixels", width: 2, height: 1, channels, data: Uint8Array.from(data) } as const;
  expect(Array.from(rgbaOf(picture))).toEqual(want);
});
