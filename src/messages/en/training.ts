/**
 * @file What is said while a run trains, and when it ends. Log lines meant for grep are not here: they stay English.
 */

export const training = {
  header: "training",
  eta: (p: { time: string }): string => `ETA ${p.time}`,
  step: (p: { step: string }): string => `step ${p.step}`,
  epoch: (p: { epoch: string }): string => `epoch ${p.epoch}`,
  images: (p: { count: string }): string => `${p.count} images`,
  samples: (p: { count: string }): string => `${p.count} samples`,
  speed: (p: { rate: string }): string => `${p.rate} steps/s`,
  device: (p: { device: string; threads: number }): string =>
    p.device === "cpu" ? `cpu (${p.threads} ${p.threads === 1 ? "thread" : "threads"})` : p.device,
  guessing: (p: { value: string }): string => `guessing = ${p.value}`,
  evaluatedAt: (p: { step: string }): string => `evaluated at step ${p.step}`,
  bestAt: (p: { step: string }): string => `best at ${p.step}`,
  modes: (p: { count: string }): string => `modes ${p.count}`,
  quality: (p: { value: string }): string => `quality ${p.value}`,
  diversity: (p: { value: string }): string => `diversity ${p.value} of real`,
  keys: "s save  p pause  o open  q quit  (+ enter)",
  paused: "paused; p + enter goes on",
  asked: { save: "saving at the next step", pause: "pausing at the next step", resume: "going on" },
  finishing: (p: { step: string }): string => `finishing step ${p.step}, saving … (Ctrl-C again to stop now)`,
  downloading: (p: { file: string; done: string; total: string }): string =>
    `downloading ${p.file}  ${p.done} of ${p.total}`,
  decoding: (p: { done: string; total: string }): string => `decoding images  ${p.done} of ${p.total}`,
  config: (p: { file: string }): string => `configuration from ${p.file}`,
  done: (p: { steps: string; time: string }): string => `${p.steps} steps in ${p.time}`,
  stopped: (p: { step: string }): string => `stopped at step ${p.step}, as asked`,
  collapsed: (p: { step: string }): string => `stopped at step ${p.step}: it collapsed; everything is saved`,
  interrupted: (p: { step: string }): string => `interrupted at step ${p.step}; everything is saved`,
  best: "best",
  bestStep: (p: { step: string; metric: string; value: string }): string =>
    `step ${p.step} (${p.metric} ${p.value}): --checkpoint best`,
  saved: "saved",
  look: "look",
  generator: "generator",
  classifier: "classifier",
  report: "report",
  more: "more",
  goOn: "continue",
} as const;
