/** @file Every sentence about weight files, in both languages. The table is exhaustive by its type. */
import { testSentences } from "../../test/sentences.ts";
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

testSentences(en, zh, examples, { forbidden: /undefined|null|\[object/ });
