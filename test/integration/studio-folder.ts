/** @file A folder of runs, whole and damaged, with ways out of it, and a Studio over it. */
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { freshFolder, gantry } from "./gantry-process.ts";
import { type Answer, type StudioProcess, startStudio } from "./studio-process.ts";

/** Stands in every file that no answer may hold. */
export const SECRET = "what-lies-outside-the-folder";

export interface ServedFolder {
  /** Where the runs folder is, and what lies beside it. */
  readonly folder: string;
  readonly runs: string;
  /** The run that is whole: 40 steps of `ring8`. */
  readonly name: string;
  /** A file of that run. */
  readonly run: (path: string) => string;
  readonly studio: StudioProcess;
  readonly close: () => Promise<void>;
}

export async function serveFolder(): Promise<ServedFolder> {
  const folder = freshFolder();
  const runs = join(folder, "runs");
  const words = ["train", "ring8", "--steps", "40", "--threads", "1", "--sample-every", "20", "--json", "--out", runs];
  const trained = await gantry([...words, "--note", "a first try", "--progress", "none"], folder);
  const name = JSON.parse(trained.out.trim()).run.split(/[/\\]/).at(-1);
  layOut(folder, name);
  const studio = await startStudio(runs, folder);
  return {
    ...{ folder, runs, name, studio },
    run: (path) => join(runs, name, path),
    close: async () => {
      await studio.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const errorOf = ({ body }: Answer): { code: string; sentence: { en: string; zh: string } } =>
  JSON.parse(String(body)).error;

/** To the log of a run that nobody trains, of which the Studio reads again only if its folder changed. */
export function appendTo(run: string, log: string, text: string): void {
  appendFileSync(join(run, log), text);
  folderChanged(run);
}

export const folderChanged = (path: string): void => utimesSync(path, new Date(), new Date());

/** Beside the run: damaged ones, and ways out of the folder. */
function layOut(folder: string, name: string): void {
  const runs = join(folder, "runs");
  const run = (path: string): string => join(runs, name, path);
  mkdirSync(join(folder, "outside/samples"), { recursive: true });
  for (const file of ["secret.txt", "outside/run.json", "outside/samples/000001.png"]) {
    writeFileSync(join(folder, file), SECRET);
  }
  writeFileSync(run("private.txt"), SECRET);
  symlinkSync(join(folder, "secret.txt"), run("samples/000777.png"));
  symlinkSync(join(folder, "outside"), join(runs, "linked"));
  mkdirSync(join(runs, "no-run"));
  const damage = (id: string, change: (path: string) => void): void => {
    cpSync(join(runs, name), join(runs, id), { recursive: true, filter: (path) => !path.endsWith("000777.png") });
    change(join(runs, id));
  };
  damage("half-record", (path) => truncateSync(join(path, "run.json"), 200));
  damage("later-format", (path) => writeFileSync(join(path, "run.json"), '{"format":99}'));
  damage("half-status", (path) => {
    truncateSync(join(path, "status.json"), 30);
    rmSync(join(path, "samples"), { recursive: true });
  });
  damage("torn-log", (path) => {
    const log = readFileSync(join(path, "metrics.jsonl"), "utf8").trimEnd().split("\n");
    writeFileSync(join(path, "metrics.jsonl"), `${log[0]}\nnot json\n{"step":"3"}\n${log[1]}\n{"step":9,"lossD":`);
    writeFileSync(join(path, "events.jsonl"), '{"type":"attempt","step":0}\n[]\n{"type"');
    writeFileSync(join(path, "evaluations.jsonl"), "null\n{}\n");
    writeFileSync(join(path, "samples/grid.json"), "{");
    writeFileSync(join(path, "last.json"), "{}");
  });
  damage("bare", (path) => {
    for (const file of ["status.json", "metrics.jsonl", "events.jsonl", "samples", "checkpoints", "reals.png"]) {
      rmSync(join(path, file), { recursive: true });
    }
  });
}
