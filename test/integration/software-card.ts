/** @file Chromium's software renderer, a graphics card for a machine without one. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** For `VK_ICD_FILENAMES`; undefined where Chromium is not installed. */
export const softwareCard: string | undefined = [
  dirname(process.env.CHROMIUM_PATH ?? "/usr/lib/chromium/chromium"),
  "/usr/lib/chromium",
]
  .map((folder) => join(folder, "vk_swiftshader_icd.json"))
  .find((path) => existsSync(path));
