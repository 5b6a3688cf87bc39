/** @file Errors of `runtime`. */

/** Why a device cannot be used. */
export type DeviceProblem = "unknown" | "no-webgpu" | "no-adapter" | "no-cuda";

const deviceProblems: { readonly [P in DeviceProblem]: (known: readonly string[]) => string } = {
  unknown: (known) => `there is none of that name. Choose one of ${known.join(", ")}.`,
  "no-webgpu": () =>
    "this page has no WebGPU. Serve it from https or localhost, open it in a browser that has WebGPU, or choose wasm.",
  "no-adapter": () =>
    "WebGPU finds no graphics card. Update its driver, or choose the processor: cpu in Node, wasm in a page.",
  "no-cuda": () => "the libraries of CUDA do not load. Install CUDA 12 and cuDNN 9, or choose webgpu or cpu.",
};

const formerRecipes = {
  file: "the file has changed since. Bring it back as it was",
  object: "it was given as an object. Give it again, resume(run, { recipe })",
  "built-in": "it was a built-in one. Leave the recipe out",
} as const;

/** What a page has in place of an option of the command line. */
export type InPage = "runtime" | "memory" | "arrays" | "fixed" | "features";

const inPage: Readonly<Record<InPage, string>> = {
  runtime: "Say it to the runtime: webRuntime({ device, threads }).",
  memory: "A page keeps its run in memory.",
  arrays: "Give arrays in place of files.",
  features: "A page measures images in the features of the digits network. Leave it out.",
  fixed: "A page does not measure how to compute convolutions: it takes the fixed choice. Leave it out.",
};

/** The first of a long list. */
const few = (names: readonly string[]): string =>
  names.length === 0 ? "nothing" : names.slice(0, 3).join(", ") + (names.length > 3 ? ", …" : "");

