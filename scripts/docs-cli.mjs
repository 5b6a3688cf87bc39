/** @file Writes docs/cli.md and docs/configuration.md from the built program: `npm run docs:cli`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { cliDocument, configurationDocument } from "../dist/cli/docs.js";

const docs = new URL("../docs/", import.meta.url);
mkdirSync(docs, { recursive: true });
writeFileSync(new URL("cli.md", docs), cliDocument());
writeFileSync(new URL("configuration.md", docs), configurationDocument());
