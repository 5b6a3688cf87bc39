/** @file What somebody asked for, in a refusal. */

/** As it came, at most 200 letters of it. */
export const shown = (value: unknown): string => (JSON.stringify(value) ?? "absent").slice(0, 200);
