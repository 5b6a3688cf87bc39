/** @file The offer to look for the training images nearest to the chosen cell; what shows them loads with the first wish. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { samplesText } from "../../messages/texts.ts";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { onUse, useOnUse } from "../../parts/use-on-use.ts";
import type { CellQuery } from "../../source.ts";
import { useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import type { SamplesProps } from "./samples-props.ts";

export interface Nearest {
  /** Null where no cell is chosen, or its data are no images or out of reach. */
  readonly ask: (() => void) | null;
  readonly dialog: JSX.Element | null;
}

const nearestDialog = onUse(() => import("./nearest/nearest-dialog.tsx"));

type Looked = Pick<SamplesProps, "detail" | "pictures" | "step" | "options">;

/** @param looked null where there is nothing to look at yet */
export function useNearest(looked: Looked | null): Nearest {
  const { data } = useStudio().source;
  const [asked, setAsked] = useState<CellQuery | null>(null);
  const { value, failed } = useOnUse(nearestDialog, asked !== null);
  const cell = looked === null || data === undefined ? null : chosenCell(looked);
  const ask = cell && (() => setAsked(failed ? null : cell));
  const now = useRef(ask);
  now.current = ask;
  useCommands(() => [
    {
      ...{ id: "samples.nearest", group: "look", keys: ["n"], title: () => samplesText.value.chosen.nearest },
      possible: () => data !== undefined,
      enabled: () => now.current !== null,
      run: () => now.current?.(),
    },
  ]);
  if (failed) return { ask, dialog: <NotLoaded /> };
  if (looked === null || data === undefined || asked === null || value === null) return { ask, dialog: null };
  return {
    ask,
    dialog: <value.NearestDialog {...looked} asked={asked} source={data} onClose={() => setAsked(null)} />,
  };
}

/** The one that is enlarged, or followed through time. */
function chosenCell({ detail: { grid }, step, options: { show, cell, weights } }: Looked): CellQuery | null {
  if (grid?.kind !== "images" || (show !== "grid" && show !== "time")) return null;
  if (show === "time") return { step, weights, cell: Math.min(cell ?? 0, grid.count - 1) };
  return cell === null || cell >= grid.count ? null : { step, weights, cell };
}
