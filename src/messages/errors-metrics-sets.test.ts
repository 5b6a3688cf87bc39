/** @file Every sentence about sets of samples and masses, E705 to E709, in both languages. */
import { expect, test } from "vitest";
import { type ErrorCode, type ErrorParameters, errorSentence } from "./errors.ts";

const cases: readonly (readonly [ErrorCode, ErrorParameters<ErrorCode>])[] = [
  ["E705", { where: "msSsimDiversity", expected: 2, got: 1 }],
  ["E705", { where: "wasserstein1d.u", expected: 1, got: 0 }],
  ["E706", { where: "slicedWasserstein", expected: 784, got: 3072 }],
  ["E707", { where: "memorisation.fakes", sample: 3, column: 5, got: "NaN" }],
  ["E708", { where: "kullbackLeibler", index: 4, got: "-0.5" }],
  ["E708", { where: "kullbackLeibler", index: null, got: "0" }],
  ["E709", { where: "sinkhorn", iterations: 1000, error: 0.000123, tolerance: 1e-9 }],
];

test.each(cases)("%s %j", (code, parameters) => {
  const [english, chinese] = [errorSentence(code, parameters, "en"), errorSentence(code, parameters, "zh")];
  expect({ english, chinese }).toMatchSnapshot();
  expect(`${english}${chinese}`).not.toMatch(/undefined|null|\[object/);
  expect(chinese).toMatch(/[\u4e00-\u9fff]{2}/);
});
