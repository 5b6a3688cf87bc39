/**
 * @file The diagnosis against runs that were provoked on purpose: how often each cause is named, how often a healthy run
 * raises an alarm (docs/diagnosis.md).
 *
 *   npm run build
 *   node bench/quality/diagnosis.mjs play tuning FOLDER     train the runs (second … sixth and dropping are tuning too); each leaves a file there, and is not repeated
 *   node bench/quality/diagnosis.mjs play judged FOLDER
 *   node bench/quality/diagnosis.mjs judge FOLDER           the table; nothing is trained
 *   node bench/quality/diagnosis.mjs judge TUNING JUDGED --write     both into bench/results/diagnosis.json
 *
 * Several processes may play into one folder. About ten seconds a run on a core of its own.
 */
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DROPPING, FIFTH, FOURTH, JUDGED, SECOND, SIXTH, THIRD, TUNING } from "./diagnosis/corpus.mjs";
import { confusion } from "./diagnosis/judging.mjs";
import { play } from "./diagnosis/play.mjs";

const RESULTS = join(import.meta.dirname, "../results/diagnosis.json");
const SETS = {
  tuning: { runs: TUNING, seed: 100 },
  second: { runs: SECOND, seed: 9000 },
  third: { runs: THIRD, seed: 17_000 },
  fourth: { runs: FOURTH, seed: 26_000 },
  dropping: { runs: DROPPING, seed: 5000 },
  fifth: { runs: FIFTH, seed: 35_000 },
  sixth: { runs: SIXTH, seed: 44_000 },
  judged: { runs: JUDGED, seed: 53_000 },
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: "boolean" } } });
const [verb, ...words] = positionals;

/** Every run of a set: `collapsed-3`, its cause, its seed. Causes take turns, so that a part is a fair part. */
function specsOf({ runs, seed }) {
  const most = Math.max(...Object.values(runs).map((list) => list.length));
  return Array.from({ length: most }, (_, i) => i).flatMap((i) =>
    Object.entries(runs).flatMap(([cause, list]) =>
      list[i] === undefined ? [] : [{ name: `${cause.replaceAll(" ", "-")}-${i}`, cause, seed: seed + i, ...list[i] }],
    ),
  );
}

/** Whoever makes the lock first plays the run. */
function isMine(file) {
  try {
    closeSync(openSync(`${file}.lock`, "wx"));
    return true;
  } catch {
    return false;
  }
}

async function playAll(set, folder) {
  mkdirSync(folder, { recursive: true });
  for (const spec of specsOf(SETS[set])) {
    const file = join(folder, `${spec.name}.json`);
    if (!isMine(file)) continue;
    writeFileSync(file, JSON.stringify(await play(spec)));
    console.error(spec.name);
  }
}

const recordsIn = (folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => ({ name: file.replace(".json", ""), ...JSON.parse(readFileSync(join(folder, file), "utf8")) }));

const rounded = (value) => (typeof value === "number" && Number.isFinite(value) ? Number(value.toPrecision(3)) : value);

function resultOf(folder) {
  const records = recordsIn(folder);
  const { runs, ...table } = confusion(records);
  const told = runs.map((run, i) => {
    const { spec, truth } = records[i];
    const { seed, steps, settings, count, few, jolts } = spec;
    return {
      ...{ name: run.name, data: run.data, seed, steps, settings, count, few: few?.length, jolts },
      truth: Object.fromEntries(Object.entries(truth).map(([key, value]) => [key, rounded(value)])),
      label: run.label,
      word: run.word,
      verdicts: run.verdicts.map(({ step, word }) => `${step} ${word}`),
    };
  });
  return { ...table, runs: told };
}

if (verb === "play" && words[0] in SETS && words[1] !== undefined) await playAll(words[0], words[1]);
else if (verb === "judge" && words.length > 0) {
  const results = words.map(resultOf);
  for (const { runs: _, ...table } of results) console.log(JSON.stringify(table, null, 1));
  if (values.write && results.length === 2) {
    const [tuning, judged] = results;
    writeFileSync(RESULTS, `${JSON.stringify({ tuning, judged }, null, 1)}\n`);
    console.error(`written to ${RESULTS}`);
  }
} else {
  console.error("expected: play SET FOLDER, or judge FOLDER [FOLDER --write]");
  process.exitCode = 2;
}
