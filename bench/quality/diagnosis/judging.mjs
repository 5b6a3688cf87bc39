// A recorded run, judged again: the same fold over the same signals as in training, so thresholds can be tried without
// training anew.

import * as live from "../../../dist/lib/diagnosis/diagnosis.js";
import { labelOf } from "./truth.mjs";

/** @returns every change of the verdict: [{ step, word, measure, value }] */
export function replay(
  { floor, rows, looks, alerts, error },
  { freshDiagnosis, withLook, withStep, judged, spoilt } = live,
) {
  const verdicts = [];
  let now = freshDiagnosis(floor ?? 0);
  const told = (step) => {
    if (verdicts.at(-1)?.word !== now.verdict.word) verdicts.push({ step, ...now.verdict });
  };
  const rollbacks = alerts.filter(({ code }) => code === "W490");
  const seen = new Map(looks.map((look) => [look.step, look]));
  if (seen.has(0)) now = withLook(now, 0, seen.get(0));
  for (const { step, ...values } of rows) {
    while (rollbacks.length > 0 && rollbacks[0].step <= step) {
      now = spoilt(now, rollbacks.shift().step);
      told(now.since);
    }
    const look = seen.get(step);
    if (look !== undefined) now = withLook(now, step, look);
    now = withStep(now, step, values);
    if (look === undefined && step % 50 !== 0) continue;
    now = judged(now);
    told(step);
  }
  if (rollbacks.length > 0 || error === "E490") verdicts.push({ step: rows.at(-1)?.step ?? 0, word: "diverged" });
  return verdicts;
}

/** The word that held longest in the last quarter of a run; with `any`, the words that held at all. */
export function lastWord(verdicts, steps) {
  const held = new Map();
  verdicts.forEach(({ step, word }, i) => {
    const [from, to] = [Math.max(step, 0.75 * steps), verdicts[i + 1]?.step ?? steps];
    if (to >= from) held.set(word, (held.get(word) ?? 0) + to - from);
  });
  return [...held].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "warming up";
}

export const isAlarm = (word) => !["warming up", "healthy", "converged"].includes(word);

/**
 * @param records of runs whose outcome has a label
 * @returns matrix[label][word], recall by label, and the share of healthy runs in which any alarm was raised at any step
 */
export function confusion(records, module) {
  const judgedRuns = records.map((record) => {
    const verdicts = replay(record, module);
    const { spec } = record;
    return {
      name: record.name,
      cause: spec.cause,
      data: spec.data,
      label: labelOf(record),
      word: lastWord(verdicts, spec.steps),
      verdicts,
    };
  });
  const counted = judgedRuns.filter(({ label }) => label !== null);
  const matrix = {};
  for (const { label, word } of counted) {
    matrix[label] ??= {};
    matrix[label][word] = (matrix[label][word] ?? 0) + 1;
  }
  const right = (label, word) => word === label || (label === "healthy" && word === "converged");
  const recall = Object.fromEntries(
    Object.keys(matrix).map((label) => {
      const runs = counted.filter((run) => run.label === label);
      const hits = runs.filter(({ word }) => right(label, word)).length;
      return [label, { runs: runs.length, right: hits, recall: hits / runs.length }];
    }),
  );
  const healthy = counted.filter(({ label }) => label === "healthy");
  const alarmed = healthy.filter(({ verdicts }) => verdicts.some(({ word }) => isAlarm(word)));
  return {
    matrix,
    recall,
    healthy: healthy.length,
    falseAlarms: alarmed.length,
    unlabelled: judgedRuns.length - counted.length,
    runs: judgedRuns,
  };
}
