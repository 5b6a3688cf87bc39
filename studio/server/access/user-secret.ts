/**
 * @file A secret of this user, kept beside what is downloaded: cookies derived from it hold across restarts. Where it
 * cannot be kept, each start has its own, and the page is opened by the new address.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const BYTES = 32;

/** @param file is made if it is not there, for this user alone */
export function userSecret(file: string): Uint8Array {
  const fresh = randomBytes(BYTES);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, fresh, { mode: 0o600, flag: "wx" });
    return fresh;
  } catch {
    return kept(file) ?? fresh;
  }
}

function kept(file: string): Uint8Array | null {
  try {
    const bytes = readFileSync(file);
    return bytes.length === BYTES ? bytes : null;
  } catch {
    return null;
  }
}