export const runtimeErrors = {
  /** A device or runtime library that cannot be used here. */
  E402: (p: { device: string; problem: DeviceProblem; known: readonly string[] }): string =>
    `device ${p.device} cannot be used here: ${deviceProblems[p.problem](p.known)}`,
  /** Mixed precision on a device without float16. */
  E405: (p: { device: string }): string =>
    `precision mixed needs float16, which ${p.device} does not have here (WebGPU's feature shader-f16). ` +
    "Leave --precision out, or update the graphics card's driver.",
  /** An option of `train` that belongs to the command line and means nothing in a page. */
  E403: (p: { where: string; instead: InPage }): string => `${p.where} has no meaning in a page. ${inPage[p.instead]}`,
  /** Samples or a generator of a training that has saved nothing yet. */
  E404: (p: { what: string }): string =>
    `${p.what}: training has saved nothing yet. Ask again after its first event of type "checkpoint".`,
  /** ONNX Runtime refuses a program. */
  E120: (p: { program: string; device: string; problem: string }): string =>
    `program ${p.program} could not be opened on ${p.device}: ${p.problem}`,
  /** State that was released, or belongs to another runtime. */
  E121: (p: { program: string }): string =>
    `program ${p.program}: expected state made by this runtime and not yet released.`,
  /** An input nobody fed. */
  E122: (p: { program: string; input: string }): string =>
    `program ${p.program}: input "${p.input}" is neither state nor given. Feed it.`,
  /** A step that was not finite, and no way back is left or wanted. */
  E490: (p: { step: number; retries: number; checkpoint: string | null }): string =>
    `step ${p.step} gave a loss or gradient that is not a number, ` +
    (p.retries === 0
      ? "and going back was not wanted. "
      : `after going back ${p.retries} times with half the learning rate each. `) +
    `The last good checkpoint is ${p.checkpoint ?? "none"}. Train with a lower --lr-g and --lr-d.`,
  /** Mixed precision where it brings nothing. */
  W401: (p: { device: string }): string =>
    `precision mixed saves no time on ${p.device}: the processor computes float16 in float32. It is meant for a graphics card.`,
  /** Measuring takes noticeable time. */
  W402: (p: { total: number; path: string | null }): string =>
    "measuring which way to compute " +
    `${p.total === 1 ? "a convolution" : `each of ${p.total} kinds of convolution`} is fastest here. ` +
    "It takes seconds, once for each shape" +
    (p.path === null ? "" : `, and is kept in ${p.path}`) +
    "; --no-autotune leaves it out.",
  /** The file of measurements is another's, or of another format. */
  W403: (p: { path: string }): string =>
    `${p.path} is not a file of measurements of this version: it was passed over and left alone, and nothing is ` +
    "kept in it. If you do not need it, delete it; or name another file with GANTRY_TUNED.",
  /** Measurements that cannot be kept, or looked up. */
  W404: (p: { path: string }): string =>
    `${p.path} cannot be read and written: what is measured holds for this run, and the next one measures again.`,
  /** Patience is at its end. */
  W406: (p: { metric: string; evaluations: number; best: number }): string =>
    `${p.metric} was not better than at step ${p.best} in ${p.evaluations} evaluations in a row: training stops. ` +
    "--checkpoint best takes that step; gantry resume goes on.",
  /** D sees few images changed. */
  N401: (p: { count: number }): string =>
    `${p.count} images are few: D sees them and the samples changed at random, so that it does not learn them by heart ` +
    "(--augment none shows them as they are, --augment auto changes them only as much as is needed).",
  /** Measuring ended before its end. */
  W405: (p: { left: number }): string =>
    "time for measuring was up: " +
    `${p.left === 1 ? "a convolution was" : `${p.left} kinds of convolution were`} not measured to the end. ` +
    "The best so far is taken in this run, and the next run measures on.",
  /** The run waits. */
  W400: (p: { step: number }): string => `paused at step ${p.step}; it is saved. Ask for "resume" to go on.`,
  /** A step was not finite; training went back. */
  W490: (p: { step: number; back: number; retries: number; rateFactor: number }): string =>
    `step ${p.step} gave a number that is not finite: back to step ${p.back} with ${p.rateFactor} of the learning rate (${p.retries} of 3).`,
  /** A request to change something that cannot be changed. */
  W503: (p: { key: string; value: string; known?: string; most?: number }): string =>
    `a request to set ${p.key} to ${p.value} was passed over: expected ` +
    (p.most === undefined ? "a number ≥ 0" : `a number from 0 to ${p.most}`) +
    (p.known === undefined ? "." : ` for one of ${p.known}.`),
  /** A resume whose data is not what the run began with. */
  E515: (p: { run: string; data: string; expected: string; got: string }): string =>
    `${p.run} was trained on other data: ${p.data} now has the fingerprint ${p.got.slice(0, 12)}…, the run began with ${p.expected.slice(0, 12)}…. ` +
    "Bring the data back as it was, or start a new run.",
  /** Data of a run that are not where they were. */
  E520: (p: { run: string; path: string }): string =>
    `${p.run} was trained on ${p.path}: expected it to be there still, and there is no such file or folder. ` +
    "Bring it back to that place; to sample and to export need no data, and evaluate can name others with --against.",
  /** A resume whose recipe is not what the run began with; `object`: it was handed in, and was not this time. */
  E518: (p: { run: string; recipe: string; expected: "file" | "object" | "built-in" }): string =>
    `${p.run} was trained with another recipe than ${p.recipe} is now: ${formerRecipes[p.expected]}, or start a new run.`,
  /** A run to begin with, of which nothing has a place. */
  E519: (p: { path: string; holds: readonly string[]; wanted: readonly string[] }): string =>
    `nothing of ${p.path} goes with this game: it holds ${few(p.holds)}; the game has ${few(p.wanted)}. ` +
    "Tensors are taken by name and shape. Give a run of the same recipe and width with --from, or leave it out.",
  /** A run that begins with what another has learnt. */
  W504: (p: { path: string; taken: number; wanted: number }): string =>
    `begins with ${p.path}: ${p.taken} of ${p.wanted} tensors taken, optimisers anew.`,
  /** … which was of another recipe. */
  W505: (p: { path: string; recipe: string; former: string }): string =>
    `${p.path} was trained with the recipe ${p.former}, and this run is ${p.recipe}: ` +
    "what has the same name and shape is taken, and may mean something else.",
  /** Nothing is left to do. */
  E516: (p: { run: string; step: number; steps: number }): string =>
    `${p.run} is at step ${p.step} already, and was asked to train to ${p.steps}. Give a later step: --steps ${p.step * 2}`,
  /** A file that is no generator of ours. */
  E123: (p: { path: string }): string =>
    `${p.path} is not a generator: expected an ONNX model with an input "z" and an output. Give a run, or a generator.onnx.`,
  /** A file that was to be compared with a run it was not made of. */
  E125: (p: { file: string; run: string }): string =>
    `${p.file} was not exported from ${p.run}: its inputs, outputs, recipe or data are others. Name the run that it was made of.`,
  /** The element for web pages was not built: a checkout whose build did not run. */
  E124: (p: { path: string }): string =>
    `${p.path} is missing, which is built with the package. In a checkout run npm run build; otherwise install the package again.`,
  /** A run that has saved nothing yet. */
  E517: (p: { run: string }): string => `${p.run} has no checkpoint yet. Train it first: gantry resume ${p.run}`,
} as const;
