import { describe, expect, test } from "vitest";
import { type ExcludeChoice, withoutExcluded } from "./excluded.node.ts";

const images = ["a.png", "b.png", "cats/é.jpg", "cats/b.png"].map((path) => ({ path, size: 1, modified: 0 }));
const listing = { images, others: ["notes.txt"], problems: [] };

function kept(choice: ExcludeChoice): readonly (readonly string[])[] {
  const { images: some, excluded } = withoutExcluded("./photos", listing, choice);
  return [some.map(({ path }) => path), excluded];
}

describe("images that are left out by name", () => {
  test.each([
    ["as they are listed", ["cats/b.png", "a.png"], ["b.png", "cats/é.jpg"], ["a.png", "cats/b.png"]],
    ["twice", ["a.png", "a.png"], ["b.png", "cats/é.jpg", "cats/b.png"], ["a.png"]],
    ["as on Windows", [".\\cats\\b.png"], ["a.png", "b.png", "cats/é.jpg"], ["cats/b.png"]],
    ["accents composed otherwise", ["cats/e\u0301.jpg"], ["a.png", "b.png", "cats/b.png"], ["cats/é.jpg"]],
    ["none", [], images.map(({ path }) => path), []],
  ])("%s", (_, exclude, rest, excluded) => expect(kept({ exclude })).toEqual([rest, excluded]));

  test("nobody says any: all count", () => expect(kept({})).toEqual([images.map(({ path }) => path), []]));

  test.each([
    [["A.PNG"], "--exclude A.PNG: ./photos has no such image.\ndid you mean  a.png ?"],
    [["é.jpg"], "--exclude é.jpg: ./photos has no such image.\ndid you mean  cats/é.jpg ?"],
    [["a.png", "ctas/b.png", "x"], "--exclude ctas/b.png, x: ./photos has no such images.\ndid you mean  cats/b.png ?"],
    [
      ["whiskers.webp"],
      "--exclude whiskers.webp: ./photos has no such image.\ngive paths within the folder, such as a.png; " +
        "a name with a comma stands in a configuration file, in a list",
    ],
  ])("%j is refused", (exclude, sentence) => expect(() => kept({ exclude })).toThrow(sentence));

  test("of a run that goes on, what was left out may be gone", () => {
    expect(kept({ exclude: ["x", "a.png"], excludedGone: true })[1]).toEqual(["a.png"]);
  });
});
