/** @file The example that the documentation begins with. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { theory } from "./index.ts";

test("a normal and what shifting makes of normal noise", () => {
  const p = theory.mixture([{ mu: 0, sd: 1 }]);
  const q = theory.pushforward((z) => 3 + z, theory.normal());
  const got = [
    theory.optimalD(p, q)(1.5),
    theory.jsd(p, q),
    theory.wasserstein1(p, q),
    theory.criterion(p, q),
    theory.gapToOptimal(() => 0, p, q),
  ];
  const told = ["en", "zh"].map((language) => {
    const page = resolve(import.meta.dirname, `../../docs/theory${language === "en" ? "" : ".zh-CN"}.md`);
    const lines = readFileSync(page, "utf8").split("\n");
    return lines.flatMap((line) => {
      const shown = /^theory\..*; \/\/ (−?[\d.]+)/.exec(line)?.[1];
      return shown === undefined ? [] : [Number(shown.replace("−", "-"))];
    });
  });
  expect(told[0]).toHaveLength(got.length);
  expect(told[1]).toEqual(told[0]);
  expectClose(got, told[0] as number[], { rtol: 0, atol: 5.1e-5 }); // half of the last decimal that is told
});
