/**
 * @file The views that this version has: each folder of this one with an `index.tsx` that exports a component `View`.
 * Its code loads when it is looked at first. What is not there is in no rail and no palette.
 */
import type { ComponentType } from "preact";
import { RUN_VIEWS, type RunView } from "../state/route.ts";

export interface ViewModule {
  readonly View: ComponentType;
}

export type ViewName = RunView | "home" | "compare" | "new";

const found = import.meta.glob<ViewModule>("./*/index.tsx");

export const loadView = (name: ViewName): (() => Promise<ViewModule>) | undefined => found[`./${name}/index.tsx`];

/** Views of a run, in the rail's order. */
export const runViews: readonly RunView[] = RUN_VIEWS.filter((name) => loadView(name) !== undefined);
