/** @file All that is said of one run. */
import { join } from "node:path";
import type { RunEvent, RunRecord } from "gantry/store";
import { openRun } from "gantry/store/node";
import type { RunDetail, RunSummary } from "../../api/index.ts";
import { stepOf } from "./checkpoint-files.ts";
import { columnsIn } from "./columns.ts";
import { FETCHABLE } from "./files.ts";
import { linesFrom, parsedLines, wholeEnd } from "./log-tail.ts";
import { isFile } from "./place.ts";
import { statOf } from "./stamp.ts";
import type { WatchedRun } from "./watched-run.ts";

export async function detailOf(run: WatchedRun): Promise<RunDetail> {
  const folder = await openRun(run.path);
  const metrics = join(run.path, "metrics.jsonl");
  const [grid, evaluations, checkpoints] = await Promise.all([
    folder.grid(),
    folder.evaluations(),
    folder.checkpoints(),
  ]);
  const { events, end } = eventsOf(run.path);
  const { steps, last, best } = checkpoints;
  return {
    summary: run.summary as RunSummary,
    record: run.record as RunRecord,
    grid,
    samples: run.samples,
    liveSamples: statOf(join(run.path, "samples/live")) !== null,
    reals: isFile(join(run.path, "reals.png")),
    columns: columnsIn(metrics),
    events,
    evaluations,
    checkpoints: { steps, last: stepOf(last), best: stepOf(best) },
    files: filesOf(run.path),
    offsets: { metrics: wholeEnd(metrics), events: end },
  };
}

/** All lines of `events.jsonl` that are events. */
export function eventsOf(path: string): { readonly events: readonly RunEvent[]; readonly end: number } {
  const events: RunEvent[] = [];
  let end = 0;
  for (;;) {
    const read = linesFrom(join(path, "events.jsonl"), end);
    if (read === null) return { events, end };
    for (const event of parsedLines<RunEvent>(read, isEvent).values) events.push(event);
    end = read.to;
  }
}

export const isEvent = (value: object): value is RunEvent =>
  "type" in value && typeof value.type === "string" && "step" in value && typeof value.step === "number";

function filesOf(path: string): Record<string, number> {
  const sizes = FETCHABLE.map((name) => [name, statOf(join(path, name))] as const);
  return Object.fromEntries(sizes.flatMap(([name, stats]) => (stats?.isFile() ? [[name, stats.size]] : [])));
}
