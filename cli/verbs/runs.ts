/** @file `gantry runs ls` and `gantry runs show`: what there is, and how it stands. */
import { resolve } from "node:path";
import { listRuns, openRun, type RunFolder } from "gantry/store/node";
import { placeOf } from "../follow-run.ts";
import { count, short } from "../format.ts";
import { noteText, say } from "../talk.ts";
import { type Call, type Cli, runsOption, type Verb } from "../verb.ts";
import { tableLines } from "../width.ts";

export const runsLsVerb: Verb = { name: "runs ls", options: [runsOption], run: list };
export const runsShowVerb: Verb = { name: "runs show", words: ["<run>"], options: [runsOption], run: show };

interface Summary {
  readonly run: string;
  readonly state: string;
  readonly step: number;
  readonly steps: number | null;
  /** The diagnosis's word; null before the first. */
  readonly verdict: string | null;
  readonly checkpoints: { readonly last: string | null; readonly best: string | null };
  readonly note: string | null;
  readonly tags: readonly string[];
}

async function summaryOf(run: RunFolder): Promise<Summary> {
  const [status, { last, best }, labels] = await Promise.all([run.status(), run.checkpoints(), run.labels()]);
  const whole = (path: string | null): string | null => (path === null ? null : resolve(run.path, path));
  return {
    run: run.path,
    state: status?.state ?? "interrupted",
    step: status?.step ?? 0,
    steps: status?.steps ?? null,
    verdict: status?.verdict ?? null,
    checkpoints: { last: whole(last), best: whole(best) },
    ...labels,
  };
}

async function list({ cli, options }: Call): Promise<number> {
  const { runs, problems } = await listRuns(options.text("runs") as string);
  const summaries = await Promise.all(runs.map(summaryOf));
  for (const { code, parameters } of problems) say(cli, noteText(cli, code, parameters as Record<string, unknown>));
  const { out } = cli.terminal;
  if (cli.json) {
    out.write(`${JSON.stringify({ runs: summaries })}\n`);
    return 0;
  }
  const { none, columns } = cli.texts.results.runs;
  const states = cli.texts.states;
  if (runs.length === 0) {
    say(cli, `  ${none}`);
    return 0;
  }
  const tagged = summaries.some(({ tags }) => tags.length > 0);
  const rows = runs.map((run, i) => {
    const { state, step, steps, tags } = summaries[i] as Summary;
    return [
      run.name,
      stateText(states, state),
      progressText(cli, step, steps),
      run.record.data.name,
      run.record.recipe,
      ...(tagged ? [tags.join(", ")] : []),
    ];
  });
  const names = [columns.run, columns.state, columns.step, columns.data, columns.recipe];
  const heading = [...names, ...(tagged ? [columns.tags] : [])].map(cli.outPaint.dim);
  out.write(`${tableLines([heading, ...rows]).join("\n")}\n`);
  return 0;
}

const stateText = (states: Readonly<Record<string, string>>, state: string): string => states[state] ?? state;

const wordText = ({ texts }: Cli, verdict: string): string =>
  (texts.diagnosis.words as Readonly<Record<string, string>>)[verdict] ?? verdict;

const progressText = ({ language }: Cli, step: number, steps: number | null): string =>
  steps === null ? count(step, language) : `${count(step, language)} / ${count(steps, language)}`;

async function show({ cli, words, options }: Call): Promise<number> {
  const run = await openRun(words[0] as string, { root: options.text("runs") as string });
  const summary = await summaryOf(run);
  if (cli.json) {
    cli.terminal.out.write(`${JSON.stringify(summary)}\n`);
  } else {
    cli.terminal.out.write(`${(await sheetOf(cli, run, summary)).join("\n")}\n`);
  }
  return 0;
}

async function sheetOf(
  cli: Cli,
  run: RunFolder,
  { state, step, steps, verdict, checkpoints, note, tags }: Summary,
): Promise<string[]> {
  const { language, texts } = cli;
  const { facts } = texts.results.runs;
  const { states } = texts;
  const { record } = run;
  const samples = (await run.samples()).at(-1);
  const rows: (readonly [string, string])[] = [
    [facts.state, [stateText(states, state), ...(verdict === null ? [] : [wordText(cli, verdict)])].join(", ")],
    [facts.step, progressText(cli, step, steps)],
    [facts.data, `${record.data.name}  ${count(record.data.count, language)} × ${record.data.shape.join("×")}`],
    [facts.recipe, record.recipe],
    [facts.seed, String(record.seed)],
    [facts.device, record.device],
    [facts.created, record.createdAt],
    ...(note === null ? [] : [[facts.note, note.replaceAll("\n", " ")] as const]),
    ...(tags.length === 0 ? [] : [[facts.tag, tags.join(", ")] as const]),
    ...(checkpoints.last === null ? [] : [[facts.checkpoint, placeOf(cli, checkpoints.last)] as const]),
    ...(samples === undefined ? [] : [[facts.samples, placeOf(cli, samples.path)] as const]),
    ...(await lossRows(cli, run)),
  ];
  return [cli.outPaint.bold(placeOf(cli, run.path)), ...tableLines(rows)];
}

/** The newest logged values. */
async function lossRows({ language, texts }: Cli, run: RunFolder): Promise<(readonly [string, string])[]> {
  const { columns } = await run.metrics();
  const known = [...columns].filter(([name]) => !["step", "attempt", "time", "images", "epoch"].includes(name));
  const latest = known.map(([name, values]) => [name, values.at(-1) ?? Number.NaN] as const);
  const logged = latest.filter(([, value]) => Number.isFinite(value)); // some are measured with the samples alone
  const words = logged.map(([name, value]) => `${name} ${short(value, language)}`);
  return words.length === 0 ? [] : [[texts.results.runs.facts.latest, words.join("  ")]];
}
