/** @file The list of runs. */

export const runs = {
  title: "Runs",
  folder: (p: { folder: string }): string => `in ${p.folder}`,
  count: (p: { shown: number; all: number }): string =>
    p.shown === p.all ? `${p.all} ${p.all === 1 ? "run" : "runs"}` : `${p.shown} of ${p.all} runs`,
  filter: "Filter",
  filterExample: "cats  loss:hinge  verdict:healthy  metric:<20",
  filterHow: (p: { fields: string }): string =>
    `Words that stand anywhere, or a field and its value: ${p.fields}. Numbers with <, >, <=, >=. A minus in front: is not. Quotes around what has spaces.`,
  filterHelp: "How to filter",
  noMatch: "No run matches this filter.",
  clear: "Show all",
  columns: {
    choose: "compare",
    state: "state",
    id: "name",
    sample: "sample",
    data: "data",
    recipe: "recipe · loss",
    step: "steps",
    metric: "best",
    spark: "loss of D",
    verdict: "verdict",
    age: "begun",
  },
  sortBy: (p: { column: string }): string => `sort by ${p.column}`,
  chooseRun: (p: { run: string }): string => `choose ${p.run} to compare`,
  compare: (p: { count: number }): string => `Compare ${p.count}`,
  compareHow: "Choose 2 to 6 runs to compare them.",
  unchoose: "Choose none",
  newRun: "New run",
  sampleAlt: (p: { run: string; step: string }): string => `samples of ${p.run} at step ${p.step}`,
  sparkAlt: (p: { first: string; last: string }): string => `loss of D, from ${p.first} to ${p.last}`,
  bestAt: (p: { metric: string; step: string }): string => `${p.metric} at step ${p.step}`,
  noVerdict: "none yet",
  problems: (p: { count: number }): string =>
    p.count === 1 ? "1 folder cannot be read as a run" : `${p.count} folders cannot be read as runs`,
  failed: "The runs cannot be listed",
  again: "Try again",
  empty: {
    title: "No runs yet",
    lead: (p: { folder: string }): string =>
      `This page shows every run in ${p.folder} as soon as it is there: started here, in another terminal, or copied in.`,
    begin: "Begin with one that needs no data and takes seconds:",
    images: "Or with your own images, a folder of them:",
  },
  commands: { filter: "Filter the runs", compare: "Compare the chosen runs", newRun: "Begin a new run" },
} as const;
