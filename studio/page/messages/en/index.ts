/** @file Everything the page says in English, as one file that loads by itself. */
import { diagnosis, expectation, states } from "gantry/messages/en";
import { charts } from "./charts.ts";
import { compare } from "./compare.ts";
import { config } from "./config.ts";
import { data } from "./data.ts";
import { differences } from "./differences.ts";
import { exporting } from "./export.ts";
import { latent } from "./latent.ts";
import { live } from "./live.ts";
import { nets } from "./nets.ts";
import { newRun } from "./new.ts";
import { runs } from "./runs.ts";
import { samples } from "./samples.ts";
import { shell } from "./shell.ts";

export const texts = {
  charts,
  compare,
  config,
  data,
  diagnosis,
  differences,
  expectation,
  exporting,
  latent,
  live,
  nets,
  newRun,
  runs,
  samples,
  shell,
  states,
};
