/** @file What a view is called: of runs that do not change, nothing is live. */
import { shellText } from "../messages/texts.ts";
import type { DataSource } from "../source.ts";
import type { RunView } from "../state/route.ts";

export const viewName = ({ copy }: DataSource, view: RunView): string =>
  (view === "live" && copy?.text.value.overview) || shellText.value.views[view];
