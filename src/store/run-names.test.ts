import { describe, expect, test } from "vitest";
import { errorSentence } from "../messages/errors.ts";
import { expired, type KeptCheckpoint } from "./retention.ts";
import { checkName, checkpointName, numberOf, parseCheckpointName, runName, sampleStep, slug } from "./run-names.ts";

describe("names", () => {
  test.each([
    ["My Cats!", "my-cats"],
    ["猫 与 狗", "猫-与-狗"],
    ["C:\\photos", "c-photos"],
    ["***", ""],
    ["a".repeat(60), "a".repeat(40)],
  ])("slug(%s)", (text, wanted) => expect(slug(text)).toBe(wanted));

  test("run names carry a number that reads back", () => {
    expect(runName(7, "strokes", "dcgan")).toBe("0007-strokes-dcgan");
    expect(runName(12345, "", "./mine.mjs")).toBe("12345-mine-mjs");
    expect([numberOf("0007-strokes"), numberOf("0012"), numberOf("7up"), numberOf("cats")]).toEqual([
      7,
      12,
      undefined,
      undefined,
    ]);
  });

  test("checkpoint and sample names read back", () => {
    expect([checkpointName(500, 1), checkpointName(500, 2), checkpointName(1_234_567, 1)]).toEqual([
      "000500",
      "000500-2",
      "1234567",
    ]);
    expect(parseCheckpointName("000500-2")).toEqual({ step: 500, copy: 2 });
    expect([parseCheckpointName("500"), parseCheckpointName("000500.tmp")]).toEqual([undefined, undefined]);
    expect([sampleStep("000200.png"), sampleStep("grid.json"), sampleStep("000200.png.part")]).toEqual([
      200,
      undefined,
      undefined,
    ]);
  });

  test.each(["CON", "con.txt", "COM1", "LPT9.log", "a:b", "a\\b", "a\nb", "a?", "x ", "x.", "", "..", "y".repeat(101)])(
    "%j is refused",
    (name) => expect(() => checkName(name)).toThrow(/^the name /),
  );

  test.each(["console", "a.b-c_d", "猫", "com10"])("%s is allowed", (name) => expect(checkName(name)).toBe(name));

  test("the refusal in Chinese", () => {
    expect(errorSentence("E512", { name: "a?", problem: "character" }, "zh")).toBe(
      '名称 "a?" 含有某些系统的文件名所不允许的字符。请使用字母、数字、“-”、“_”和“.”。',
    );
  });
});

describe("expired", () => {
  const all = (count: number): KeptCheckpoint[] =>
    Array.from({ length: count }, (_, i) => ({ path: `c${i + 1}`, ordinal: i + 1 }));

  test("keeps the newest, each tenth and what is pinned", () => {
    expect(expired(all(23), ["c7"], { last: 2, every: 10 })).toEqual(
      all(23)
        .map(({ path }) => path)
        .filter((path) => !["c7", "c10", "c20", "c22", "c23"].includes(path)),
    );
  });

  test("at least the newest stays; without every, nothing old does", () => {
    expect(expired(all(12), [], { last: 0, every: 0 })).toEqual(all(11).map(({ path }) => path));
  });
});
