/** @file `gantry/bench`: workloads whose speed is comparable, and their measurement. */
export { stepGflop } from "./flops.ts";
export {
  byGroup,
  type GroupShare,
  type HostTimes,
  PROFILE_GROUPS,
  type ProfileGroup,
  type ProfilePart,
  type ProfilePartName,
  type StepProfile,
} from "./profile.ts";
export { type StepCounts, stepCounts } from "./step-counts.ts";
export { openStepper, type Stepper } from "./stepper.ts";
export { parseWorkload, type ShapedWorkload } from "./workload-spec.ts";
export { isWorkload, WORKLOADS, type Workload, type WorkloadShape, workloadGame, workloadShape } from "./workloads.ts";
