import { describe, expect, test } from "vitest";
import { parseAttributes } from "./attributes-csv.ts";

const images = ["a.png", "cats/b.png", "cats/c.png"];
const text = "file,smiling,age\ncats/b.png,1,40\na.png,0,7.5\ncats/c.png,1,93\n";
const parsed = (csv: string, wanted?: readonly string[]) =>
  parseAttributes(csv, { file: "a.csv", images, ...(wanted && { wanted }) })(images);

describe("a CSV beside images", () => {
  test("gives each image its row, in the images' order, and each column its range", () => {
    expect(parsed(text)).toEqual({
      columns: [
        { name: "smiling", min: 0, max: 1, mean: 2 / 3, binary: true },
        { name: "age", min: 7.5, max: 93, mean: 140.5 / 3, binary: false },
      ],
      values: Float32Array.of(0, 7.5, 1, 40, 1, 93),
    });
  });

  test("ranges are the file's own numbers, not their float32", () => {
    const [column] = parsed("file,x\na.png,.1\ncats/b.png,.2\ncats/c.png,.7\n").columns;
    expect([column?.min, column?.max]).toEqual([0.1, 0.7]);
  });

  test("is read only so far as columns are wanted, in the order they are", () => {
    const words = text
      .replace("40", "forty")
      .replace("file,smiling,age", "file,smiling,age,name")
      .replace(/(\d)\n/g, "$1,x\n");
    const csv = words.replace("forty\n", "forty,x\n");
    expect(parsed(csv, ["smiling"]).columns.map(({ name }) => name)).toEqual(["smiling"]);
    expect(parsed(text, ["age", "smiling", "age"]).values).toEqual(Float32Array.of(7.5, 0, 40, 1, 93, 1));
  });

  test.each([
    ["from Windows", "file,age\r\na.png,1\r\ncats\\b.png,2\r\n.\\cats\\c.png,3\r\n"],
    ["with ./ before them", "file,age\n./a.png,1\n./cats/b.png,2\ncats/c.png,3\n"],
  ])("paths %s are the same paths", (_, csv) => {
    expect(parsed(csv).values).toEqual(Float32Array.of(1, 2, 3));
  });

  test("an accent is the same letter however it is composed", () => {
    const table = parseAttributes("file,x\ne\u0301.png,1\nb.png,2\n", {
      file: "a.csv",
      images: ["\u00e9.png", "b.png"],
    });
    expect(table(["\u00e9.png", "b.png"]).values).toEqual(Float32Array.of(1, 2));
  });

  test("images that are left out may have rows, which may hold anything", () => {
    const some = { file: "a.csv", images: ["a.png", "cats/c.png"], excluded: ["cats/b.png"] };
    const read = (csv: string) => parseAttributes(csv, some)(some.images).values;
    const want = Float32Array.of(0, 7.5, 1, 93);
    expect(read(text.replace("cats/b.png,1,40", "cats/b.png,yes,old"))).toEqual(want);
    expect(read(text.replace("cats/b.png,1,40\n", ""))).toEqual(want);
    expect(() => parseAttributes(text, { ...some, excluded: [] })).toThrow("cats/b.png (line 2)");
  });

  test("images that cannot be read have rows too, and count for nothing", () => {
    const table = parseAttributes(text, { file: "a.csv", images });
    expect(table(["a.png", "cats/b.png"]).columns[1]).toEqual({
      name: "age",
      min: 7.5,
      max: 40,
      mean: 23.75,
      binary: false,
    });
  });
});

describe("what is wrong is named by line and column", () => {
  test.each([
    [
      "no header",
      "a.png,1\ncats/b.png,2\n",
      "a.csv:1: expected names, that of the file column and one for each attribute, got numbers: a.png,1.",
    ],
    ["no attribute", "file\na.png\n", 'got only "file".'],
    ["a column without a name", "file,age,\na.png,1,2\n", "got nothing in column 3."],
    ["a name twice", "file,age,age\na.png,1,2\n", 'got "age" twice.'],
    ["a name that --y could not take", "file,age=1\na.png,2\n", 'got "age=1"; a name holds no "=" and no comma.'],
    [
      "a row twice",
      `${text}./a.png,1,3\n`,
      "a.csv:5: expected one row for each image, but ./a.png has one in line 3 already.",
    ],
    [
      "no row",
      "file,age\na.png,1\n",
      "a.csv: expected a row for each of the folder's 3 images, but 2 have none: cats/b.png, cats/c.png.",
    ],
    ["only names", "file,age\n", "a.csv: expected a row for each of the folder's 3 images, but 3 have none"],
    [
      "rows of no image",
      `${text}b.png,1,3\nx.png,1,2\n`,
      "a.csv: 2 rows are of images that the folder does not have: b.png (line 5), x.png (line 6).\nthe first column holds paths within the folder, such as a.png",
    ],
    ["a word", text.replace("40", "forty"), 'a.csv:2: expected a number in column 3 (age), got "forty".'],
    ["an empty cell", text.replace("40", ""), "a.csv:2: expected a number in column 3 (age), got nothing."],
    ["beyond float32", text.replace("40", "1e39"), 'a.csv:2: expected a number in column 3 (age), got "1e39".'],
    ["a shorter row", text.replace(",40", ""), "a.csv:2: expected 3 columns as in the first line, got 2."],
    ["a constant", text.replace("0,7.5", "1,7.5"), "a.csv: smiling is 1 for every image, so it tells nothing."],
    [
      "a constant, as float32 sees it",
      "file,t\na.png,1700000001\ncats/b.png,1700000002\ncats/c.png,1700000003\n",
      "a.csv: t is 1700000001 for every image",
    ],
    ["nothing", "", "a.csv: the file is empty."],
  ])("%s", (_, csv, message) => {
    expect(() => parsed(csv)).toThrow(message);
  });

  test.each([
    ["another case", "A.PNG", "a.png"],
    ["no ending", "cats/b", "cats/b.png"],
    ["another ending", "cats/b.jpg", "cats/b.png"],
    ["no folder", "c.png", "cats/c.png"],
    ["no folder and no ending", "c", "cats/c.png"],
    ["a slip of the fingers", "cast/b.png", "cats/b.png"],
  ])("%s of a file's name", (_, written, meant) => {
    const csv = text.replace(new RegExp(`^${meant},`, "m"), `${written},`);
    expect(() => parsed(csv)).toThrow(`did you mean  ${meant}  in line`);
  });

  test("the next picture of a series is not what was meant, nor one that has a row", () => {
    const table = (csv: string) => () => parseAttributes(csv, { file: "a.csv", images: ["10.png", "11.png"] });
    expect(table("file,x\n10.png,1\n12.png,2\n")).toThrow(/\(line 3\)\.\nthe first column/);
    expect(table("file,x\n10.png,1\n11.png,2\n11.PNG,2\n")).toThrow(/\(line 4\)\.\nthe first column/);
  });

  test("an unknown column", () => {
    expect(() => parsed(text, ["agee"])).toThrow("--attributes agee: there is no such attribute.\ndid you mean  age ?");
    expect(() => parsed(text, ["age", "hair"])).toThrow("attributes: smiling, age");
  });
});
