/** @file The offer to look for the training images nearest to the chosen cell; what shows them loads with the first wish. */
import type { ComponentType, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { samplesText, shellText } from "../../messages/texts.ts";
import type { CellQuery } from "../../source.ts";
import { useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import type { NearestProps } from "./nearest/nearest-dialog.tsx";
import type { SamplesProps } from "./samples-props.ts";

export interface Nearest {
  /** Null where no cell is chosen, or its data are no images or out of reach. */
  readonly ask: (() => void) | null;
  readonly dialog: JSX.Element | null;
}

interface Shown {
  readonly Dialog: ComponentType<NearestProps>;
  readonly asked: CellQuery;
}

type Looked = Pick<SamplesProps, "detail" | "pictures" | "step" | "options">;

/** @param looked null where there is nothing to look at yet */
export function useNearest(looked: Looked | null): Nearest {
  const { source, announcement } = useStudio();
  const { data } = source;
  const [shown, setShown] = useState<Shown | null>(null);
  const asked = looked === null || data === undefined ? null : chosenCell(looked);
  const ask =
    asked &&
    (() =>
      void import("./nearest/nearest-dialog.tsx").then(
        ({ NearestDialog }) => setShown({ Dialog: NearestDialog, asked }),
        () => {
          announcement.value = shellText.value.chunkFailed;
        },
      ));
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
  if (looked === null || data === undefined || shown === null) return { ask, dialog: null };
  const { Dialog } = shown;
  return { ask, dialog: <Dialog {...looked} asked={shown.asked} source={data} onClose={() => setShown(null)} /> };
}

/** The one that is enlarged, or followed through time. */
function chosenCell({ detail: { grid }, step, options: { show, cell, weights } }: Looked): CellQuery | null {
  if (grid?.kind !== "images" || (show !== "grid" && show !== "time")) return null;
  if (show === "time") return { step, weights, cell: Math.min(cell ?? 0, grid.count - 1) };
  return cell === null || cell >= grid.count ? null : { step, weights, cell };
}
