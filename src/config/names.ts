/** @file Names that become folders: what Linux, macOS and Windows all accept. */
import { GantryError } from "../base/error.ts";

/** Windows keeps these for devices, with any extension. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}]/u;

/** Whether a folder of this name can exist everywhere: no path, no reserved word, no trailing dot or blank. */
export function isFolderName(name: string): boolean {
  return name.length > 0 && name.length <= 200 && !FORBIDDEN.test(name) && !DEVICES.test(name) && !/[. ]$/.test(name);
}

/** @throws E108 */
export function checkFolderName(where: string, name: string): void {
  if (!isFolderName(name)) throw new GantryError("E108", { where, got: name });
}
