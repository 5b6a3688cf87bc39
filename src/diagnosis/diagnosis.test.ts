/** @file Each verdict from signals that are made up, on both sides of where it turns. */
import { describe, expect, test } from "vitest";
import { type Diagnosis, freshDiagnosis, judged, spoilt, withEvaluation, withLook, withStep } from "./diagnosis.ts";
import type { Look } from "./look.ts";
import { CODES, VERDICT_WORDS } from "./verdict.ts";

/** What a healthy run says half-way: D a little ahead, the samples on the data and nearly as varied. */
const step = { accuracyD: 0.68, dReal: 0.55, dFake: 0.45, lossD: 1.3, lossG: 0.8, updateD: 2e-3, updateG: 2e-3 };
const look: Look = {
  diversity: 0.95,
  distance: 0.02,
  coverage: 0.97,
  precision: 0.9,
  duplicates: 0.01,
  anchors: [1, 1, 1, 1],
};
const FLOOR = 0.01;

interface Course {
  readonly steps?: number;
  readonly at?: (i: number) => Partial<typeof step>;
  readonly see?: (i: number) => Partial<Look>;
}

/** A run that logs every tenth step and looks every hundredth, and more often at first. */
function played({ steps = 2000, at = () => ({}), see = () => ({}) }: Course, from = freshDiagnosis(FLOOR)): Diagnosis {
  let now = from;
  const begun = from.steps.at(-1)?.step ?? 0;
  for (let i = begun + 10; i <= begun + steps; i += 10) {
    if (i % 100 === 0 || i <= 50) now = withLook(now, i, { ...look, ...see(i) });
    now = withStep(now, i, { ...step, ...at(i) });
    if (i % 50 === 0) now = judged(now);
  }
  return now;
}

const wordOf = (course: Course): string => played(course).verdict.word;

test("nothing out of the way is healthy", () => {
  expect(played({}).verdict).toEqual({ word: "healthy", measure: "accuracyD", value: expect.closeTo(0.68, 12) });
});

describe("warming up", () => {
  test("lasts for the first steps", () => {
    expect(wordOf({ steps: 250 })).toBe("warming up");
    expect(wordOf({ steps: 400 })).toBe("healthy");
  });

  test("goes on while the samples come nearer quickly, and does not come back", () => {
    const nearing = (i: number) => ({ distance: 5 * 0.98 ** (i / 10) });
    expect(wordOf({ steps: 700, see: nearing })).toBe("warming up");
    expect(wordOf({ steps: 1200, see: nearing })).toBe("healthy"); // and not for ever
    expect(wordOf({ steps: 1000, see: () => ({ distance: 0.02 }) })).toBe("healthy");
    const back = played({ steps: 600, see: (i) => ({ distance: 5e3 * 0.98 ** (i / 2) }) }, played({ steps: 500 }));
    expect(back.verdict.word).toBe("healthy");
  });
});

/** Far from the data, and no nearer than before. */
const far = { distance: 0.5, precision: 0, coverage: 0 };

describe("D winning", () => {
  const sure = () => ({ accuracyD: 0.97 });

  test("D is sure, and the samples come no nearer", () => {
    expect(played({ at: sure, see: () => far }).verdict).toMatchObject({ word: "D winning", measure: "accuracyD" });
  });

  test("a sure D that still teaches is healthy, and so is a D less sure", () => {
    expect(wordOf({ at: sure, see: (i) => ({ ...far, distance: 5 * 0.99 ** (i / 10) + 0.05 }) })).toBe("healthy");
    expect(wordOf({ at: () => ({ accuracyD: 0.9 }), see: () => far })).toBe("healthy");
    expect(wordOf({ at: sure })).toBe("healthy"); // on the data
  });
});

