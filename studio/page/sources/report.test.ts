import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import type { RunDetail, RunList } from "../../api/index.ts";
import { REPORT_ID, type ReportData } from "../../api/report.ts";
import { type RunsCopy, SourceError } from "../source.ts";
import { readReport, reportSource } from "./report.ts";

const list: RunList = { runs: [], problems: [], folder: "", readonly: true, version: "1.2.3" };
const detail = { columns: ["lossD"] } as unknown as RunDetail;
const report: ReportData = {
  madeAt: "2026-11-21T00:00:00.000Z",
  language: "en",
  list,
  runs: {
    a: {
      detail,
      series: {
        columns: { lossD: { mean: [3, 2, 1] } },
        axis: { step: [1, 2, 3], images: [8, 16, 24], time: [0, 1, 2] },
        rows: 3,
        offset: 7,
      },
      outputs: [1, 2, 3].map((step) => ({ step, reading: "logit", real: [0, step], fake: [0, 1] })),
      nets: null,
      generator: null,
      files: { "samples/000010.png": "file-1", "generator.onnx": "file-2" },
    },
  },
};
const texts: Readonly<Record<string, string>> = {
  [REPORT_ID]: JSON.stringify(report),
  "file-1": "aGk=",
  "file-2": "b25ueA==",
};
const text = signal({ missing: ({ run }: { run: string }) => `no ${run}` }) as unknown as RunsCopy["text"];
const source = reportSource({
  report,
  textOf: (id) => texts[id] ?? null,
  text,
});

test("lists, runs, numbers and pictures stand in the page; nothing comes, nothing can be changed", async () => {
  expect(readReport((id) => texts[id] ?? null)).toEqual(report);
  expect([await source.list(), await source.run("a")]).toEqual([list, detail]);
  expect(await source.series("a", { keys: ["lossD"], from: 2, points: 5 })).toMatchObject({
    columns: { lossD: { step: [2, 3], min: [2, 1], max: [2, 1], mean: [2, 1] } },
  });
  expect(source.fileUrl("a", "samples/000010.png")).toBe("data:image/png;base64,aGk=");
  expect([source.control, source.copy]).toEqual([null, { madeAt: report.madeAt, version: "1.2.3", text }]);
  expect(source.subscribe(() => undefined)()).toBeUndefined();
});

test("a generator is one address, however often it is asked for", async () => {
  const url = source.fileUrl("a", "generator.onnx");
  expect(source.fileUrl("a", "generator.onnx")).toBe(url);
  expect(await (await fetch(url)).text()).toBe("onnx");
});

test("what is not there: a run by its sentence, a file as no picture; names of every object are none", async () => {
  await expect(source.run("constructor")).rejects.toThrow(new SourceError("E607", () => "no constructor"));
  expect([source.fileUrl("a", "reals.png"), source.fileUrl("toString", "x.png")]).toEqual(["data:,", "data:,"]);
});
