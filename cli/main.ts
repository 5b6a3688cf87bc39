#!/usr/bin/env node
/** @file The `gantry` command. */
import "./heap.ts";
import { version } from "gantry/base";
import { recipes } from "gantry/recipes";
import { runCli } from "./run-cli.ts";
import { processTerminal } from "./terminal.ts";
import { verbs } from "./verbs.ts";

process.exitCode = await runCli(process.argv.slice(2), processTerminal(), { version, verbs, recipes });
