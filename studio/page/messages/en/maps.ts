/** @file What a picture passes through, in the Nets view; loads with what it is about. */

/** Of what ONNX calls otherwise; other operators are told in its words. */
const operators: Readonly<Record<string, string>> = {
  Conv: "convolution",
  ConvTranspose: "transposed conv.",
  Gemm: "product",
  MatMul: "product",
  Add: "sum",
  Sub: "difference",
  Mul: "scaled",
  Div: "divided",
  Relu: "ReLU",
  LeakyRelu: "leaky ReLU",
  Tanh: "tanh",
  Sigmoid: "sigmoid",
  Reshape: "other shape",
  Transpose: "axes swapped",
  Resize: "resized",
  Concat: "side by side",
  Expand: "repeated",
  ReduceSum: "summed up",
  ReduceMax: "greatest",
};

export const maps = {
  of: "Of",
  players: { G: "generator", D: "discriminator" },
  lead: {
    G: "What the generator computes on its way from this z, each channel a picture. Layers are named where order and shape leave no doubt which they are; other values by their node in generator.onnx.",
    D: "What the discriminator computes on its way from the picture that the generator draws from this z: first the picture, last its judgement. In inference: norms go by their running statistics, and nothing is dropped or augmented. Layers are named where order and shape leave no doubt which they are.",
  },
  judgement: (p: { value: string }): string => `D’s output: ${p.value}.`,
  opening: "Opening the generator…",
  weights: (p: { step: string }): string => `Weights of step ${p.step}.`,
  between: "z as the address has it: another place than the first of a seed.",
  withoutDirections: "Directions that the address names are left out: only the Latent view finds them.",
  nothing: "This generator has no values that can be shown: neither maps nor units.",
  noMaps: "This generator has no maps, so its units are shown as bars.",
  values: "Values on the way",
  operators,
  channel: "Channel",
  unit: "Unit",
  previous: { channel: "Previous channel", unit: "Previous unit" },
  next: { channel: "Next channel", unit: "Next unit" },
  range: (p: { last: string }): string => `0 … ${p.last}`,
  picture: (p: { channel: string; value: string; min: string; max: string }): string =>
    `Channel ${p.channel} of ${p.value}, from ${p.min} to ${p.max}`,
  bars: (p: { count: string; value: string; min: string; max: string }): string =>
    `${p.count} units of ${p.value} as bars, from ${p.min} to ${p.max}`,
  facts: { mean: "mean", std: "standard deviation", max: "max", min: "min", value: "value" },
  strange: (p: { count: string }): string => `${p.count} numbers are not finite: magenta in pictures, no bar.`,
  sheet: (p: { from: string; to: string; count: string }): string => `Channels ${p.from} … ${p.to} of ${p.count}`,
  tile: (p: { channel: string; mean: string; std: string; max: string }): string =>
    `Channel ${p.channel}: mean ${p.mean}, standard deviation ${p.std}, max ${p.max}`,
  scale: "Scale",
  each: "of each channel",
  alike: "the same for all",
} as const;
