/** @file Files of the data that a new run is to leave out. */

export const leaveOut = {
  mark: "Leave out of a new run",
  sign: "marked to be left out",
  cannot:
    "Not from here: its name has a comma, or a space at an end, which a list on a command line cannot hold. A list in a configuration file can.",
  marked: (p: { count: number }): string =>
    p.count === 0 ? "Nothing is marked" : p.count === 1 ? "1 item marked" : `${p.count} items marked`,
  without: (p: { count: number }): string => (p.count === 1 ? "New run without it" : "New run without these"),
  none: "Unmark all",
  twins: (p: { count: number }): string =>
    p.count === 1 ? "Mark the later one to be left out" : `Mark the ${p.count} later ones to be left out`,
  some: (p: { shown: string; count: string }): string =>
    `${p.shown} of ${p.count} items, chosen evenly. All of them, in their order:`,
  page: (p: { first: string; last: string; count: string }): string => `Items ${p.first} to ${p.last} of ${p.count}`,
  previous: "Previous",
  next: "Next",
  moreTwins: (p: { groups: number }): string => `Show the other groups (${p.groups})`,
  commands: { previous: "Previous items", next: "Next items", without: "New run without the marked items" },
} as const;
