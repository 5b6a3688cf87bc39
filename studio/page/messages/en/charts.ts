/** @file Charts: how they are read aloud, as tables, and moved through. */

export const charts = {
  role: "chart",
  how: "How to read this",
  table: "Show as a table",
  chart: "Show as a chart",
  unzoom: "Show all steps",
  keysHow: "Arrow keys move the cursor, Enter looks at its step, + and − zoom, 0 shows all, t shows a table.",
  axes: { step: "step", images: "images seen", time: "time trained" },
  at: (p: { axis: string; value: string }): string => `${p.axis} ${p.value}`,
  value: (p: { label: string; value: string }): string => `${p.label} ${p.value}`,
  summary: (p: {
    label: string;
    count: string;
    last: string;
    least: string;
    leastAt: string;
    greatest: string;
    greatestAt: string;
    trend: string;
  }): string =>
    `${p.label}, ${p.count} points: last ${p.last}, least ${p.least} at ${p.leastAt}, greatest ${p.greatest} at ${p.greatestAt}, ${p.trend}.`,
  trends: { rising: "rising", falling: "falling", level: "level" },
  none: "Nothing was logged for this chart yet.",
  page: (p: { page: number; pages: number }): string => `page ${p.page} of ${p.pages}`,
  previousPage: "Previous page",
  nextPage: "Next page",
  band: "10–90 %",
} as const;
