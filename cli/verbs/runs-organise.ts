/** @file `gantry runs note`, `tag`, `trash` and `restore`: what a person does with runs that are there. */
import { dirname, resolve } from "node:path";
import { findRun, listTrash, openRun, restoreRun, type TrashedRun, trashRun, writeLabels } from "gantry/store/node";
import { placeOf } from "../follow-run.ts";
import { say } from "../talk.ts";
import { type Call, type Cli, runsOption, type Verb } from "../verb.ts";
import { tableLines } from "../width.ts";

export const runsNoteVerb: Verb = { name: "runs note", words: ["<run>", "[text]"], options: [runsOption], run: note };
export const runsTagVerb: Verb = {
  name: "runs tag",
  words: ["<run>", "[tags...]"],
  options: [
    { name: "remove", type: { kind: "list" }, default: null, argument: "tag,…" },
    { name: "clear", type: { kind: "switch" }, default: false, argument: "" },
    runsOption,
  ],
  run: tag,
};
export const runsTrashVerb: Verb = { name: "runs trash", words: ["<runs...>"], options: [runsOption], run: trash };
export const runsRestoreVerb: Verb = { name: "runs restore", words: ["[run]"], options: [runsOption], run: restore };

async function note({ cli, words, options }: Call): Promise<number> {
  const run = await openRun(words[0] as string, { root: options.text("runs") as string });
  const text = words[1];
  const labels = text === undefined ? await run.labels() : await writeLabels(run.path, run.record, { note: text });
  tell(cli, { run: run.path, ...labels }, labels.note ?? cli.texts.results.runs.noNote);
  return 0;
}

async function tag({ cli, words, options }: Call): Promise<number> {
  const [name, ...added] = words as readonly [string, ...string[]];
  const run = await openRun(name, { root: options.text("runs") as string });
  const removed = options.list("remove") ?? [];
  const kept = (before: readonly string[]): readonly string[] =>
    options.flag("clear") ? [] : before.filter((one) => !removed.includes(one));
  const asked = added.length > 0 || removed.length > 0 || options.flag("clear");
  const tags = added.flatMap((word) => word.split(","));
  const labels = asked
    ? await writeLabels(run.path, run.record, (before) => ({ tags: [...kept(before.tags), ...tags] }))
    : await run.labels();
  tell(cli, { run: run.path, ...labels }, labels.tags.join(", ") || cli.texts.results.runs.noTags);
  return 0;
}

/** One after the other: what could not be moved is said where it happened, and those before are in the trash. */
async function trash({ cli, words, options }: Call): Promise<number> {
  const root = options.text("runs") as string;
  // All are found first, so that a slip of the pen moves none; one that cannot be read may go as well.
  const paths = new Set(await Promise.all(words.map((word) => findRun(word, root))));
  const trashed: TrashedRun[] = [];
  for (const path of paths) {
    const run = await trashRun(path);
    trashed.push(run);
    if (!cli.json && !cli.quiet) {
      cli.terminal.out.write(`${placeOf(cli, run.path)}\n`);
      say(cli, `  ${cli.texts.results.runs.trashed({ words: await wayBack(cli, run) })}`);
    }
  }
  if (cli.json) cli.terminal.out.write(`${JSON.stringify({ trashed: trashed.map(factsOf) })}\n`);
  return 0;
}

/** Words that `runs restore` understands where this was called. */
async function wayBack(cli: Cli, { entry, name, path }: TrashedRun): Promise<string> {
  const root = dirname(dirname(dirname(path)));
  const others = (await listTrash(root)).filter((one) => one.name === name);
  const folder = root === resolve(cli.terminal.cwd, "runs") ? [] : ["--runs", placeOf(cli, root)];
  return [others.length > 1 ? entry : name, ...folder].map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(" ");
}

async function restore({ cli, words, options }: Call): Promise<number> {
  const root = options.text("runs") as string;
  const asked = words[0];
  if (asked === undefined) return listed(cli, root);
  const path = await restoreRun(root, asked);
  tell(cli, { run: path }, placeOf(cli, path));
  return 0;
}

/** What could come back. */
async function listed(cli: Cli, root: string): Promise<number> {
  const trashed = await listTrash(root);
  const { out } = cli.terminal;
  if (cli.json) out.write(`${JSON.stringify({ trash: trashed.map(factsOf) })}\n`);
  else if (trashed.length === 0) say(cli, `  ${cli.texts.results.runs.emptyTrash}`);
  else {
    const rows = trashed.map(({ name, trashedAt, record }) => [
      name,
      trashedAt.slice(0, 16).replace("T", " "),
      record?.data.name ?? "",
      record?.recipe ?? "",
    ]);
    out.write(`${tableLines(rows).join("\n")}\n`);
  }
  return 0;
}

const factsOf = ({ entry, name, path, trashedAt }: TrashedRun): object => ({ entry, name, path, trashedAt });

function tell(cli: Cli, facts: object, text: string): void {
  if (cli.json) cli.terminal.out.write(`${JSON.stringify(facts)}\n`);
  else if (!cli.quiet) cli.terminal.out.write(`${text}\n`);
}
