/** @file The command line's frame: headings, labels, the menu. */

export const frame = {
  tagline: "Trains generative adversarial networks: point it at a folder of pictures and walk away with a generator.",
  error: "error",
  usage: "Usage:",
  arguments: "Arguments:",
  options: "Options:",
  commands: "Commands:",
  groups: {
    data: "Data:",
    training: "Training:",
    settings: "The recipe's settings:",
    run: "The run:",
    common: "Everywhere:",
  },
  initial: (p: { value: string }): string => ` (default ${p.value})`,
  helpOption: "show this help",
  versionOption: "show the version",
  menu: {
    question: "What would you like to do?",
    learn: "See a GAN learn: a ring of 8 blobs, about 15 seconds",
    digits: "See it draw: handwritten-like digits, about 2 minutes",
    pictures: "Train on my pictures: a folder of images",
    help: "Show all commands",
    ask: "A number, then enter:",
    folder: "Which folder?",
    same: (p: { command: string }): string => `same as: ${p.command}`,
  },
} as const;
