import { expect, test } from "vitest";
import type { Config } from "../../parts/config-changes.ts";
import { filteredRows, groupedRows } from "./config-rows.ts";

const config: Config = {
  data: { value: "strokes", origin: "flag" },
  size: { value: 28, origin: "data" },
  classes: { value: null, origin: "default" },
  flip: { value: false, origin: "default" },
  steps: { value: 5000, origin: "recipe" },
  threads: { value: 2, origin: "measured" },
  device: { value: "auto", origin: "default" },
  "lr.g": { value: 3e-4, origin: "file" },
  "lr.d": { value: 1e-3, origin: "recipe" },
};

const keys = (groups: ReturnType<typeof groupedRows>): Record<string, string[]> =>
  Object.fromEntries(groups.map(({ group, rows }) => [group, rows.map(({ key }) => key)]));

test("what was chosen stands first; the rest in groups, what follows from the machine and the data before what is the same for all", () => {
  expect(keys(groupedRows(config, []))).toEqual({
    chosen: ["data", "lr.g"],
    data: ["size", "flip", "classes"],
    recipe: ["lr.d"],
    training: ["steps"],
    machine: ["threads", "device"],
  });
});

test("what somebody changed while it trained was chosen, and its row says the last value", () => {
  const at = { step: 10, time: 0, kind: "set", key: "lr.d", before: 1e-3 } as const;
  const [chosen] = groupedRows(config, [
    { ...at, value: 5e-4 },
    { ...at, step: 20, value: 2e-4 },
  ]);
  expect(chosen?.rows.find(({ key }) => key === "lr.d")?.changed).toMatchObject({ step: 20, value: 2e-4 });
});

test("a search takes all its words from key, value, origin and what is said of a row", () => {
  const groups = groupedRows(config, []);
  const said = (row: { readonly key: string }): string => (row.key === "lr.g" ? "learning rate of G" : "");
  expect(keys(filteredRows(groups, "Learning 0.0003", said))).toEqual({ chosen: ["lr.g"] });
  expect(keys(filteredRows(groups, "measured", said))).toEqual({ machine: ["threads"] });
  expect(filteredRows(groups, "nothing like it", said)).toEqual([]);
  expect(filteredRows(groups, "  ", said)).toBe(groups);
});
