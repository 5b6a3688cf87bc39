/** @file The Live view: how a run goes, now and at any step. */

export const live = {
  noVerdict: "No verdict yet",
  try: (p: { what: string }): string => `Try: ${p.what}`,
  bestAt: (p: { metric: string; value: string; step: string }): string =>
    `best ${p.metric} ${p.value} at step ${p.step}`,
  samples: "Samples",
  samplesAlt: (p: { step: string; count: number }): string =>
    `${p.count} samples of the same latents at step ${p.step}`,
  noSamples: "No samples have been drawn yet.",
  atStep: (p: { step: string }): string => `step ${p.step}`,
  health: "Health",
  scrubber: {
    label: "Step",
    first: "First step",
    previous: "Previous picture",
    next: "Next picture",
    toLive: { button: "live", title: "Back to live" },
    play: "Play",
    stop: "Stop playing",
    value: (p: { step: string; live: boolean }): string => (p.live ? `step ${p.step}, live` : `step ${p.step}`),
    legend: "▲ alert   ◆ checkpoint   ★ best",
    courses: { diversity: "Diversity of the samples", lossD: "D's loss" },
  },
  axis: "x axis",
  axes: { step: "steps", images: "images", time: "time" },
  log: "logarithmic",
  tables: "tables",
  charts: {
    losses: "Losses",
    lossesHow:
      "A D that cannot tell real from generated has a loss of 2 ln 2 ≈ 1.386, and G's loss is then ln 2 ≈ 0.693 (dashed). Losses say who is ahead, not how good the pictures are. Thin: as logged; thick: moving average.",
    lossesPlain:
      "The losses of both players. They say who is ahead, not how good the pictures are. Thin: as logged; thick: moving average.",
    outputs: "What D thinks",
    outputsHow:
      "The probability that D gives to real and to generated items, and the band in which 10–90 % of them lie. Apart: D tells them easily. At ½ for both: it can only guess.",
    critic: "Values of the critic",
    criticHow:
      "The value that the critic gives to real and to generated items, with the band of 10–90 %. Their distance estimates the Wasserstein distance.",
    diversity: "Diversity of the samples",
    diversityHow:
      "How far samples lie from one another, as a share of how far real items do: 1 is as varied as the data. Below 0.6 variety is being lost, below 0.3 it has collapsed.",
    metric: (p: { metric: string }): string => `Distance to the data: ${p.metric}`,
    metricHow:
      "Samples measured against the data; less is better, and the best step is marked. Grey: the same number between two samples of the data, below which nothing can be told.",
    distance: "Distance to the data, while training",
    distanceHow:
      "How far the fixed samples lie from the nearest real items, and (grey) how far real items lie from one another. A quick look; the evaluation is the measure.",
    gradients: "Gradient norms",
    gradientsHow:
      "The length of each player's gradient, on a logarithmic axis. Growing without end: diverging. Falling to nothing: the other player teaches nothing any more.",
    updates: "Update ratios",
    updatesHow:
      "How much a step changes the weights, as a share of their size. About a thousandth is usual; above a tenth is wild, below 3e-5 nothing moves.",
    speed: "Throughput",
    speedHow: "Steps a second, as trained. Drawing, measuring and saving are not counted.",
  },
  lines: {
    lossD: "D",
    lossG: "G",
    dReal: "D(x)",
    dFake: "D(G(z))",
    diversity: "diversity",
    distance: "distance",
    gradientD: "‖∇D‖",
    gradientG: "‖∇G‖",
    updateD: "D",
    updateG: "G",
    speed: "steps/s",
    half: "½ guessing",
    floor: "noise floor",
    lost: "0.6",
    collapsed: "0.3",
  },
  control: {
    pause: "Pause",
    resume: "Go on",
    save: "Save now",
    stop: "Stop",
    stopSure: "Stop this run?",
    stopYes: "Yes, stop",
    stopNo: "No",
    rates: "Learning rates",
    noRate: "a number above 0",
    rate: (p: { player: string }): string => `lr.${p.player}`,
    set: "Set",
    asked: "Asked; it is applied at the next step.",
    applied: (p: { step: string }): string => `Applied at step ${p.step}.`,
    refused: (p: { step: string }): string => `Refused at step ${p.step}; the log says why.`,
    train: "Train on",
    trainTo: "to step",
    started: (p: { pid: number }): string => `Training goes on (process ${p.pid}).`,
    failed: "That was refused:",
  },
  /** Said aloud. */
  alert: (p: { what: string; step: string }): string => `At step ${p.step}: ${p.what}`,
  happened: {
    title: "Log",
    none: "Nothing has happened yet.",
    explain: "explain",
    all: (p: { count: number }): string => `Show all ${p.count}`,
    attempt: (p: { attempt: number; step: string }): string =>
      p.attempt === 1 ? "training began" : `attempt ${p.attempt}: training went on from step ${p.step}`,
    verdict: (p: { word: string; measured: string }): string =>
      p.measured === "" ? p.word : `${p.word}: ${p.measured}`,
    control: (p: { request: string }): string => `request: ${p.request}`,
    requests: { pause: "pause", resume: "go on", save: "save", stop: "stop" },
    rollback: (p: { to: string }): string =>
      `a number was not finite: back to step ${p.to}, with half the learning rates`,
    diverged: "a number was not finite, again and again: training ended",
    removed: (p: { path: string }): string => `${p.path} removed, as settings for keeping say`,
  },
  commands: {
    pause: "Pause or go on with training",
    save: "Save a checkpoint now",
    axis: "Change the x axis: steps, images, time",
    log: "Losses on a logarithmic axis",
    table: "Charts as tables",
  },
} as const;
