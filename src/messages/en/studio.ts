/** @file What `gantry studio` says in the terminal. */

export const studio = {
  serving: (p: { folder: string }): string => `Shows the runs of ${p.folder}.`,
  readonly: "Nothing can be changed from the page.",
  begin: [
    "No run is here yet. Begin one in the page (New run), or in another terminal:",
    "  npx gantry demo ring8        15 seconds, needs no data",
    "  npx gantry train ./photos    from pictures of your own",
  ],
  beside: "watch it at",
  lingers:
    "Ctrl-C here ends the training alone; the Studio ends by itself, a minute after the training is over and its last page closed.",
  silent: (p: { seconds: number }): string => `it said nothing for ${p.seconds} seconds, and was ended`,
  end: "Ctrl-C ends the Studio; runs that train go on.",
} as const;
