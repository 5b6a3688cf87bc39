/**
 * @file Runs that stand in the page itself: a report, one file that opens from the disk. It fetches nothing, nothing in it
 * changes, and files are the elements that hold them.
 */
import { bytesOfText } from "gantry/runtime/web";
import { type SeriesReply, spreadLines } from "../../api/index.ts";
import { type PackedSeries, partOfSeries, unpackSeries } from "../../api/packed-series.ts";
import { histogramKey, REPORT_ID, type ReportData, type ReportedNets, type ReportedRun } from "../../api/report.ts";
import { type DataSource, type NetsSource, type RunsCopy, type SeriesQuery, SourceError } from "../source.ts";

/** What an element of the page holds, as text; null where there is none. */
export type TextOf = (id: string) => string | null;

export const textInPage: TextOf = (id) => document.getElementById(id)?.textContent ?? null;

/** @throws a `SyntaxError` where the file is cut off */
export const readReport = (textOf: TextOf): ReportData => JSON.parse(textOf(REPORT_ID) ?? "") as ReportData;

export interface ReportSourceOptions {
  readonly report: ReportData;
  readonly textOf: TextOf;
  readonly text: RunsCopy["text"];
}

export function reportSource(options: ReportSourceOptions): DataSource {
  const { report, textOf, text } = options;
  const { list, madeAt } = report;
  const runOf = (id: string): ReportedRun => {
    const run = Object.hasOwn(report.runs, id) ? report.runs[id] : undefined;
    if (run === undefined) throw new SourceError("E607", () => text.value.missing({ run: id }));
    return run;
  };
  const unpacked = new WeakMap<PackedSeries, SeriesReply>();
  const seriesOf = (packed: PackedSeries, query: SeriesQuery): SeriesReply => {
    const known = unpacked.get(packed) ?? unpackSeries(packed);
    unpacked.set(packed, known);
    return partOfSeries(known, query);
  };
  return {
    list: async () => list,
    run: async (id) => runOf(id).detail,
    series: async (id, query) => seriesOf(runOf(id).series, query),
    outputs: async (id, query) => ({ lines: spreadLines(runOf(id).outputs, query) }),
    nets: netsSource(runOf, seriesOf, options),
    fileUrl: fileUrls(report, textOf),
    generator: (id) => runOf(id).generator,
    subscribe: () => () => {},
    control: null,
    copy: { madeAt, version: list.version, text },
  };
}

function netsSource(
  runOf: (id: string) => ReportedRun,
  seriesOf: (packed: PackedSeries, query: SeriesQuery) => SeriesReply,
  { text }: ReportSourceOptions,
): NetsSource {
  const there = <T>(value: T | null | undefined): T => {
    if (value === null || value === undefined) throw new SourceError("E616", () => text.value.missingNets);
    return value;
  };
  const netsOf = (id: string): ReportedNets => there(runOf(id).nets);
  return {
    layers: async (id) => netsOf(id).layers,
    series: async (id, query) => seriesOf(netsOf(id).series, query),
    histogram: async (id, query) =>
      there(netsOf(id).histograms[histogramKey(query)]?.find(({ step }) => step === query.step)),
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
