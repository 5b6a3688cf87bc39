import type { TrainEvent } from "gantry/training";
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { cliFor } from "../run-cli.ts";
import { type TestTerminal, testTerminal } from "../test-terminal.ts";
import { plainText } from "../width.ts";
import { barProgress, verdictLine } from "./bar.ts";
import { type Course, follow, freshCourse, secondsLeft, shareDone } from "./course.ts";
import { jsonProgress, noProgress } from "./json.ts";
import { linesProgress, progressLine } from "./lines.ts";
import { progressKind } from "./progress.ts";

const start: TrainEvent = {
  ...{ type: "start", run: "/runs/0001-ring8-gan", step: 0, steps: 1000, device: "cpu", threads: 4 },
  ...{ parameters: { G: 10, D: 20 }, compileMs: 12, verdict: { word: "warming up", measure: "step", value: 0 } },
};

const metrics = (step: number, msPerStep = 10): TrainEvent => ({
  ...{ type: "metrics", step, images: step * 64, epoch: step / 100, msPerStep },
  values: { lossD: 1.31, lossG: 0.74, dReal: 0.55, dFake: 0.46 },
});

const verdict: TrainEvent = {
  type: "verdict",
  step: 650,
  verdict: { word: "losing diversity", measure: "diversity", value: 0.512 },
};

const sample: TrainEvent = {
  ...{ type: "sample", step: 100, path: "samples/000100.png", diversity: 0.974 },
  picture: { kind: "points", dimensions: 2, data: new Float32Array(4) },
};

const courseAfter = (events: readonly TrainEvent[], minutes: number | null = null): Course =>
  events.reduce((course, event, i) => follow(course, event, i * 1000), freshCourse(minutes));

describe("the course", () => {
  test("is where the events say", () => {
    const course = courseAfter([start, metrics(1, 500), metrics(100), sample]);
    expect(course).toMatchObject({
      run: "/runs/0001-ring8-gan",
      step: 100,
      steps: 1000,
      images: 6400,
      diversity: 0.974,
    });
    expect(course.from).toEqual({ step: 0, time: 0 });
  });

  test("the first step, which warms up, does not count for the pace; later ones by the time they took", () => {
    expect(courseAfter([start, metrics(1, 500)]).msPerStep).toBe(0);
    expect(courseAfter([start, metrics(1, 500), metrics(2, 10)]).msPerStep).toBe(10);
    const slower = courseAfter([start, metrics(2, 10), metrics(102, 100)]).msPerStep;
    expect(slower).toBeGreaterThan(90); // ten seconds at the new pace: nearly forgotten the old one
    expect(courseAfter([start, metrics(2, 10), metrics(3, 100)]).msPerStep).toBeLessThan(15);
  });

  test("what is left is by steps or by the clock, whichever ends first", () => {
    const course = courseAfter([start, metrics(2, 10), metrics(500, 10)]);
    expect(shareDone(course, 5000)).toBe(0.5);
    expectClose([secondsLeft(course, 5000) as number], [5], { rtol: 1e-12, atol: 0 });
    const timed = { ...course, minutes: 0.1 };
    expect([shareDone(timed, 4500), secondsLeft(timed, 4500)]).toEqual([0.75, 1.5]);
    expect(secondsLeft(courseAfter([start]), 0)).toBeNull();
  });

  test("a pause lasts until the next step", () => {
    const paused = courseAfter([start, metrics(5), { type: "alert", step: 5, code: "W400", parameters: { step: 5 } }]);
    expect([paused.paused, follow(paused, metrics(6), 0).paused]).toEqual([true, false]);
  });
});

test("which kind: for programs, for quiet, for terminals, for pipes, or as asked", () => {
  const kind = (words: string[], tty: boolean, env = {}): string =>
    progressKind("auto", cliFor(words, testTerminal({ tty, env })));
  expect([kind(["--json"], true), kind(["--quiet"], true), kind([], true), kind([], false)]).toEqual([
    "json",
    "none",
    "bar",
    "lines",
  ]);
  expect(kind([], true, { TERM: "dumb" })).toBe("lines");
  expect(progressKind("lines", cliFor([], testTerminal({ tty: true })))).toBe("lines");
});

