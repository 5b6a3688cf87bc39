/**
 * @file The page of an exported folder, to be tried from the Studio. It lies in the run's folder, so it may be somebody
 * else's: it is sent as one document that the browser puts into a world of its own (`reportSecurity`: no origin, no
 * cookies, no network), with what its scripts would load inside.
 */
import { readFile } from "node:fs/promises";
import { GantryError } from "gantry/base";
import type { WatchedRun } from "../folder/watched-run.ts";
import { exportedFile } from "./made.ts";

const ELEMENT = "gantry-generator.js";
const OFFLINE = "offline.js";

/** @throws E616 where the folder is none for the web, or its page does not load the element as ours does */
export async function madePage(run: WatchedRun, key: string): Promise<string> {
  const [page, element, offline] = await Promise.all(
    ["index.html", ELEMENT, OFFLINE].map((file) => readFile(exportedFile(run, key, file), "utf8")),
  );
  const tag = `<script src="${ELEMENT}"></script>`;
  const [before, after, ...more] = (page as string).split(tag);
  if (after === undefined || more.length > 0)
    throw new GantryError("E616", { id: run.id, file: `exports/${key}/index.html` });
  return `${before}${inline(offline as string)}${inline(element as string)}${after}`;
}

/** In a script that stands in a page, nothing may look like its end. */
const inline = (script: string): string =>
  `<script>${script.replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "<\\!--")}</script>`;
