import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { leaveReport } from "./leave-report.ts";
import { paint } from "./paint.ts";
import type { Cli } from "./verb.ts";

test("a report that cannot be written is said; the training stays as it went", async () => {
  const said: string[] = [];
  const cli = { language: "en", errPaint: paint(false) } as unknown as Cli;
  await leaveReport(cli, "/nowhere/0001-ring8-gan", (text) => said.push(text));
  expect(said).toEqual([expect.stringMatching(/^ {2}E50\d {2}.*\/nowhere\/0001-ring8-gan/)]);
  const folder = await mkdtemp(join(tmpdir(), "gantry-leave-"));
  await leaveReport(cli, folder, () => said.push("no run"));
  await leaveReport(cli, 7 as unknown as string, (text) => said.push(text)); // whatever goes wrong, and be it ours
  expect(said.slice(1)).toEqual(["no run", expect.stringMatching(/^ {2}E615 .*TypeError/)]);
  await leaveReport(cli, null, (text) => said.push(text));
  expect(said).toHaveLength(3);
});
