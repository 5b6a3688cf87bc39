/** @file Every sentence about weight files, in both languages. The table is exhaustive by its type. */
import { expect, test } from "vitest";
import { weightsErrors as en } from "./en/errors-weights.ts";
import { weightsErrors as zh } from "./zh/errors-weights.ts";

type Codes = typeof en;
type Examples = { readonly [C in keyof Codes]: readonly Parameters<Codes[C]>[0][] };

const path = "weights.pth";
const network = "inception-v3";
const examples: Examples = {
  E710: [
    { path, damage: { kind: "unknown", begins: '"<!DOCTYPE"' } },
    { path, damage: { kind: "short" } },
    { path, damage: { kind: "entry", name: "data.pkl" } },
    { path, damage: { kind: "compressed", name: "a/data/0" } },
    { path, damage: { kind: "opcode", opcode: 0x69, at: 12 } },
    { path, damage: { kind: "structure", at: 40 } },
    { path, damage: { kind: "root" } },
    { path, damage: { kind: "bigEndian" } },
  ],
  E711: [{ path, name: "os.system" }],
  E712: (["storage", "outside", "integer", "entry"] as const).map((trouble) => {
    return { path, tensor: "fc.weight", trouble };
  }),
  E713: [
    { path, network, misfit: { kind: "missing", names: ["fc.weight"] } },
    { path, network, misfit: { kind: "missing", names: ["a", "b", "c", "d", "e", "f"] } },
    { path, network, misfit: { kind: "shape", name: "fc.weight", expected: "[1008, 2048]", got: "[10, 2048]" } },
    { path, network, misfit: { kind: "finite", name: "fc.bias" } },
  ],
  E714: [{ path, classes: 1000 }],
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
  expect(`${english}${chinese}`).not.toMatch(/undefined|null|\[object/);
  expect(chinese).toMatch(/[\u4e00-\u9fff]{2}/);
});
