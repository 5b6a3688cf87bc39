/** @file The sentences of charts and of `report.html`. */

export const report = {
  lang: "en",
  kicker: "Training report",
  /** `count` and `size` come formatted. */
  headline: (p: { recipe: string; data: string; count: string; kind: "images" | "points"; size: string }): string =>
    `${p.recipe} on ${p.data}: ${p.count} ${p.kind}, ${p.size}`,
  pixels: (p: { height: number; width: number; channels: number }): string =>
    `${p.height}×${p.width} pixels, ${p.channels === 1 ? "grey" : p.channels === 3 ? "RGB" : "RGB and transparency"}`,
  dimensions: (p: { count: number }): string => (p.count === 1 ? "one dimension" : `${p.count} dimensions`),
  stateLine: (p: { state: string; step: string; steps: string | null }): string =>
    p.steps === null || p.steps === p.step
      ? `${p.state} at step ${p.step}`
      : `${p.state} at step ${p.step} of ${p.steps}`,
  verdict: "Verdict:",
  skip: "Skip to the samples",
  contents: "Contents",

  figures: {
    steps: "steps",
    images: "real items seen",
    epochs: "epochs",
    time: "training time",
    speed: "steps a second",
    lossD: "loss of D",
    lossG: "loss of G",
    dReal: "D(x)",
    dFake: "D(G(z))",
    diversity: "diversity",
  },
  guessing: (p: { value: string }): string => `guessing: ${p.value}`,
  ofReal: "1 = as varied as the real ones",

  samples: {
    title: "Samples through training",
    lead: "The same latent vectors at every step, so each cell is one picture growing up. Move the slider, or use the arrow keys.",
    walks: (p: { names: string }): string =>
      `Each row is of one latent and walks one attribute from the least to the most in the data, in turn: ${p.names}.`,
    classRows: (p: { names: string }): string => `Each row is of one class, in turn: ${p.names}.`,
    classWalks: (p: { names: string }): string => `After all attributes comes the next class, in turn: ${p.names}.`,
    generated: "Generated",
    real: "Real",
    atStep: (p: { step: string }): string => `step ${p.step}`,
    slider: "Step of the samples",
    play: "Play",
    pause: "Pause",
    shown: (p: { shown: string; all: string }): string =>
      p.shown === p.all ? `${p.all} pictures` : `${p.shown} of ${p.all} pictures`,
    gridAlt: (p: { step: string; count: number }): string => `${p.count} generated samples at step ${p.step}`,
    realAlt: "Real items for comparison",
    none: "This run has drawn no samples yet.",
  },

  curves: {
    title: "Curves",
    lead: "A line is the mean of each stretch of steps; the shade behind it reaches from the least to the greatest value.",
    none: "This run has logged no numbers yet.",
  },
  step: "step",
  worth: {
    title: "How near the samples are to the data",
    how: "The distance between samples and the data at each evaluation: less is better, and the least is the best checkpoint. Lines are compared with themselves alone: each has its own features and its own number of samples. Dotted: the same distance between two samples of the data, below which nothing can be told.",
    floor: (p: { metric: string }): string => `${p.metric} of the data`,
  },
  losses: {
    title: "Losses",
    how: "A discriminator that cannot tell real from generated has a loss of 2 ln 2 ≈ 1.386, and G's loss is then as marked. Losses say who is ahead, not how good the pictures are.",
    plain: "The losses of both players. They say who is ahead, not how good the pictures are.",
    d: "D",
    g: "G",
    dReference: "2 ln 2 (guessing)",
    gReference: (p: { negative: boolean }): string => (p.negative ? "−ln 2" : "ln 2"),
  },
  probabilities: {
    title: "What D thinks",
    how: "The mean probability that D gives to real and to generated items. At ½ for both it can only guess.",
    critic: "Values of the critic",
    criticHow:
      "The mean value that the critic gives to real and to generated items. Their distance estimates the Wasserstein distance.",
    real: "D(x)",
    fake: "D(G(z))",
    half: "½ (guessing)",
  },
  others: {
    title: "Everything else that was logged",
    chart: (p: { name: string }): string => p.name,
  },
  /** The sentence for those who do not see a chart. Numbers come formatted. */
  seriesSummary: (p: {
    label: string;
    first: string;
    last: string;
    min: string;
    minStep: string;
    max: string;
    maxStep: string;
  }): string =>
    `${p.label}: first ${p.first}, last ${p.last}, least ${p.min} at step ${p.minStep}, greatest ${p.max} at step ${p.maxStep}.`,
  cut: (p: { low: string; high: string }): string => `a few values are cut off; all lie between ${p.low} and ${p.high}`,
  asTable: "As a table",

  config: {
    title: "Configuration",
    lead: "Every value and where it came from.",
    key: "key",
    value: "value",
    origin: "from",
    origins: {
      default: "default",
      measured: "measured",
      recipe: "recipe",
      data: "data",
      file: "config file",
      flag: "flag",
      set: "--set",
    },
    none: "none",
  },

  data: {
    title: "Data",
    name: "name",
    spec: "given as",
    kind: "kind",
    kinds: { images: "images", points: "points" },
    count: "items",
    shape: "size",
    classes: "classes",
    attributes: "attributes",
    fingerprint: "SHA-256",
    problems: (p: { count: number }): string =>
      p.count === 0 ? "findings" : p.count === 1 ? "1 finding" : `${p.count} findings`,
    clean: "no problems found",
    andMore: (p: { count: number }): string => `and ${p.count} more`,
  },

  machine: {
    title: "Run",
    created: "begun",
    device: "device",
    threads: (p: { count: number }): string => (p.count === 1 ? "1 thread" : `${p.count} threads`),
    seed: "seed",
    parameters: "parameters",
    versions: "versions",
    attempts: "attempts",
  },

  log: {
    title: "What happened",
    step: "step",
    event: "event",
    details: "details",
    more: (p: { count: number }): string => `${p.count} earlier events are in events.jsonl.`,
  },

  files: { title: "Files", name: "file", size: "size" },

  next: {
    title: "Go on from here",
    resume: "Train on, from the last checkpoint",
    sample: "Draw new samples",
    walk: "Walk through the latent space",
    use: "Use the generator anywhere ONNX runs",
  },

  footer: (p: { version: string; date: string }): string =>
    `Made by Gantry ${p.version} on ${p.date}. This page is one file and loads nothing from anywhere.`,
} as const;