describe("G winning", () => {
  const lost = () => ({ accuracyD: 0.52 });

  test("D guesses, and the samples are far", () => {
    expect(wordOf({ at: lost, see: () => far })).toBe("G winning");
  });

  test("a D that does not move is the reason, whatever is left of the samples' variety", () => {
    const one = () => ({ ...far, diversity: 0.002 });
    const idle = () => ({ ...lost(), updateD: 1e-6 });
    expect(wordOf({ at: idle, see: one })).toBe("G winning");
    expect(wordOf({ at: () => ({ ...lost(), updateD: 3e-4 }), see: one })).toBe("collapsed");
    expect(wordOf({ at: () => ({ accuracyD: 0.75, updateD: 1e-6 }), see: one })).toBe("collapsed");
    expect(wordOf({ at: () => ({ ...idle(), updateG: 1e-6 }), see: () => far })).toBe("stalled");
  });

  test("D guesses where the samples are the data: that is the equilibrium", () => {
    expect(wordOf({ at: lost, see: () => ({ distance: 0.005, diversity: 1 }) })).toBe("converged");
    expect(wordOf({ at: lost, see: () => ({ distance: 0.005, diversity: 1, precision: 0.1 }) })).toBe("healthy");
    expect(wordOf({ at: lost, see: () => ({ distance: 0.03, diversity: 1 }) })).toBe("healthy"); // near, not there
    expect(wordOf({ at: lost, see: () => ({ distance: 0.005, diversity: 0.85 }) })).toBe("healthy"); // not as varied
  });
});

describe("oscillating", () => {
  const anchors = (x: number): number[] => [1 + x, 1 - x, 1 + x, 1];

  test("the samples go far and come back", () => {
    const swing = (i: number) => ({ ...far, anchors: anchors((i / 100) % 2) });
    expect(played({ see: swing }).verdict).toMatchObject({ word: "oscillating", measure: "motion" });
  });

  test("samples on their way do not, nor such as tremble, nor such as are near the data", () => {
    expect(wordOf({ see: (i) => ({ ...far, anchors: anchors(i / 100) }) })).toBe("healthy");
    expect(wordOf({ see: (i) => ({ ...far, anchors: anchors(0.02 * ((i / 100) % 2)) }) })).toBe("healthy");
    expect(wordOf({ see: (i) => ({ anchors: anchors((i / 100) % 2) }) })).toBe("healthy");
  });
});

describe("diversity", () => {
  test.each([
    [0.2, "collapsed"],
    [0.45, "losing diversity"],
    [0.8, "healthy"],
  ])("%f of real: %s", (diversity, word) => {
    expect(wordOf({ see: () => ({ diversity }) })).toBe(word);
  });

  test("that rises is on its way: G begins with one thing, and has others yet to find", () => {
    expect(wordOf({ see: (i) => ({ diversity: i / 7000 }) })).toBe("healthy");
    expect(wordOf({ see: (i) => ({ diversity: i / 10000 }) })).toBe("collapsed"); // hardly
  });

  test.each([
    [0.1, "collapsed"],
    [0.5, "losing diversity"],
    [0.9, "healthy"],
  ])("%f of the data reached by samples that lie on it, and the distance far: %s", (coverage, word) => {
    expect(wordOf({ see: () => ({ coverage, distance: 0.3 }) })).toBe(word);
  });

  test("what is reached says nothing where hardly a sample lies on the data, nor where the distance is small", () => {
    expect(wordOf({ see: () => ({ coverage: 0.2, distance: 0.3, precision: 0.1 }) })).toBe("healthy");
    expect(wordOf({ see: () => ({ coverage: 0.2 }) })).toBe("healthy");
    expect(wordOf({ see: (i) => ({ coverage: i / 3000, distance: 0.3 }) })).toBe("healthy"); // it rises
    expect(wordOf({ see: (i) => ({ coverage: 0.3 + i / 8000, distance: 0.3 }) })).toBe("losing diversity"); // hardly
  });

  test("all the same is a collapse whatever else", () => {
    expect(wordOf({ at: () => ({ accuracyD: 1, updateG: 0 }), see: () => ({ ...far, diversity: 0.001 }) })).toBe(
      "collapsed",
    );
  });

  test("that was there and is gone is a collapse, though D is sure; what never was varied is D's win", () => {
    const sure = () => ({ accuracyD: 0.97 });
    const gone = { ...far, diversity: 0.1 };
    expect(wordOf({ at: sure, see: (i) => (i < 900 ? {} : gone) })).toBe("collapsed");
    expect(wordOf({ at: sure, see: () => gone })).toBe("D winning");
  });

  test("one odd look does not count", () => {
    expect(wordOf({ see: (i) => (i === 1800 ? { diversity: 0.1 } : {}) })).toBe("healthy");
  });
});

