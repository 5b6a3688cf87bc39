/** @file A report: the page as one file. */

export const report = {
  /** In the head of the page; the date comes formatted. */
  badge: (p: { date: string }): string => `report as of ${p.date}`,
  title: "About this report",
  lead: "This page is one file with everything in it. It loads nothing from anywhere, and nothing in it changes: what the runs did later is not here.",
  made: (p: { version: string; date: string }): string => `Made by Gantry ${p.version} on ${p.date}.`,
  all: "All sample pictures are in it.",
  samples: (p: { shown: string; all: string }): string =>
    `${p.shown} of ${p.all} sample pictures, evenly from the first to the last. “gantry report --samples all” takes all of them.`,
  live: "Pictures drawn with the live weights are not in it; “gantry report --samples all” takes them, too.",
  series: (p: { rows: string; points: string }): string =>
    `Curves have ${p.rows} logged rows in ${p.points} stretches: the least, the greatest and the mean of each. A zoom shows no more than that.`,
  wholeSeries: "Every logged row is in the curves.",
  tooLarge: (p: { file: string; size: string }): string => `${p.file} (${p.size}) is not in it.`,
  studio: "To train on, to start runs and to see what is missing here, open the folder of runs with “gantry studio”.",
  /** What Live is called: nothing is live. */
  overview: "Overview",
  toNewest: { button: "newest", title: "To the newest picture" },
  exporting: "This is a copy of a run. Where the run itself lies, this exports it:",
  /** What a run that is in training was doing then. */
  states: { training: "was training", paused: "was paused" },
  training: (p: { date: string }): string =>
    `It was in training when this was written, on ${p.date}. What came later is not here.`,
  /** Nothing here can be pressed. */
  try: (p: { what: string }): string => `Advised then: ${p.what}`,
  missingNets:
    "This report does not have it: the checkpoint was too large, or could not be read. “gantry studio” shows it.",
  missing: (p: { run: string }): string => `This report has no run ${p.run}.`,
} as const;