describe("a verdict", () => {
  const shown = (words: string[]): string =>
    plainText(
      verdictLine(cliFor(words, testTerminal({ tty: true, env: { LANG: "en_GB.UTF-8" } })), {
        word: "collapsed",
        measure: "diversity",
        value: 0.21,
      }),
    );

  test("stands in one line, in both languages", () => {
    expect(shown([])).toBe(
      " ● collapsed: nearly all samples are alike, or lie on a small part of the data (diversity 0.21 of real)",
    );
    expect(shown(["--lang", "zh"])).toContain("● 模式坍塌: 几乎所有样本都一样");
  });
});

describe("lines", () => {
  test("one line holds all, the same in every language", () => {
    const course = courseAfter([start, metrics(2, 10), metrics(680, 10), sample, verdict]);
    expect(progressLine(course, 3000)).toBe(
      "step=680/1000 68% eta=3s steps/s=100 lossD=1.31 lossG=0.74 dReal=0.55 dFake=0.46 diversity=0.974 verdict=losing-diversity sample=samples/000100.png",
    );
  });

  test("leaves out quantiles and what looks at samples say: metrics.jsonl has them", () => {
    const logged = {
      ...metrics(680, 10),
      values: { lossD: 1.31, accuracyD: 0.61, dReal10: 0.4, updateG: 1e-3, motion: 0.1 },
    };
    const line = progressLine(courseAfter([start, metrics(2, 10), logged]), 3000);
    expect(line).toBe("step=680/1000 68% eta=3s steps/s=100 lossD=1.31 accuracyD=0.61 verdict=warming-up");
  });

  test("a line every 5 % or 10 seconds, and the last step", () => {
    const terminal = testTerminal();
    let time = 0;
    const progress = linesProgress(cliFor([], terminal), () => time);
    let course = follow(freshCourse(null), start, 0);
    for (const [step, at] of [
      [10, 0],
      [20, 1],
      [61, 2],
      [62, 3],
      [63, 10_002],
      [64, 10_003],
    ] as const) {
      time = at;
      course = follow(course, metrics(step), time);
      progress.show(metrics(step), course);
    }
    progress.end(course);
    const steps = terminal.stderr().match(/step=\d+/g);
    expect(steps).toEqual(["step=10", "step=61", "step=63", "step=64"]);
    expect(terminal.stdout()).toBe("");
  });
});

describe("JSON", () => {
  test("a line an event on stdout, without pixels; sentences on stderr", () => {
    const terminal = testTerminal();
    const progress = jsonProgress(cliFor([], terminal));
    for (const event of [start, sample]) progress.show(event, courseAfter([event]));
    progress.say("finishing");
    const lines = terminal
      .stdout()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([start, { type: "sample", step: 100, path: "samples/000100.png", diversity: 0.974 }]);
    expect(terminal.stderr()).toBe("finishing\n");
  });

  test("none says what must be said, --quiet not even that", () => {
    const said = (words: string[]): string => {
      const terminal = testTerminal();
      const progress = noProgress(cliFor(words, terminal));
      progress.show(start, courseAfter([start]));
      progress.say("W490 …");
      return terminal.stdout() + terminal.stderr();
    };
    expect([said([]), said(["--quiet"])]).toEqual(["W490 …\n", ""]);
  });
});

