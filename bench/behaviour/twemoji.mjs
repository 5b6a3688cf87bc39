// Twemoji's pictures: an archive of GANTRY_DATA or ../shared/data, unpacked for as long as a measurement lasts.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { needed } from "./run.mjs";

const [ARCHIVE] = needed("images/twemoji-72x72-v17.0.2.tar.gz");

/** @returns a folder within `work` with all of them, in folders of their own */
export function unpackedTwemoji(work) {
  const folder = join(work, "twemoji");
  mkdirSync(folder);
  execFileSync("tar", ["xzf", ARCHIVE, "-C", folder]);
  return folder;
}
