/** @file Every sentence about latent space, in both languages. The table is exhaustive by its type. */
import { testSentences } from "../../test/sentences.ts";
import { latentErrors as en } from "./en/errors-latent.ts";
import { latentErrors as zh } from "./zh/errors-latent.ts";

type Codes = typeof en;
type Examples = { readonly [C in keyof Codes]: readonly Parameters<Codes[C]>[0][] };

const examples: Examples = {
  E730: [{ players: ["G", "D"] }, { players: [] }, { players: ["G", "D"], one: true }],
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

testSentences(en, zh, examples);
