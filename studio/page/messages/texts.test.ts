import { expect, test } from "vitest";
import { data } from "./en/data.ts";
import { labelled, speak } from "./texts.ts";
import { data as dataZh } from "./zh/data.ts";
import { samples as samplesZh } from "./zh/samples.ts";

test("classes of one size have that size, others the least and the most", () => {
  const equal = { count: 10, least: "1,000", most: "1,000" };
  expect([data.classesSummary(equal), dataZh.classesSummary(equal)]).toEqual([
    ...["10 classes of 1,000 items each.", "共 10 类，各 1,000 项。"],
  ]);
  const uneven = { count: 2, least: "5", most: "90" };
  expect([data.classesSummary(uneven), dataZh.classesSummary(uneven)]).toEqual([
    ...["2 classes, from 5 to 90 items each.", "共 2 类，每类 5 到 90 项。"],
  ]);
});

test("one of five is said as one of five", () => {
  expect(samplesZh.time.nth({ n: 5 })).toBe("每 5 张取一张"); // 每隔 would skip five between two
});

test("between a label and what it labels stands the language's colon", async () => {
  await speak("en");
  expect(labelled("Search", "lr")).toBe("Search: lr");
  await speak("zh");
  expect(labelled("搜索", "lr")).toBe("搜索：lr");
});
