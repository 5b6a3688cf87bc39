/** @file What `gantry init` writes and says. */

export const init = {
  next: "next",
  readme: (p: { data: string; template: string }): string =>
    [
      "# A GAN of my own",
      "",
      `\`gantry.config.json\` says what to train on (\`${p.data}\`) and how. Begin with`,
      "",
      "```sh",
      ...(p.template === "custom" ? ["npm install gantry"] : []),
      "gantry train",
      "```",
      "",
      ...(p.template === "images"
        ? ["Put your pictures into `images/` first; folders inside it are classes.", ""]
        : []),
      ...(p.template === "custom" ? ["`recipe.mjs` is the game itself: networks, optimisers, losses.", ""] : []),
      "Each run is a folder below `runs/`: samples, checkpoints, `generator.onnx`, `report.html`.",
      "`gantry train --dry-run` shows every value and where it comes from.",
    ].join("\n"),
} as const;
