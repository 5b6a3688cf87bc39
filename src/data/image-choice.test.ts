import { describe, expect, test } from "vitest";
import { chooseChannels, chooseSize, type ImageHeader, sourceSizes } from "./image-choice.ts";

const header = (width: number, height = width, more: Partial<ImageHeader> = {}): ImageHeader => ({
  ...{ width, height, channels: 3, grey: false, transparent: false },
  ...more,
});

describe("size", () => {
  test.each([
    [[72], 64, "size 64: the largest supported size within the images' shorter side (median 72 pixels)."],
    [[50, 50, 4000], 48, "size 48: the largest supported size within the images' shorter side (median 50 pixels)."],
    [[300, 200, 100], 64, "size 64: the largest that trains on a CPU (the images' shorter side: median 200 pixels)."],
    [[9, 9], 16, "size 16: the smallest supported size (the images' shorter side: median 9 pixels)."],
    [[28], 28, "size 28: the largest supported size within the images' shorter side (median 28 pixels)."],
  ])("of images of %j pixels is %d", (sides, size, detail) => {
    const choice = chooseSize(
      sides.map((side) => header(side, 2 * side)),
      "centre",
    );
    expect([choice.value, choice.note.detail]).toEqual([size, detail]);
  });

  test("goes by the longer side of pictures that are shown whole", () => {
    const choice = chooseSize([header(20, 50)], "none");
    const detail = "size 48: the largest supported size within the images' longer side (median 50 pixels).";
    expect([choice.value, choice.note.detail]).toEqual([48, detail]);
  });

  test("is what was asked", () => {
    expect(chooseSize([header(10)], "centre", 96)).toMatchObject({ value: 96, note: { detail: "size 96: as asked." } });
  });
});

describe("channels", () => {
  const grey = header(10, 10, { channels: 1, grey: true });
  const clear = header(10, 10, { channels: 4, transparent: true });
  test.each([
    ["all grey", [grey, grey], 1, "1 channel: every image is grey."],
    ["some colour", [grey, header(10)], 3, "3 channels (RGB): 1 of 2 images have colour."],
    [
      "transparency",
      [clear, header(10)],
      3,
      "3 channels (RGB): 1 of 2 images can be transparent and are laid on white; --channels 4 keeps the transparency.",
    ],
  ])("%s", (_, headers, value, detail) => {
    expect(chooseChannels(headers)).toMatchObject({ value, note: { detail } });
  });

  test("are what was asked", () => {
    expect(chooseChannels([grey], 4)).toMatchObject({ value: 4, note: { detail: "4 channels: as asked." } });
  });
});

test("source sizes, most frequent first", () => {
  expect(sourceSizes([header(2, 3), header(5, 4), header(2, 3)])).toEqual([
    { width: 2, height: 3, channels: 3, count: 2 },
    { width: 5, height: 4, channels: 3, count: 1 },
  ]);
});
