/** @file What kinds of errors and warnings there are, for `gantry explain`. */

/** By the first letters of a code; the longest that fits counts. */
export const explanations = {
  E10: "The configuration: a value, a key or a recipe that cannot be used. Nothing was trained or written.",
  E11: "A shape or a graph that does not fit: of a recipe of your own, or of settings that do not go together.",
  E12: "A program that the runtime refuses to open or run.",
  E2: "The command line: an option, a word or a command that does not exist or lacks something.",
  E3: "The data: not found, not readable, or not what its name promises. Your files are never changed.",
  E40: "A device or its memory: what was asked for cannot be used on this computer.",
  E49: "Training that produced a number which is not finite, again and again. The last good checkpoint is kept.",
  E5: "A run's folder: its name, its files, its lock or its checkpoints. What was saved before is whole.",
  E7: "What is asked of finished runs and of sets of pictures: metrics, feature networks, theory, latent space.",
  E9: "A fault of Gantry's own. Please send the report whose path was printed; it does not hold your data.",
  W3: "Something about the data worth knowing: training goes on.",
  W4: "Something about training worth knowing: it goes on, or waits as asked.",
  W5: "Something about a run's folder worth knowing: training goes on.",
  N3: "Why the data's size and channels are what they are.",
} as const;