test("stalled: G does not move, and is not there yet", () => {
  const still = () => ({ updateG: 1e-6, updateD: 1e-6 });
  expect(wordOf({ at: still, see: () => far })).toBe("stalled");
  expect(wordOf({ at: still })).toBe("healthy"); // it has arrived
  expect(wordOf({ see: () => far })).toBe("healthy");
});

describe("diverged", () => {
  test("outputs or losses without bound, or weights that jump, at any step", () => {
    expect(wordOf({ steps: 100, at: () => ({ dFake: -1e6 }) })).toBe("diverged");
    expect(wordOf({ at: () => ({ updateD: 0.5 }) })).toBe("diverged");
    expect(wordOf({ at: () => ({ dFake: -1e3, updateD: 0.05 }) })).toBe("healthy");
  });

  test("a number that was not finite, until steps are good again", () => {
    const now = spoilt(played({ steps: 1000 }), 1010);
    expect(now.verdict).toEqual({ word: "diverged", measure: "nan", value: 1010 });
    expect(played({ steps: 50 }, now).verdict.word).toBe("diverged");
    expect(played({ steps: 1500 }, now).verdict.word).toBe("healthy");
    const early = spoilt(freshDiagnosis(FLOOR), 13);
    expect(played({ steps: 200, see: () => ({ diversity: 0.1 }) }, early).verdict.word).toBe("warming up");
  });
});

test("memorising: samples are the data's own items", () => {
  expect(played({ see: () => ({ copied: 0.7 }) }).verdict).toMatchObject({ word: "memorising", measure: "copied" });
  expect(wordOf({ see: () => ({ copied: 0.1 }) })).toBe("healthy");
});

test("memorising is told by evaluations where looks do not see all the data, and otherwise not", () => {
  const after = (copied: number, see: () => Partial<Look> = () => ({})) =>
    played({ steps: 200, see }, withEvaluation(played({ steps: 600, see }), copied)).verdict.word;
  expect([after(0.7), after(0.1), after(0.7, () => ({ copied: 0.1 }))]).toEqual(["memorising", "healthy", "healthy"]);
});

describe("what is known", () => {
  test("is bounded, and survives a checkpoint: the same verdicts as without a stop", () => {
    const course: Course = { at: (i) => ({ accuracyD: 0.6 + 0.1 * Math.sin(i) }), see: (i) => ({ distance: 1 / i }) };
    const half = played({ ...course, steps: 1000 });
    expect([half.steps.length, half.looks.length]).toEqual([50, 8]);
    const restored = JSON.parse(JSON.stringify(half)) as Diagnosis;
    const go = (from: Diagnosis) => JSON.stringify(played({ ...course, steps: 700 }, from));
    expect(go(restored)).toBe(go(half));
  });

  test("a game that watches nothing of this is healthy", () => {
    let now = freshDiagnosis(0);
    for (let i = 50; i <= 1000; i += 50) now = judged(withStep(now, i, { loss: 1 }));
    expect(now.verdict).toEqual({ word: "healthy", measure: "step", value: 1000 });
  });

  test("numbers that are not finite are passed over", () => {
    expect(wordOf({ see: () => ({ diversity: Number.NaN, distance: Number.POSITIVE_INFINITY }) })).toBe("healthy");
  });
});

test("every alarm has its own code, and good news none", () => {
  const codes = VERDICT_WORDS.map((word) => CODES[word]);
  expect(codes.filter((code) => code === undefined).length).toBe(3);
  expect(new Set(codes).size).toBe(VERDICT_WORDS.length - 2);
});
