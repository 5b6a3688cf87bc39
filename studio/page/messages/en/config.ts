/** @file The Config view. */

export const config = {
  title: "Configuration",
  lead: (p: { given: number; all: number }): string =>
    `${p.given} of ${p.all} values were chosen for this run; the rest follows from recipe, data and machine.`,
  search: "Search",
  searchExample: "lr, batch, flag …",
  noMatch: "No value has these words.",
  shown: (p: { count: number }): string => (p.count === 1 ? "1 value" : `${p.count} values`),
  groups: {
    chosen: "Chosen for this run",
    data: "Data",
    recipe: "Recipe and networks",
    training: "Training",
    machine: "Machine",
    watching: "Samples, checkpoints, evaluation",
    run: "The run",
  },
  columns: { key: "key", value: "value", origin: "from", help: "what it is" },
  origins: {
    default: "default",
    measured: "measured here",
    recipe: "recipe",
    data: "data",
    file: "config file",
    flag: "command line",
    set: "--set or code",
    studio: "Studio",
  },
  none: "not given",
  changedTo: (p: { value: string; step: string }): string => `${p.value} since step ${p.step}`,
  take: {
    title: "Take it along",
    formats: { command: "Command", typescript: "TypeScript", json: "JSON" },
    every: "every value, so that nothing changes with another version or machine",
    file: "As gantry.config.json, which “gantry train” reads in the folder it is called in.",
    again: "The run's own name is left out: another run gets another folder.",
    impossible:
      "This run's data or recipe was handed in from a program, so no command begins it again. TypeScript can:",
    handed: (p: { names: readonly string[] }): string =>
      `Put in what was handed in from a program: ${p.names.join(", ")}.`,
    left: (p: { what: readonly string[] }): string =>
      `These are the values that training began with, without what was changed since (${p.what.join("; ")}).`,
    withChanges: "New run with changes",
  },
  changes: {
    title: "Changed while training",
    none: "Nothing was changed while it trained.",
    at: (p: { step: string }): string => `step ${p.step}`,
    set: (p: { key: string; before: string; value: string }): string => `${p.key}: ${p.before} → ${p.value}`,
    pause: "paused",
    resume: "resumed",
    stop: "stopped",
    save: "checkpoint asked for",
    rollback: (p: { to: string; factor: string }): string => `back to step ${p.to}, learning rates × ${p.factor}`,
  },
  against: {
    title: "Differences",
    label: "Compare with",
    nobody: "no other run",
    failed: (p: { run: string }): string => `${p.run} cannot be read`,
  },
  commands: { search: "Search the configuration", withChanges: "New run with changes" },
} as const;
