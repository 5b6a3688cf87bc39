/** @file The Data view. */

export const data = {
  title: "Data",
  images: (p: { count: string; size: string; channels: string }): string =>
    `${p.count} images of ${p.size} pixels, ${p.channels}`,
  points: (p: { count: string; dimensions: number }): string => `${p.count} points in ${p.dimensions} dimensions`,
  channels: { one: "grey", three: "RGB", four: "RGB and transparency" },
  fingerprint: (p: { fingerprint: string }): string => `fingerprint ${p.fingerprint}`,
  reading: "Reading the data: every item is looked at once …",
  decoding: (p: { done: string; total: string }): string => `Reading the data: ${p.done} of ${p.total} …`,
  states: {
    gone: "The data cannot be opened any more. What the run recorded when it began:",
    changed:
      "Other data are there now than those that the run was trained on, so they are not shown. What the run recorded when it began:",
    handed: "The data were handed in from a program, so they cannot be opened here. What the run recorded:",
  },
  unavailable: "The data cannot be opened here: open the run in gantry studio. What the run recorded:",
  contact: "Contact sheet",
  contactHow: "As the networks see them: made square and resized.",
  contactClasses: "As the networks see them: made square and resized; of each class as many.",
  reals: "Real items, drawn when the run began",
  item: (p: { index: string; label: string | null; file: string | null }): string =>
    [`item ${p.index}`, ...(p.label === null ? [] : [`class ${p.label}`]), ...(p.file === null ? [] : [p.file])].join(
      ", ",
    ),
  looked: {
    seen: "as the networks see it",
    original: "its file",
  },
  classes: "Classes",
  class: "class",
  count: "items",
  classesSummary: (p: { count: number; least: string; most: string }): string =>
    p.least === p.most
      ? `${p.count} classes of ${p.most} items each.`
      : `${p.count} classes, from ${p.least} to ${p.most} items each.`,
  imbalance: (p: { ratio: string }): string =>
    `The largest class has ${p.ratio} times as many items as the smallest one.`,
  sources: "Files before cropping",
  sourceSize: "Shorter side, pixels",
  sourceSizeHow:
    "Where a square is cropped, the shorter side is kept whole; the longer one loses what lies outside it.",
  aspect: "Width over height",
  aspectHow:
    "1 is a square. Above it landscape, below it portrait: what sticks out is cut off, unless --crop none keeps it.",
  sourceOne: (p: { size: string; channels: string }): string => `All items came as ${p.size}, ${p.channels}.`,
  channelCounts: "Channels",
  channelCount: (p: { channels: number }): string => (p.channels === 1 ? "1 channel" : `${p.channels} channels`),
  values: "Values",
  valuesHow: "−1 is black, 1 is white: as the networks see the pixels.",
  marginalsHow: "Of all items, one coordinate at a time.",
  channelNames: ["red", "green", "blue", "alpha"],
  grey: "grey",
  coordinate: (p: { number: number }): string => `coordinate ${p.number}`,
  valueFacts: (p: { min: string; max: string; mean: string; std: string }): string =>
    `${p.min} to ${p.max}, mean ${p.mean}, standard deviation ${p.std}`,
  histogramSummary: (p: { name: string; from: string; to: string; peak: string }): string =>
    `${p.name}: from ${p.from} to ${p.to}, most around ${p.peak}`,
  attributes: "Attributes",
  scatter: "The points",
  scatterSummary: (p: { count: string }): string => `${p.count} points of the data, first two coordinates`,
  duplicates: "Duplicates",
  noDuplicates: "No two items are exactly alike.",
  duplicateCount: (p: { count: string; groups: string }): string =>
    `${p.count} items equal an earlier one, after cropping and resizing. The first groups of them (${p.groups}):`,
  findings: "Problems and excluded files",
  noFindings: "Nothing to report.",
  notes: "Why they are as they are",
  more: (p: { count: string }): string => `and ${p.count} more`,
  all: "Show all",
  change: {
    title: "Leave out, crop otherwise",
    how: "The Studio changes no data. Files are left out by --exclude (of a folder, items can be marked here for a new run), classes by --classes; --crop says which square is seen, --size and --channels choose what they become. A new run then takes them as they are; this one keeps its fingerprint and would not go on with others.",
    look: "The same in the terminal:",
  },
  augment: {
    title: "What D is shown",
    used: (p: { policy: string }): string =>
      `In this run D sees real and generated images only through DiffAugment (policy ${p.policy}), which hinders it from learning few images by heart. On the left the image itself, then draws at full strength.`,
    auto: (p: { policy: string }): string =>
      `In this run D sees images through DiffAugment (policy ${p.policy}), as often as it seems to learn them by heart (auto). On the left the image itself, then draws at full strength.`,
    none: "This run shows D its images as they are. With --augment diffaugment it would see draws like these; on the left the image itself.",
    flip: "Half of the images are mirrored before.",
    again: "Other draws",
    original: (p: { index: string }): string => `item ${p.index}`,
    draw: (p: { index: string; draw: number }): string => `item ${p.index}, draw ${p.draw}`,
  },
  commands: { again: "Other draws of the augmentation" },
} as const;
