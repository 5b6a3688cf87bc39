import { expect, test } from "vitest";
import { cutTo, displayWidth, padRight, tableLines, wrapText } from "./width.ts";

test.each([
  ["abc", 3],
  ["训练", 4],
  ["a训b", 4],
  ["\u001b[31mred\u001b[39m", 3],
  ["e\u0301", 1],
  ["⠿⣿", 2],
  ["。（", 4],
])("displayWidth(%j)", (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test("ambiguous characters may take two", () => {
  expect([displayWidth("━·▀", 1), displayWidth("━·▀", 2), displayWidth("⠿", 2)]).toEqual([3, 6, 1]);
  expect(cutTo("━━━━", 5, 2)).toBe("━…");
});

test("padding and cutting count columns", () => {
  expect(padRight("训", 4)).toBe("训  ");
  expect(cutTo("abcdef", 4)).toBe("abc…");
  expect(cutTo("训练任务", 5)).toBe("训练…");
  expect(cutTo("abc", 3)).toBe("abc");
});

test("columns begin at the same place whatever the script", () => {
  expect(
    tableLines([
      ["a", "x"],
      ["训练", "y", "z"],
    ]),
  ).toEqual(["a     x", "训练  y  z"]);
});

test("lines break at blanks, and anywhere in Chinese", () => {
  expect(wrapText("one two three", 7)).toBe("one two\nthree");
  expect(wrapText("图像文件夹", 4)).toBe("图像\n文件\n夹");
  expect(wrapText("a\nb", 7)).toBe("a\nb");
});
