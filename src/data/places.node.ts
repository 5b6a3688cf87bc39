/** @file Where data are looked for and where what was decoded or downloaded is kept. */
import { homedir } from "node:os";
import { join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder for downloads and decoded images: `GANTRY_CACHE`, else what the system has for such things
 * (`~/.cache/gantry`, `~/Library/Caches/gantry`, `%LOCALAPPDATA%\gantry`). Deleting it loses nothing but time.
 */
export function defaultCacheDir(env: Environment = process.env, platform: string = process.platform): string {
  if (env.GANTRY_CACHE) return env.GANTRY_CACHE;
  if (platform === "win32") return join(env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "gantry");
  if (platform === "darwin") return join(homedir(), "Library", "Caches", "gantry");
  return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "gantry");
}

/** The folder in which known sets are looked for: `GANTRY_DATA`, where it is set. */
export function defaultDataDir(env: Environment = process.env): string | undefined {
  return env.GANTRY_DATA || undefined;
}
