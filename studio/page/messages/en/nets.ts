/** @file The Nets view. */

export const nets = {
  title: "Networks",
  parameters: (p: { count: string }): string => `${p.count} parameters`,
  output: (p: { shape: string }): string => `output ${p.shape}`,
  download: (p: { size: string }): string => `generator.onnx, ${p.size}`,
  downloadTitle: "the generator in a standard format, for Netron and ONNX Runtime",
  normsAt: (p: { step: string }): string => `Norms at step ${p.step}.`,
  checkpointAt: (p: { step: string }): string => `Dead units and histograms: checkpoint of step ${p.step}.`,
  unrecorded:
    "This run logged no norms while it trained, so these are of its checkpoints. Runs from now on keep layers.jsonl.",
  noCheckpoint: "There is no checkpoint to read yet.",
  noNames: "This run does not say what its layers are; names and shapes are those of its checkpoint's tensors.",
  unavailable: "Checkpoints cannot be read here: open the run in gantry studio.",
  search: "Search layers",
  searchExample: "up1, conv, bias …",
  noMatch: "No layer has these words.",
  shown: (p: { count: number }): string => (p.count === 1 ? "1 layer" : `${p.count} layers`),
  fold: "Fold all",
  unfold: "Unfold all",
  block: (p: { name: string; count: number }): string => `${p.name}, ${p.count} layers`,
  whole: "(the network itself)",
  columns: {
    name: "layer",
    kind: "kind",
    shape: "output",
    parameters: "parameters",
    weight: "‖w‖",
    gradient: "‖∇‖",
    dead: "dead",
  },
  columnsHow: {
    weight: "length of all its parameters as one vector",
    gradient: "root mean square of its gradient's length, over the updates that the optimiser remembers",
    dead: "units that had no gradient of late, as a ReLU that is never active: they learn nothing",
  },
  kinds: {
    conv: "convolution",
    convTranspose: "transposed conv.",
    linear: "linear",
    embedding: "embedding",
    elementwise: "scale, shift",
  },
  layer: (p: { player: string; layer: string }): string => `${p.player} · ${p.layer}`,
  charts: {
    weight: "Length of the weights",
    weightHow:
      "‖w‖ of each tensor of the layer over the run. Growth that does not level off is a learning rate or a loss without a brake; a sudden step is a change of rates or a rollback.",
    gradient: "Length of the gradients",
    gradientHow:
      "The root of the running mean of ‖g‖², as the optimiser keeps it (Adam: about the last 1/(1 − β₂) updates). Of layers side by side, the one that falls far behind the others learns least.",
    gradientNone: "This player's optimiser keeps no squares of gradients, so there are none of single layers.",
    playersGradient: "Gradients of the players",
    playersUpdate: "Updates of the players",
  },
  histogram: {
    title: "How its numbers are spread",
    tensor: "Tensor",
    of: "Of",
    weight: "weights",
    gradient: "gradients",
    how: "Bins of equal width from the least to the greatest. Weights: the numbers of the checkpoint. Gradients: of each number, the running root mean square.",
    facts: (p: { count: string; mean: string; std: string }): string =>
      `${p.count} numbers, mean ${p.mean}, standard deviation ${p.std}`,
    zeros: (p: { count: string }): string => `${p.count} are exactly 0`,
    strange: (p: { count: string }): string => `${p.count} are not finite`,
    summary: (p: { name: string; from: string; to: string; peak: string; most: string }): string =>
      `${p.name}: from ${p.from} to ${p.to}; most, ${p.most}, around ${p.peak}.`,
  },
  maps: "What a picture passes through",
  commands: {
    search: "Search the layers",
    fold: "Fold or unfold all blocks",
    next: "Next layer",
    previous: "Previous layer",
  },
} as const;
