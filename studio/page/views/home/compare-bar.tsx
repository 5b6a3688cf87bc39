/** @file The runs chosen, and the way to see them side by side. */
import type { JSX } from "preact";
import { runsText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { useStudio } from "../../state/studio.ts";
import { MOST_COMPARED } from "../compare/compare-query.ts";

export interface CompareBarProps {
  readonly chosen: readonly string[];
  readonly clear: () => void;
  /** Null where nothing can be changed. */
  readonly trash: ((ids: readonly string[]) => void) | null;
}

export function CompareBar({ chosen, clear, trash }: CompareBarProps): JSX.Element | null {
  const { router, runs } = useStudio();
  const text = runsText.value;
  const several = (runs.ids.value?.length ?? 0) > 1;
  if (chosen.length === 0) return several ? <p class="quiet">{text.compareHow}</p> : null;
  return (
    <div class="compare-bar">
      {several && (chosen.length < 2 || chosen.length === MOST_COMPARED) && (
        <span class="quiet">{text.compareHow}</span>
      )}
      {chosen.length > 1 && (
        <a class="button" href={router.href({ page: "compare" }, { runs: chosen.join(",") })}>
          <Icon name="compare" />
          {text.compare({ count: chosen.length })}
        </a>
      )}
      <span class="names">{chosen.join(" · ")}</span>
      {trash !== null && (
        <button type="button" onClick={() => trash(chosen)}>
          <Icon name="trash" />
          {text.trash.move}
        </button>
      )}
      <button type="button" class="plain" onClick={clear}>
        {text.unchoose}
      </button>
    </div>
  );
}
