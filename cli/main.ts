#!/usr/bin/env node
/** @file The `gantry` command. */
import "./heap.ts";
import { createRequire } from "node:module";
import { recipes } from "gantry/recipes";
import { runCli } from "./run-cli.ts";
import { processTerminal } from "./terminal.ts";
import { verbs } from "./verbs.ts";

const { version } = createRequire(import.meta.url)("gantry/package.json") as { readonly version: string };

process.exitCode = await runCli(process.argv.slice(2), processTerminal(), { version, verbs, recipes });
