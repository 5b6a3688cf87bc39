/**
 * @file Runs that stand in the page itself: a report, one file that opens from the disk. It fetches nothing, nothing in it
 * changes, and files are the elements that hold them.
 */

import { bytesOfText } from "gantry/runtime/web";
import type { SeriesReply } from "../../api/index.ts";
import { partOfSeries, unpackSeries } from "../../api/packed-series.ts";
import { REPORT_ID, type ReportData, type ReportedRun } from "../../api/report.ts";
import { type DataSource, SourceError } from "../source.ts";

/** What an element of the page holds, as text; null where there is none. */
export type TextOf = (id: string) => string | null;

export const textInPage: TextOf = (id) => document.getElementById(id)?.textContent ?? null;

/** @throws a `SyntaxError` where the file is cut off */
export const readReport = (textOf: TextOf): ReportData => JSON.parse(textOf(REPORT_ID) ?? "") as ReportData;

export interface ReportSourceOptions {
  readonly report: ReportData;
  readonly textOf: TextOf;
  /** Said where a run is asked for that the report does not have. */
  readonly missing: (id: string) => string;
}

export function reportSource({ report, textOf, missing }: ReportSourceOptions): DataSource {
  const { list, madeAt } = report;
  const runOf = (id: string): ReportedRun => {
    const run = Object.hasOwn(report.runs, id) ? report.runs[id] : undefined;
    if (run === undefined) throw new SourceError("E607", missing(id));
    return run;
  };
  const series = new Map<string, SeriesReply>();
  const seriesOf = (id: string): SeriesReply => {
    const known = series.get(id) ?? unpackSeries(runOf(id).series);
    series.set(id, known);
    return known;
  };
  return {
    list: async () => list,
    run: async (id) => runOf(id).detail,
    series: async (id, query) => partOfSeries(seriesOf(id), query),
    fileUrl: fileUrls(report, textOf),
    subscribe: () => () => {},
    control: null,
    copy: { madeAt, version: list.version },
  };
}

const TYPES: Readonly<Record<string, string>> = { png: "image/png", json: "application/json" };

/**
 * Pictures are `data:` addresses, made when asked for, so that none has to be given back; what is larger is a `blob:`,
 * which a worker fetches without a copy of its text.
 */
function fileUrls(report: ReportData, textOf: TextOf): DataSource["fileUrl"] {
  const blobs = new Map<string, string>();
  return (id, path) => {
    const element = Object.hasOwn(report.runs, id) ? report.runs[id]?.files[path] : undefined;
    const text = element === undefined ? null : textOf(element);
    if (element === undefined || text === null) return "data:,"; // as a file that is not there: it cannot be shown
    const type = TYPES[path.slice(path.lastIndexOf(".") + 1)];
    if (type !== undefined) return `data:${type};base64,${text}`;
    const url = blobs.get(element) ?? URL.createObjectURL(new Blob([bytesOfText(text)]));
    blobs.set(element, url);
    return url;
  };
}
