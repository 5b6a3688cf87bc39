/** @file What `gantry studio` says in the terminal. */

export const studio = {
  serving: (p: { folder: string }): string => `Shows the runs of ${p.folder}.`,
  readonly: "Nothing can be changed from the page.",
  end: "Ctrl-C ends the Studio; runs that train go on.",
} as const;
