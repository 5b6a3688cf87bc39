/** @file `gantry/bench`: workloads whose speed is comparable, and their measurement. */
export { stepGflop } from "./flops.ts";
export {
  byGroup,
  type GroupShare,
  PROFILE_GROUPS,
  type ProfileGroup,
  type ProfilePart,
  type ProfilePartName,
  type StepProfile,
} from "./profile.ts";
export { openStepper, type Stepper } from "./stepper.ts";
export { isWorkload, WORKLOADS, type Workload, type WorkloadShape, workloadGame, workloadShape } from "./workloads.ts";
