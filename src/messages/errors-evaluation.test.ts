import { testSentences } from "../../test/sentences.ts";
import { evaluationErrors as en } from "./en/errors-evaluation.ts";
import { evaluationErrors as zh } from "./zh/errors-evaluation.ts";

type Codes = typeof en;

const examples: { readonly [C in keyof Codes]: readonly Parameters<Codes[C]>[0][] } = {
  E740: ["score", "modes", "diversity", "memorised", "parzen"].map((metric) => ({ metric })),
  E741: [
    { got: "frechett", known: ["frechet", "kid"], suggestion: "frechet" },
    { got: "fid", known: ["frechet", "kid"], suggestion: null },
  ],
  E742: [{ real: "mnist", realShape: [1, 28, 28], fake: "faces", fakeShape: [3, 32, 32] }],
  E743: [{ source: "./generated" }],
  E744: [
    { source: "a.txt", shape: null },
    { source: "a.npy", shape: "bytes" },
    { source: "a.npy", shape: [2, 3, 4] },
  ],
  E745: [{ name: "ring8" }],
  E746: [
    { source: "0001-photos-cgan", attributes: ["age", "smiling"], own: false },
    { source: "0001-photos-cgan", attributes: ["age", "smiling"], own: true },
  ],
};

testSentences(en, zh, examples);
