/**
 * @file Recording a profile: a workload runs once more, with ONNX Runtime's profiler on, in a session of its own. Its
 * steps are taken one at a time, so that the host's share of each shows, which steps of one call share.
 */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type NodeRuntimeOptions, nodeRuntime } from "../runtime/ort.node.ts";
import { noTimes, type ProfileEvent, profileOf, type StepProfile } from "./profile.ts";
import { rounded } from "./statistics.ts";
import { openStepper } from "./stepper.ts";
import type { Workload, WorkloadShape } from "./workloads.ts";

/** So many are some 30 MB of text to write and read; ONNX Runtime stops at a million. */
const MOST_EVENTS = 50_000;
const MOST_WARMUP = 10;

export interface RecordOptions extends NodeRuntimeOptions {
  /** At most so many; fewer where they would be too many events, but three. */
  readonly steps: number;
  readonly warmup: number;
}

/** The events go to a temporary folder, which is removed. */
export async function recordProfile(
  workload: Workload,
  shape: WorkloadShape,
  { steps, warmup, ...options }: RecordOptions,
): Promise<StepProfile> {
  const folder = await mkdtemp(join(tmpdir(), "gantry-profile-"));
  try {
    const stepper = await openStepper(nodeRuntime({ ...options, profile: join(folder, "step") }), workload, shape);
    const before = Math.min(warmup, MOST_WARMUP);
    const recorded = Math.min(steps, Math.max(3, Math.floor(MOST_EVENTS / stepper.nodes) - before));
    const times = noTimes();
    for (let step = 0; step < before; step += 1) await stepper.step();
    for (let step = 0; step < recorded; step += 1) await stepper.step(times);
    await stepper.release(); // which writes them
    return roundedProfile(profileOf(await eventsIn(folder), before, times));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function eventsIn(folder: string): Promise<ProfileEvent[]> {
  const texts = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), "utf8")));
  return texts.flatMap((text) => JSON.parse(text) as ProfileEvent[]);
}

/** Shares to a hundredth of a per cent. */
const roundedProfile = ({ steps, msPerStep, parts }: StepProfile): StepProfile => ({
  steps,
  msPerStep: rounded(msPerStep),
  parts: parts.map((part) => ({ ...part, ms: rounded(part.ms), share: Math.round(part.share * 1e4) / 1e4 })),
});
