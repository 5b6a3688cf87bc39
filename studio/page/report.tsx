/** @file A report's beginning: the page over the runs that stand in it. */

import type { ReportData } from "../api/report.ts";
import { begin } from "./begin.tsx";
import { reportText } from "./messages/report.ts";
import { CopyBadge } from "./parts/about-copy.tsx";
import { readReport, reportSource, textInPage } from "./sources/report.ts";
import type { Route } from "./state/route.ts";
import { inlinedWorkers } from "./workers/inlined-workers.ts";

const root = document.getElementById("app");
if (root !== null) {
  const report = readReport(textInPage);
  void begin(root, {
    source: reportSource({ report, textOf: textInPage, text: reportText }),
    workers: inlinedWorkers(textInPage),
    languages: [report.language],
    first: firstPlace(report),
    connection: () => null,
    badge: <CopyBadge madeAt={report.madeAt} version={report.list.version} />,
  });
}

/** A report of one run begins with it. */
function firstPlace({ list }: ReportData): Route["place"] {
  const [only, ...others] = list.runs;
  return only === undefined || others.length > 0 ? { page: "runs" } : { page: "run", id: only.id, view: "live" };
}
