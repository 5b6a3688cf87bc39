// Verdicts on every recipe: what became of runs against what was said of them, and how often a healthy one is alarmed.
//
//   npm run build && node bench/behaviour/verdicts.mjs [recipes]
//   node bench/behaviour/verdicts.mjs merge FILE FILE …
//
// One thread, half an hour for all recipes. Each trains twice as it comes, shortened, and once with each fault that
// settings can give it (verdict-runs.mjs); on `ring8` where it takes points, else on MNIST. Outcomes are defined and
// measured apart from the verdicts (though some, as they, go by how often D is right): on points as bench/quality/diagnosis judges its corpus, on pictures by
// picture-outcome.mjs. The word that counts is the one that held longest in the last quarter. A run that stands in
// bench/results/behaviour/verdicts.json (RESULTS names another file) is not repeated unless ANEW=1; `merge` puts the runs
// of several files there. Asked: of each outcome that five runs or more had, 80 % are called so; of the healthy ones at
// most 5 % are alarmed at any step.
import { recipes } from "gantry/recipes";
import { isAlarm, lastWord } from "../quality/diagnosis/judging.mjs";
import { play } from "../quality/diagnosis/play.mjs";
import { labelOf } from "../quality/diagnosis/truth.mjs";
import { playedOnPictures } from "./picture-outcome.mjs";
import {
  alike,
  demand,
  named,
  origin,
  recordFile,
  rowsOfFiles,
  rowsThatStand,
  withRow,
  writeRecord,
} from "./record.mjs";
import { needed } from "./run.mjs";
import { VERDICT_RUNS } from "./verdict-runs.mjs";

needed("mnist");
/** Of fewer runs a share says little. */
const MIN_RUNS = 5;
const KEYS = ["recipe", "cause", "seed"];

async function playedOnPoints({ recipe, settings, ...spec }) {
  const began = performance.now();
  const object = recipes.find(({ name }) => name === recipe);
  const record = await play({ ...spec, settings: { recipe: object, ...settings } });
  const verdicts = record.verdicts.map(({ step, word }) => ({ step, word }));
  if (record.error === "E490") verdicts.push({ step: record.rows.at(-1)?.step ?? 0, word: "diverged" });
  const seconds = Math.round((performance.now() - began) / 1000);
  const alerts = record.alerts.map(({ code }) => code);
  return { outcome: labelOf(record), truth: record.truth, verdicts, alerts, seconds };
}

async function judged(spec) {
  const { verdicts, truth, ...rest } = await (spec.data === "mnist" ? playedOnPictures : playedOnPoints)(spec);
  const rounded = Object.entries(truth).map(([key, value]) => [
    key,
    typeof value === "number" ? Number(value.toPrecision(3)) : value,
  ]);
  const word = lastWord(verdicts, spec.steps);
  return {
    ...{ ...spec, ...rest, word, alarmed: verdicts.some((verdict) => isAlarm(verdict.word)) },
    verdicts: verdicts.map((verdict) => `${verdict.step} ${verdict.word}`),
    truth: Object.fromEntries(rounded),
  };
}

const isRight = ({ outcome, word }) => word === outcome || (outcome === "healthy" && word === "converged");

/** Outcome → word → how many runs. */
function matrixOf(runs) {
  const matrix = {};
  for (const { outcome, word } of runs) {
    matrix[outcome] ??= {};
    matrix[outcome][word] = (matrix[outcome][word] ?? 0) + 1;
  }
  return matrix;
}

/** Of the runs with default settings, by recipe. */
function defaultsOf(runs) {
  const told = (recipe) => {
    const of = runs.filter((run) => run.recipe === recipe && run.cause === "default");
    const alarmed = of.filter((run) => run.alarmed).length;
    return { runs: of.length, alarmed, outcomes: of.map(({ outcome }) => outcome), words: of.map(({ word }) => word) };
  };
  return Object.fromEntries([...new Set(runs.map(({ recipe }) => recipe))].map((recipe) => [recipe, told(recipe)]));
}

function tableOf(runs) {
  const labelled = runs.filter(({ outcome }) => outcome !== null);
  const recall = Object.fromEntries(
    [...new Set(labelled.map(({ outcome }) => outcome))].map((outcome) => {
      const of = labelled.filter((run) => run.outcome === outcome);
      return [outcome, { right: of.filter(isRight).length, of: of.length }];
    }),
  );
  const healthy = labelled.filter(({ outcome }) => outcome === "healthy");
  return {
    matrix: matrixOf(labelled),
    recall,
    falseAlarms: { alarmed: healthy.filter(({ alarmed }) => alarmed).length, of: healthy.length },
    unlabelled: runs.length - labelled.length,
    defaults: defaultsOf(runs),
  };
}

const names = recipes.map(({ name }) => name);
const [first = names.join(), ...rest] = process.argv.slice(2);
const file = recordFile("verdicts");
const write = (runs) => writeRecord(file, { workload: "verdicts on every recipe", ...tableOf(runs), runs });
let runs = first === "merge" ? rowsOfFiles([file, ...rest], "runs", KEYS) : rowsThatStand(file, "runs", KEYS);
const asked = first === "merge" ? [] : named(first.split(","), names);
if (first === "merge") write(runs);
for (const spec of VERDICT_RUNS.filter(({ recipe }) => asked.includes(recipe))) {
  if (runs.some((run) => alike(run, spec, [...KEYS, "steps", "settings"]))) continue;
  const run = { ...(await judged(spec)), ...origin() };
  console.log(`${run.recipe}  ${run.cause}  seed ${run.seed}: ${run.outcome}, called ${run.word}  ${run.seconds} s`);
  runs = withRow(runs, run, KEYS);
  write(runs);
}
const { recall, falseAlarms, ...table } = tableOf(runs);
console.log(JSON.stringify({ ...table, recall, falseAlarms }, null, 1));
for (const [outcome, { right, of }] of Object.entries(recall)) {
  if (of >= MIN_RUNS) demand(right >= 0.8 * of, `${outcome}: ${right} of ${of} runs are called so; 80 % asked`);
  else console.error(`${outcome}: ${right} of ${of} runs are called so; too few to say more`);
}
demand(falseAlarms.of >= MIN_RUNS, `${falseAlarms.of} healthy runs say nothing of false alarms; ${MIN_RUNS} at least`);
demand(
  falseAlarms.alarmed <= 0.05 * falseAlarms.of,
  `${falseAlarms.alarmed} of ${falseAlarms.of} healthy runs alarmed`,
);
