/** @file What systems and libraries say, in the reader's words; what is unknown stays as it came. */
import { expect, test } from "vitest";
import { detailText as en } from "./en/details.ts";
import { errorSentence } from "./errors.ts";
import { thingText, detailText as zh } from "./zh/details.ts";

test.each([
  ["EACCES", "permission denied, EACCES", "没有权限，EACCES"],
  ["ENOENT", "there is no such file, ENOENT", "没有这个文件，ENOENT"],
  ["EWHAT", "EWHAT", "EWHAT"],
  [
    "Input buffer contains unsupported image format",
    "it is no image, or an image of a kind that is not read",
    "不是图片，或是无法读取的图片格式",
  ],
  ["Input buffer has corrupt header:", "its beginning is damaged", "文件开头已损坏"],
  ["VipsJpeg: premature end of JPEG image", "it is cut short", "文件不完整"],
  ["unexpected end of file", "it is cut short", "文件不完整"],
  ["0 bytes", "it is empty", "文件是空的"],
  [
    "60000 × 60000 pixels",
    "it claims 60000 × 60000 pixels, more than are read",
    "它声明有 60000 × 60000 像素，超出读取上限",
  ],
  ["something new: ", "something new", "something new"],
])("%s", (detail, english, chinese) => {
  expect(en(detail)).toBe(english);
  expect(zh(detail)).toBe(chinese);
});

test.each([
  ["a number > 0", "大于 0 的数"],
  ["an integer ≥ 1", "不小于 1 的整数"],
  ["one of ns, hinge", "ns, hinge 之一"],
  ["IDX images (2051)", "IDX 图像（2051）"],
  ["age=93, a name and a number", "名称与数值，如 age=93"],
  ["each name once", "每个名称只写一次"],
  ["20 numbers, 2 an item", "20 个数，每个样本 2 个"],
  ["3 numbers, one a row", "3 个数，每行一个"],
  ["names that differ, one at least", "互不相同的名称，至少一个"],
  ["numbers that differ", "不全相同的数"],
  ["1 for each item", "每个样本都是 1"],
  ["float32 [3] or uint8 [3]", "float32 [3] 或 uint8 [3]"],
])("Chinese for %s", (text, chinese) => {
  expect(thingText(text)).toBe(chinese);
});

test("E112 in Chinese holds no English where the words are known", () => {
  expect(errorSentence("E112", { where: "sgd.rate", expected: "a number > 0", got: "-1" }, "zh")).toBe(
    "sgd.rate：需要大于 0 的数，得到 -1。",
  );
});

test("a batch that cannot be laid in packs, with what can be done", () => {
  const parameters = { where: "pack", batch: 256, got: 3 };
  expect(errorSentence("E116", parameters, "en")).toBe(
    "pack: expected a divisor of the batch, 256, got 3.\ntake 1, 2 or 4, or --batch 255",
  );
  expect(errorSentence("E116", parameters, "zh")).toBe(
    "pack：需要批大小 256 的约数，得到 3。\n可取 1、2 或 4，或 --batch 255",
  );
});

test("E114 names the sizes beside the one that does not fit", () => {
  const parameters = { where: "dcgan.size", got: 17, near: [16, 20] };
  expect(errorSentence("E114", parameters, "en")).toBe(
    "dcgan.size: expected 4, 5, 6 or 7 times a power of two, such as 16, 28, 32, 48, 64, 96 or 128, got 17.\n" +
      "the nearest are 16 and 20",
  );
  expect(errorSentence("E114", parameters, "zh")).toBe(
    "dcgan.size：需要 2 的幂的 4、5、6 或 7 倍，例如 16、28、32、48、64、96 或 128，得到 17。\n最接近的是 16 和 20",
  );
});
