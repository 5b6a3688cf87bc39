/** @file What each general field of a training run is for: help, documentation and JSON Schema. */

export const fields = {
  data: "what to learn from: the name of an embedded or known set, a folder of images, or an IDX, .npy or .csv file",
  dataDir: "folder where known sets (mnist, cifar10, …) are looked for and kept; GANTRY_DATA does the same",
  size: "height and width of the images in pixels; from the data unless given",
  channels: "1 grey, 3 RGB, 4 RGB and transparency; from the data unless given",
  crop: "which square of each picture of a folder: centre, top (of tall ones), attention (where the eye is drawn to), or none: all of it, padded with white",
  classes: "keep these classes only",
  attributes:
    "columns of the images' attributes to take, by name; by default all of a folder's attributes.csv, none of faces; none for none",
  attributesFile:
    "CSV with a row of attributes for each image of the folder; by default attributes.csv in it, if there",
  exclude: "leave these images of the folder out, by their path within it",
  flip: "show each image mirrored half of the time",
  recipe: "which GAN to train, or the path of a module with your own; by default gan for points, dcgan for images",
  from: "begin with what another run has learnt: a run, a checkpoint's folder or a state.safetensors, of which what has the same name and shape is taken",
  steps: "how many steps in all; one step is one update of the generator; by default the recipe's",
  minutes: "stop after so many minutes, if the steps have not ended before",
  seed: "the one number from which all randomness follows",
  device: "where to compute; auto is the processor, where a resumed run gives the same bytes",
  precision: "full computes in float32; mixed, on a graphics card, the large products in float16",
  threads:
    "processor threads for computing; by default as many as the computer runs at once, or as many as were measured to be fastest",
  autotune: "measure, once, how this computer computes each convolution fastest; if false, take the fixed choice",
  sampleEvery: "draw the sample grid every so many steps (early in the run more often)",
  sampleWeights: "whose samples are kept as pictures: the moving average's, or the live weights' beside them",
  saveEvery: "write a checkpoint every so many steps",
  keep: "how many of the newest checkpoints to keep; every tenth is always kept too",
  evalEvery: "measure the samples against the data every so many steps, and keep the best checkpoint; 0 never",
  evalN: "samples and real items of an evaluation",
  evalFeatures:
    "network in whose features images are measured: digits, pixels, a .onnx file; auto is digits, for colours channel by channel",
  evalMetric: "what decides which checkpoint is the best; auto is frechet for images, sliced for points",
  patience: "stop when so many evaluations in a row were no better than the best",
  onNan: "when a number stops being finite: go back to the last checkpoint with half the learning rate, or stop",
  onCollapse: "when all variety is lost: warn and go on, or stop (exit code 5)",
  out: "folder of the runs",
  run: "name of the run's folder, exactly; by default a number, the data and the recipe",
  note: "a note to keep with the run",
  tag: "tags to find the run by",
  lang: "language of everything people read; by default GANTRY_LANG or LANG",
} as const;

/** What the opposite flag does, of switches that are on by default: the help shows `--no-…` alone. */
export const fieldsOff = {
  autotune: "do not measure how this computer computes convolutions best; take the fixed choice",
} as const;
