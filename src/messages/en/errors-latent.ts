/** @file Errors of `latent`: what a run's networks cannot show, and what was asked of them. */

/** How samples can be chosen, by command. */
const choices = {
  arithmetic: "--a, --b and --c with numbers of samples, or --add or --remove with an attribute",
  turn: "--a and --b with numbers of samples, or --attribute with an attribute",
  forget: "--boxes with a CSV file, or --thing with what the judge finds by itself",
} as const;

export const latentErrors = {
  /** No network of the game is called on data alone; `one`: none judges items one by one. */
  E730: (p: { players: readonly string[]; one?: boolean }): string =>
    `this run has no network that judges data ${p.one === true ? "one by one" : "by themselves"} ` +
    `(players: ${p.players.length === 0 ? "none" : p.players.join(", ")}).\n` +
    (p.one === true
      ? "a D that sees packs, or other items of its batch, makes nothing of one picture"
      : "features, probe and project --loss features need a D(x); a conditional D(x, y) is not looked into"),
  /** A sampler without a latent vector. */
  E731: (p: { inputs: readonly string[] }): string =>
    `the run's generator draws from ${p.inputs.join(", ")}: expected one latent vector for each sample, [N, d].\n` +
    "only generators that draw from noise have a latent space",
  /** A list of samples to average. `got`: the index that is wrong, or null for an empty list. */
  E732: (p: { where: string; count: number; got: string | null }): string =>
    `${p.where}: expected numbers of samples from 0 to ${p.count - 1}, got ${p.got ?? "none"}.\n` +
    "count the cells of a grid from the top left: gantry sample <run> draws the same samples, " +
    `and of a GAN that is told attributes  gantry sample <run> --columns 1 --n ${p.count}`,
  /** An attribute that the network does not tell. */
  E733: (p: { got: string; network: string; known: readonly string[]; suggestion: string | null }): string =>
    `the network "${p.network}" knows no attribute "${p.got}".\n` +
    (p.suggestion === null ? `it knows: ${p.known.join(", ")}` : `did you mean  ${p.suggestion} ?`),
  /** Too few samples that clearly have or lack an attribute. */
  E734: (p: { attribute: string; wanted: number; found: number; looked: number }): string =>
    `"${p.attribute}": expected ${p.wanted} samples that clearly have it and ${p.wanted} that clearly do not, ` +
    `found ${p.found} of one kind among ${p.looked}.\n` +
    "look at more with --pool, average fewer with --average, or choose samples yourself with --a, --b and --c",
  /** A network whose inside has not what is looked for, or a run whose samples cannot be drawn side by side. */
  E735: (p: { needs: "hidden" | "maps" | "images"; network: "G" | "D" }): string => {
    if (p.needs === "images")
      return "the run is one of points: expected one of images.\ngantry sample draws its points";
    if (p.needs === "hidden") return `${p.network} has no hidden layer to look into.\ntrain one with --recipe dcgan`;
    const problem = `${p.network} has no feature maps: expected a convolutional network, got one of vectors.`;
    return `${problem}\ntrain one with --recipe dcgan`;
  },
  /** A layer that is not there, or has no maps. */
  E736: (p: { got: number; known: readonly number[] }): string =>
    `--layer ${p.got}: the layers with feature maps are ${p.known.join(", ")}, counted from the input.`,
  /** A box outside its sample; null: the boxes cover nothing. */
  E737: (p: { box: string | null; size: readonly [number, number]; samples: number }): string => {
    const line = "a line is: sample,x0,y0,x1,y1, in pixels from the top left";
    if (p.box === null) return `the boxes: expected at least one, got none.\n${line}`;
    const within = `a sample from 0 to ${p.samples - 1} and a box within ${p.size[1]}×${p.size[0]} pixels`;
    return `box ${p.box}: it lies outside its sample. Expected ${within}.\n${line}`;
  },
  /** Neither samples nor an attribute to choose them by. */
  E738: (p: { command: "arithmetic" | "turn" | "forget" }): string =>
    `gantry latent ${p.command}: expected ${choices[p.command]}, got neither.\n` +
    "an attribute needs a network that tells it: faces and digits come with one, --judge net.onnx names another",
  /** Data that do not fit a run's network. */
  E739: (p: { data: string; expected: readonly number[]; got: readonly number[]; labels: boolean }): string =>
    p.labels
      ? `${p.data}: expected labelled data to train a classifier on, got data without labels.\n` +
        "give a set with classes: mnist, cifar10, strokes, or a folder with one subfolder a class"
      : `${p.data}: the run's networks take items of [${p.expected.join(", ")}], got [${p.got.join(", ")}].\n` +
        "give the kind of data the run was trained on",
} as const;
