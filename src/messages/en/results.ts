/** @file What the verbs print as results. */

export const results = {
  recipes: {
    cite: "from",
    settings: "settings",
    columns: { key: "key", flag: "flag", initial: "default", takes: "takes", help: "what it does" },
    forPoints: (p: { values: string }): string => `for points: ${p.values}`,
    forImages: (p: { values: string }): string => `for images: ${p.values}`,
    more: "one in detail: gantry recipes dcgan",
  },
} as const;
