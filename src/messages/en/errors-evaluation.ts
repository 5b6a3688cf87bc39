/** @file Errors of evaluating what was generated. */

const needs: Readonly<Record<string, string>> = {
  modes: "data whose modes are known, or a network that tells its classes apart",
  diversity: "images",
  memorised: "data that was not trained on: --held-out",
  score: "a network that tells classes apart: --features digits for grey images, or net.onnx:output?classes=name",
  parzen:
    "items of the data that are not measured, to choose its bandwidth by: --held-out, more data, or a smaller --n",
};

export const evaluationErrors = {
  /** A metric that lacks what it needs. */
  E740: (p: { metric: string }): string =>
    `metric ${p.metric} cannot be measured here: it needs ${needs[p.metric] ?? "other data"}. Leave it out of --metrics, or give it that.`,
  /** A metric there is none of. */
  E741: (p: { got: string; known: readonly string[]; suggestion: string | null }): string =>
    `--metrics ${p.got}: there is no such metric. ` +
    (p.suggestion === null ? "" : `Did you mean ${p.suggestion}? `) +
    `Choose from ${p.known.join(", ")}; auto and all choose for you.`,
  /** Two sets whose items differ in shape. */
  E742: (p: { real: string; realShape: readonly number[]; fake: string; fakeShape: readonly number[] }): string =>
    `${p.fake} has items of [${p.fakeShape.join(", ")}] and ${p.real} of [${p.realShape.join(", ")}]. ` +
    "Give --size and --channels that both can be brought to, or another --against.",
  /** Nothing to compare with. */
  E743: (p: { source: string }): string =>
    `${p.source} says nothing of the data it is to be measured against. Give --against, a data set's name or path.`,
  /** `--features none` of something that is no matrix of features. */
  E744: (p: { source: string; shape: readonly number[] | "bytes" | null }): string =>
    `--features none compares two .npy files of features, [N, D] each, float32 or float64; ${p.source} ` +
    (p.shape === null
      ? "is no .npy file"
      : p.shape === "bytes"
        ? "holds bytes (uint8)"
        : `has the shape [${p.shape.join(", ")}]`) +
    ". Give such files, or name a network with --features.",
  /** Held-out data that is what it was to be held out from. */
  E745: (p: { name: string }): string =>
    `--held-out ${p.name} is the very data that samples are measured against. ` +
    "Give items of the same kind that were not trained on: another folder, or a known set, which has two parts.",
  /** Data without the attributes that a generator is told. */
  E746: (p: { source: string; attributes: readonly string[]; own: boolean }): string =>
    `${p.source} is told ${p.attributes.join(", ")}, and its samples are asked for those of the data; expected data that have ` +
    `them, got ${p.own ? "what it was trained on, which has lost them" : "data that have not"}.\n` +
    (p.own
      ? "bring back its attributes.csv with these columns, or measure against another folder that has one (--against)"
      : "measure against what it was trained on, or a folder with such an attributes.csv"),
} as const;
