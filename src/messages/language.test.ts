import { expect, test } from "vitest";
import { chooseLanguage } from "./language.ts";

test.each([
  [["zh", "en", "en"], "zh"],
  [[undefined, "en", "zh_CN.UTF-8"], "en"],
  [[undefined, "", "zh_CN.UTF-8"], "zh"],
  [[undefined, undefined, "zh_TW"], "zh"],
  [[undefined, undefined, "C"], "en"],
  [["de", undefined, "ZH"], "zh"],
  [[], "en"],
])("of %j: %s", (candidates, language) => {
  expect(chooseLanguage(candidates)).toBe(language);
});
