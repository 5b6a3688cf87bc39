/** @file 页面上的全部中文文本，单独作为一个文件载入。 */
import { diagnosis, expectation, states } from "gantry/messages/zh";
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