describe("the bar", () => {
  const drawn = (terminal: TestTerminal, events: readonly TrainEvent[], keys = true): string => {
    let time = 0;
    const options = {
      ...{ title: "ring8, gan, ns, seed 0", guessing: 2 * Math.LN2, keys },
      ...{ place: () => "runs/0001-ring8-gan", preview: () => ["⠿⠿"], now: () => time },
    };
    const progress = barProgress(cliFor([], terminal), options);
    let course = freshCourse(null);
    for (const event of events) {
      course = follow(course, event, time);
      progress.show(event, course);
      time += 30;
    }
    progress.end(course);
    return terminal.stderr();
  };
  const lastFrame = (text: string): string[] =>
    plainText(text.split("\u001b[?7l").at(-1) as string)
      .replaceAll("\r", "")
      .split("\n");
  const utf8 = { LANG: "en_GB.UTF-8", NO_COLOR: "1" };
  const events = [start, metrics(2, 10), metrics(680, 10), sample];

  test("six lines and the preview", () => {
    const frame = lastFrame(drawn(testTerminal({ tty: true, env: utf8 }), events));
    expect(frame).toEqual([
      " training  ring8, gan, ns, seed 0  runs/0001-ring8-gan",
      `  68 %  680 / 1,000  ETA 0:03  ${"━".repeat(41)}${"─".repeat(19)}`,
      " step 680 · epoch 6.8 · 43.5K samples · 100 steps/s · cpu (4 threads)",
      " D 1.31 (guessing = 1.39)   G 0.74   D(real) 0.55   D(fake) 0.46   diversity 97 % of real",
      " ● warming up: too early to say, or the samples still come nearer to the data quickly",
      " s save  p pause  o open  q quit  (+ enter)",
      "⠿⠿",
      "",
    ]);
  });

  test("what the newest evaluation found has a line, and which was best", () => {
    const evaluated = (step: number, best: boolean, values: Record<string, number>): TrainEvent => ({
      ...{ type: "evaluation", step, features: "none", against: "ring8", n: 9, nReal: 9, seed: 0, floor: {} },
      ...{ values, metric: "sliced", best },
    });
    const frame = (...found: TrainEvent[]) =>
      lastFrame(drawn(testTerminal({ tty: true, env: utf8 }), [...events, ...found]));
    const first = evaluated(400, true, { sliced: 0.0213, modes: 8, hq: 0.912, rkl: 0.1 });
    expect(frame(first)[4]).toBe(" evaluated at step 400 · sliced 0.021 · modes 8 · quality 91 %");
    expect(frame(first, evaluated(600, false, { sliced: 0.5 }))[4]).toBe(
      " evaluated at step 600 · sliced 0.5 · best at 400",
    );
  });

  test("every number stands once, the losses first", () => {
    const measured = {
      ...metrics(680, 10),
      values: { k: 0.07, measure: 0.5, penalty: 0.2, lossD: 1.31, accuracyD: 0.61, dReal10: 0.4 },
    };
    const frame = lastFrame(drawn(testTerminal({ tty: true, env: utf8 }), [start, metrics(2, 10), measured]));
    expect(frame[3]).toBe(" D 1.31 (guessing = 1.39)   D right 0.61   penalty 0.2   measure 0.5   k 0.07");
  });

  test("at most ten times a second, each frame over the one before", () => {
    const text = drawn(testTerminal({ tty: true, env: utf8 }), [
      start,
      ...Array.from({ length: 20 }, (_, i) => metrics(i + 2)),
    ]);
    const frames = text.split("\u001b[?7l").length - 1;
    expect(frames).toBeLessThanOrEqual(2 + 20 * 0.3 + 1);
    expect(text.split("\u001b[6A").length - 1).toBe(frames - 1);
  });

  test("a narrow terminal cuts lines and shortens the bar", () => {
    const frame = lastFrame(drawn(testTerminal({ tty: true, env: utf8, columns: 40 }), events));
    for (const line of frame) expect(line.length).toBeLessThanOrEqual(40);
    expect(frame[3]).toMatch(/…$/);
  });

  test("where box lines may be double, the bar is braille; where there is only ASCII, it is that", () => {
    const bar = (env: Record<string, string>): string =>
      lastFrame(drawn(testTerminal({ tty: true, env }), events))[1] as string;
    expect(bar({ LANG: "zh_CN.UTF-8", NO_COLOR: "1", GANTRY_LANG: "zh" })).toMatch(/剩余 0:03 {2}⣿+⣀+$/);
    expect(bar({ LANG: "C", NO_COLOR: "1" })).toMatch(/#+-+$/);
  });

  test("a sentence stands above the frame, which is drawn again below", () => {
    const terminal = testTerminal({ tty: true, env: utf8 });
    const progress = barProgress(cliFor([], terminal), {
      ...{ title: "t", guessing: null, keys: false, place: () => "r", preview: () => [], now: () => 0 },
    });
    progress.show(start, courseAfter([start]));
    progress.say("  W310  few images");
    progress.end(courseAfter([start]));
    const text = terminal.stderr();
    expect(text).toContain("\u001b[6A\r\u001b[0J  W310  few images\n");
    expect(text.split("\u001b[?7l").at(-1)).toMatch(/^\r/); // the frame after it does not go up
  });
});
