/** @file Errors of `runtime`. */

export const runtimeErrors = {
  /** A device or runtime library that cannot be used here. */
  E402: (p: { device: string; problem: string; instead: string }): string =>
    `device ${p.device} cannot be used here: ${p.problem}. ${p.instead}`,
  /** ONNX Runtime refuses a program. */
  E120: (p: { program: string; device: string; problem: string }): string =>
    `program ${p.program} could not be opened on ${p.device}: ${p.problem}`,
  /** State that was released, or belongs to another runtime. */
  E121: (p: { program: string }): string =>
    `program ${p.program}: expected state made by this runtime and not yet released.`,
  /** An input nobody fed. */
  E122: (p: { program: string; input: string }): string =>
    `program ${p.program}: input "${p.input}" is neither state nor given. Feed it.`,
} as const;
