/** @file The page that training leaves in a run's folder as it ends. */
import { join } from "node:path";
import { GantryError, isGantryError } from "gantry/base";
import { noteText } from "./talk.ts";
import type { Cli } from "./verb.ts";

export const REPORT_FILE = "report.html";

/** Everything about the run so far as a page, a small one. A run that trained well has not failed where it cannot be written. */
export async function leaveReport(cli: Cli, run: string | null, say: (text: string) => void): Promise<void> {
  if (run === null) return;
  const { writeReport } = await import("gantry/report/node");
  try {
    await writeReport([run], join(run, REPORT_FILE), { language: cli.language, latent: false });
  } catch (error) {
    const fault = isGantryError(error) ? error : new GantryError("E615", { problem: String(error) }, { cause: error });
    say(noteText(cli, fault.code, { ...fault.parameters }));
  }
}
