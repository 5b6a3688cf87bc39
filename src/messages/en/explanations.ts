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
  W420: "D is winning. It tells real from generated nearly always (its accuracy over the last 200 steps is above 93 %), while the samples are far from the data and come no nearer. G's slope vanishes where D is sure: with the minimax loss it does so by its formula, log(1 − D(G(z))) is flat at D = 0. A D that is a little ahead is wanted; this is a D that teaches nothing any more. Try, one at a time: --loss ns, half of --lr-d, fewer --d-steps, --penalty r1 (it keeps D smooth), or twice --lr-g if G hardly moves. Training goes on: D may lose its lead by itself.",
  W421: "G is winning. D is right about no more than 60 % of the examples, little better than a guess, and yet the samples are far from the data and come no nearer: it is D's weakness and not G's strength. G then follows a D that knows nothing, and may leave the data altogether. At the equilibrium D guesses too, but there the samples are at the data's noise floor; that is called converged. Try: a higher --lr-d, more --d-steps, half of --lr-g, a wider D.",
  W422: "The players go round in circles. The samples move far between two looks, turn back, and come no nearer to the data: G runs to where D is weak, D follows, G runs back. A single pair of numbers shows it (the Dirac GAN, Mescheder et al. 2018): without a penalty the way is a circle, with R1 a spiral that ends. Try: --penalty r1, lower learning rates for both, --beta1 0.5 or 0 (momentum drives the swing), --ema 0.999 (the average of a circle is its middle), --loss ns in place of minimax.",
  W430: "Variety is being lost. The samples are less varied than the data (mean distance between samples below 0.6 of that between real items) or, for points, leave out more than 20 % of the data. Mode dropping: G does well by a few things that D believes. It may go on to a collapse (W431) or mend itself. Try: --penalty r1, half of --lr-g, a larger --batch (D sees variety only within a batch), a larger z.",
  W431: "Collapsed: nearly all samples are alike (variety below 0.3 of the data's), or, for points, lie on less than 15 % of the data. Training that has collapsed rarely comes back by itself. Resume from an earlier checkpoint with other rates, or begin again: --penalty r1, half of --lr-g, --d-steps 2, the recipe's own loss. --on-collapse stop ends such a run by itself, with exit code 5; what was saved before is whole.",
  W440: "Stalled: a step moves G's weights by less than 3e-5 of their size, and the samples are far from the data. Healthy updates are about a thousandth. A G that D leaves no slope stands still as well, but then D is winning. The learning rate is too small, or a schedule has brought them down to nothing: raise --lr-g and --lr-d, or look at --lr-schedule.",
  W441: "Diverging: losses or D's outputs are beyond 10,000, or a step moves weights by more than a third of their size. As a rule the learning rates are far too high, or a loss without a bound (wasserstein) has no penalty. Try learning rates ten times lower, --clip-gradient 1, --penalty gp with wasserstein. When a number stops being finite, training goes back to the last checkpoint by itself (W490, and E490 after three times).",
  W450: "Memorising: a fifth of the samples or more lie four times nearer to an item of the data than real items lie to one another. They are copies; of new items hardly one in twenty lies so near by chance. It happens where data are few and nets are large. Try: more data, --flip for images, fewer steps (an earlier checkpoint may be better), a smaller --width. While training it is looked at where all the data are few enough to be compared with; an evaluation looks at more.",
  W5: "Something about a run's folder worth knowing: training goes on.",
  W7: "Something about a metric worth knowing: the number was computed all the same.",
  N4: "Something about training that was decided by what the data are, and how to decide otherwise.",
  N3: "Why the data's size and channels are what they are.",
} as const;
