/** @file What each command does and what its options are for. */

export const verbs = {
  demo: "watch a GAN learn an embedded set: ring8, grid25, moons, strokes",
  init: "write a gantry.config.json and a README to start from",
  train: "train on a named set, a folder of images or a file",
  resume: "continue a run; without a name, the newest unfinished one",
  sample: "draw samples from a trained generator",
  walk: "walk through the latent space as a film or a strip",
  export: "write the generator as ONNX and check it against the run",
  report: "write one self-contained HTML page about a run",
  runs: "list and show runs",
  "runs ls": "list the runs",
  "runs show": "show one run",
  data: "look at data: counts, sizes, problems, a contact sheet",
  recipes: "list the recipes, or show one with its settings",
  doctor: "check this computer: versions, devices, write access, speed",
  bench: "measure a workload",
  explain: "what an error or a warning means",
} as const;

export const options = {
  config: "configuration file; gantry.config.json of this folder is read without being named",
  set: "set anything by its key: --set lr.g=1e-4 (repeatable)",
  dryRun: "show every value and its origin, sizes and estimated time; train nothing",
  progress: "how to show progress: bar, lines, json, none",
  preview: "picture in the terminal: auto, blocks, braille, ascii, off",
  json: "the result as one line of JSON on stdout",
  runs: "folder in which runs are looked for by number or name",
  checkpoint: "from which checkpoint: last, a step, or best (the last: nothing measures them yet)",
  quiet: "say nothing but errors",
  color: "no colours",
} as const;

/** By verb, then by option: where an option means something in one verb alone. */
export const verbOptions = {
  demo: { seconds: "stop after so many seconds" },
  init: { template: "what to start from: toy2d, digits, images, custom" },
  resume: { steps: "train on to this step in all; +1000 for so many more" },
  sample: {
    n: "how many samples",
    seed: "the seed of the latents",
    class: "draw this class only (a conditional generator)",
    out: "where to: a .png for a grid, .npy, .csv (points), or a folder for one PNG a sample",
    npy: "write the generator's own numbers as .npy",
    zOut: "write the latents as .npy",
    columns: "columns of the grid",
  },
  walk: {
    seeds: "seeds to walk between, in order",
    frames: "pictures in all",
    class: "draw this class only (a conditional generator)",
    path: "how to go from one to the next: slerp or linear",
    out: "where to: .gif for a film, .png for a strip, or a folder of frames",
  },
  export: {
    out: "where to write the .onnx",
    uint8: "pixels as uint8 [N, 3, H, W] instead of float32 in [-1, 1]",
  },
  report: { out: "where to write the page", samples: "how many sample pictures to put in, or all" },
  data: { limit: "look at so many items only", out: "where to write the contact sheet (.png)" },
  doctor: { device: "try this device alone", fast: "leave the speed test out" },
  bench: {
    device: "where to compute",
    steps: "how many steps to time",
    warmup: "steps before the clock starts",
    size: "height and width of the images",
    channels: "channels of the images",
    batch: "items in a batch",
    width: "width of the networks",
    kernel: "height and width of the convolution kernels",
    k: "D updates in one step",
    profile: "also say where a step's time goes (device cpu)",
  },
} as const;
