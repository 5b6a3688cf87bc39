/** @file A field's name on the command line: `sampleEvery` → `--sample-every`, `lr.g` → `--lr-g`. */

/** Settings that everybody sets have a short name. */
const FRIENDLY: Readonly<Record<string, string>> = { "z.size": "z", "z.kind": "noise" };

/** The flag of a key, with its dashes. */
export function flagOf(key: string): string {
  const name = FRIENDLY[key] ?? key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll(".", "-");
  return `--${name}`;
}
