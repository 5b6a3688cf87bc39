import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { cliDocument, configurationDocument } from "./docs.ts";

const committed = (name: string): string => readFileSync(resolve(import.meta.dirname, "../docs", name), "utf8");

test.each([
  ["cli.md", cliDocument],
  ["configuration.md", configurationDocument],
])("docs/%s is what the program says (else: npm run docs:cli)", (name, make) => {
  expect(make()).toBe(committed(name));
});
