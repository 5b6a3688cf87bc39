/** @file A report that the Export view makes. */

export const made = {
  about: "The run as one page that needs nothing else: from the disk, by mail, on any web server.",
  make: "Make a report",
  making: "Making it, in a process of its own …",
  made: (p: { size: string }): string => `The report is made, ${p.size}.`,
  open: "Open the report",
  save: "Save the report",
} as const;
