/** @file Every sentence about latent space, in both languages. The table is exhaustive by its type. */
import { expect, test } from "vitest";
import { latentErrors as en } from "./en/errors-latent.ts";
import { latentErrors as zh } from "./zh/errors-latent.ts";

type Codes = typeof en;
type Examples = { readonly [C in keyof Codes]: readonly Parameters<Codes[C]>[0][] };

const examples: Examples = {
  E730: [{ players: ["G", "D"] }, { players: [] }],
  E731: [{ inputs: ["image"] }],
  E732: [
    { where: "--a", count: 64, got: "70" },
    { where: "--a", count: 64, got: null },
  ],
  E733: [
    { got: "glases", network: "faces", known: ["smile", "glasses"], suggestion: "glasses" },
    { got: "hat", network: "faces", known: ["smile", "glasses"], suggestion: null },
  ],
  E734: [{ attribute: "glasses", wanted: 3, found: 1, looked: 1000 }],
  E735: (["maps", "hidden", "images"] as const).flatMap((needs) =>
    (["G", "D"] as const).map((network) => {
      return { needs, network };
    }),
  ),
  E736: [{ got: 7, known: [1, 2, 3] }],
  E737: [
    { box: "3,0,0,40,8", size: [32, 32], samples: 64 },
    { box: null, size: [32, 32], samples: 64 },
  ],
  E738: (["arithmetic", "turn", "forget"] as const).map((command) => {
    return { command };
  }),
  E739: [
    { data: "mnist", expected: [3, 32, 32], got: [1, 28, 28], labels: false },
    { data: "photos", expected: [3, 32, 32], got: [3, 32, 32], labels: true },
  ],
};

const codes = Object.keys(examples) as (keyof Codes)[];
const sentence = (language: Codes, code: keyof Codes, parameters: unknown): string =>
  (language[code] as (parameters: unknown) => string)(parameters);
const cases = codes.flatMap((code) => examples[code].map((parameters) => [code, parameters] as const));

test("every code has a sentence in both languages, and none has more", () => {
  expect(Object.keys(en).sort()).toEqual([...codes].sort());
  expect(Object.keys(zh).sort()).toEqual([...codes].sort());
});

test.each(cases)("%s %j", (code, parameters) => {
  const [english, chinese] = [sentence(en, code, parameters), sentence(zh, code, parameters)];
  expect({ english, chinese }).toMatchSnapshot();
  expect(`${english}${chinese}`).not.toMatch(/undefined|null|\[object|NaN/);
  expect(chinese).toMatch(/[\u4e00-\u9fff]{2}/);
});
