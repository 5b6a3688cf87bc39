/** @file What of a run's verdicts is told: series of words, from step to step. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Diagnosis, freshDiagnosis, spoilt } from "./diagnosis.ts";
import { toldOf, withNews } from "./news.ts";
import { VERDICT_WORDS, type VerdictWord } from "./verdict.ts";

/** How often a verdict is given. */
const EVERY = 50;

interface Told {
  readonly step: number;
  readonly word: VerdictWord;
}

/** Judges step after step. @param wordAt the verdict @param stops where the run is resumed from its checkpoint */
function told(
  steps: number,
  wordAt: (step: number) => VerdictWord,
  from = freshDiagnosis(0.01),
  stops: readonly number[] = [],
): Told[] {
  const found: Told[] = [];
  let now = from;
  for (let step = (from.steps.at(-1)?.step ?? 0) + EVERY; step <= steps; step += EVERY) {
    const { diagnosis, news } = withNews(toldOf(now), heldAt(now, step, wordAt(step)));
    if (news) found.push({ step, word: wordAt(step) });
    now = stops.includes(step) ? (JSON.parse(JSON.stringify(diagnosis)) as Diagnosis) : diagnosis;
  }
  return found;
}

const heldAt = (before: Diagnosis, step: number, word: VerdictWord): Diagnosis => ({
  ...before,
  steps: [{ step }],
  verdict: { word, measure: "accuracyD", value: 0.5 },
  since: word === before.verdict.word ? before.since : step,
});

const short = (list: readonly Told[]): string[] => list.map(({ step, word }) => `${step} ${word}`);

/** Healthy until `begin`, then D wins and does not in turn, each for `stretch` steps, until `end`. */
const alternating =
  (begin: number, stretch: number, end = Number.POSITIVE_INFINITY) =>
  (step: number): VerdictWord => {
    if (step < 300) return "warming up";
    return step >= begin && step < end && Math.floor((step - begin) / stretch) % 2 === 0 ? "D winning" : "healthy";
  };

describe("a verdict that comes and goes", () => {
  test.each([100, 300, 600, 1000])("every %i steps is told once", (stretch) => {
    expect(short(told(40_000, alternating(28_000, stretch)))).toEqual(["300 healthy", "28000 D winning"]);
  });

  test("with ever longer times between is told ever less often", () => {
    const steps = told(200_000, alternating(1000, 2000)).map(({ step }) => step);
    expect(steps.length).toBeLessThan(30); // of 100 changes
    expect(steps.filter((step) => step > 100_000)).toEqual([]);
  });

  test("and then stays away, or stays, is told so when that has lasted", () => {
    const over = told(60_000, alternating(28_000, 300, 40_000));
    expect(short(over)).toEqual(["300 healthy", "28000 D winning", "44150 healthy"]); // healthy since 39,700
    const stays = (step: number) => (step < 40_000 ? alternating(28_000, 300)(step) : "D winning");
    expect(short(told(60_000, stays))).toEqual(["300 healthy", "28000 D winning"]);
  });
});

describe("what is told at once", () => {
  test("a change that lasts", () => {
    expect(short(told(9000, (step) => (step < 3000 ? "healthy" : "collapsed")))).toEqual([
      "50 healthy",
      "3000 collapsed",
    ]);
  });

  test("another word, whatever came and went before", () => {
    const worse = (step: number) => (step < 30_000 ? alternating(28_000, 300)(step) : "collapsed");
    expect(short(told(32_000, worse)).at(-1)).toBe("30000 collapsed");
  });

  test("a second episode after a long good time, and the good time too", () => {
    const twice = (step: number) => (step < 9000 ? alternating(3000, 1000, 4000) : alternating(9000, 1e9))(step);
    expect(short(told(12_000, twice))).toEqual(["300 healthy", "3000 D winning", "4000 healthy", "9000 D winning"]);
  });

  test("what comes after training went back", () => {
    const before = { ...freshDiagnosis(0.01), steps: [{ step: 2000 }] };
    const now = spoilt({ ...before, told: { word: "healthy", held: { healthy: 2000 } } }, 2040);
    expect(short(told(4000, (step) => (step < 2200 ? "diverged" : "healthy"), now))).toEqual(["2200 healthy"]);
  });
});

test("a checkpoint that says nothing of it: its verdict was told", () => {
  const { told: _, ...old } = { ...heldAt(freshDiagnosis(0.01), 5000, "collapsed"), since: 1000 };
  expect(told(9000, () => "collapsed", old)).toEqual([]);
  expect(short(told(9000, (step) => (step < 7000 ? "collapsed" : "healthy"), old))).toEqual(["7000 healthy"]);
});

const series = fc.array(fc.tuple(fc.constantFrom(...VERDICT_WORDS), fc.integer({ min: 1, max: 60 })), {
  minLength: 1,
  maxLength: 40,
});
const wordsOf = (list: readonly (readonly [VerdictWord, number])[]): VerdictWord[] =>
  list.flatMap(([word, times]) => new Array<VerdictWord>(times).fill(word));

test("a run that is resumed anywhere tells the same", () => {
  fc.assert(
    fc.property(series, fc.array(fc.integer({ min: 1, max: 400 })), (list, stops) => {
      const words = wordsOf(list);
      const wordAt = (step: number) => words[step / EVERY - 1] as VerdictWord;
      const steps = EVERY * words.length;
      const resumed = told(
        steps,
        wordAt,
        freshDiagnosis(0.01),
        stops.map((at) => EVERY * at),
      );
      expect(resumed).toEqual(told(steps, wordAt));
    }),
  );
});

test("of any series: every word is told when it first comes, and none again before its pause has passed", () => {
  fc.assert(
    fc.property(series, (list) => {
      const words = wordsOf(list);
      const wordAt = (step: number) => words[step / EVERY - 1] as VerdictWord;
      const all = told(EVERY * words.length, wordAt);
      for (const word of new Set(words)) {
        const steps = all.filter((one) => one.word === word).map(({ step }) => step);
        if (word !== "warming up") expect(steps[0]).toBe(EVERY * (words.indexOf(word) + 1)); // with which a run begins
        steps.slice(1).forEach((step, i) => {
          expect(step - (steps[i] as number)).toBeGreaterThanOrEqual(Math.max(500, step / 10));
        });
      }
    }),
  );
});
