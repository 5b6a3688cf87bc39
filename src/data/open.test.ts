import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { listDatasets } from "./open.node.ts";

test("every set that has a name is described in docs/data.md", () => {
  const page = readFileSync(resolve(import.meta.dirname, "../../docs/data.md"), "utf8");
  const names = listDatasets().map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["strokes", "faces", "mnist", "stacked-mnist"]));
  for (const name of names) expect(page).toContain(`\`${name}\``);
});
