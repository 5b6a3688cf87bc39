/** @file Every sentence about theory, in both languages. The table is exhaustive by its type. */
import { testSentences } from "../../test/sentences.ts";
import { theoryErrors as en } from "./en/errors-theory.ts";
import { theoryErrors as zh } from "./zh/errors-theory.ts";

type Codes = typeof en;
type Examples = { readonly [C in keyof Codes]: readonly Parameters<Codes[C]>[0][] };

const examples: Examples = {
  E720: [{ where: "integrate", got: "Infinity" }],
  E721: [{ where: "mixture[0].sd", expected: "a number above 0", got: "0" }],
  E722: [{ where: "histogram.edges", expected: "4 borders for 3 bins", got: "3" }],
  E723: [
    { run: "runs/1", problem: "images", got: 0 },
    { run: "runs/1", problem: "dimensions", got: 2 },
    { run: "runs/1", problem: "classes", got: 3 },
    { run: "runs/1", problem: "checkpoints", got: 0 },
    { run: "runs/1", problem: "checkpoints", got: 1 },
  ],
  E724: [{ where: "--panels", got: "3,2", kept: [0, 100, 200] }],
};

testSentences(en, zh, examples);
