/** @file A grid of cells over a sheet, for pointer, keyboard and screen reader. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { cellAfterKey, cellBox, type Sheet } from "./sample-sheet.ts";

export interface CellGridProps {
  readonly sheet: Sheet;
  readonly label: string;
  readonly cellLabel: (cell: number) => string;
  readonly selected: number | null;
  readonly onSelect?: (cell: number) => void;
}

export function CellGrid({ sheet, label, cellLabel, selected, onSelect }: CellGridProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  /** Where the keys have led; where cells are chosen, the chosen one. */
  const [reached, setReached] = useState(0);
  const focusable = Math.min(selected ?? reached, sheet.count - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = cellAfterKey(sheet, focusable, event.key, event.ctrlKey || event.metaKey);
    if (next === null || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // these keys move the scrubber elsewhere
    setReached(next);
    onSelect?.(next);
    box.current?.querySelector<HTMLElement>(`[data-cell="${next}"]`)?.focus();
  };
  const onClick = ({ target }: MouseEvent): void => {
    const cell = target instanceof HTMLElement ? target.dataset.cell : undefined;
    if (cell === undefined) return;
    setReached(Number(cell));
    onSelect?.(Number(cell));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's cells cannot lie over a picture's
    <div ref={box} class="cells" role="grid" aria-label={label} onKeyDown={onKeyDown} onClick={onClick}>
      {Array.from({ length: sheet.rows }, (_, row) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        // biome-ignore lint/a11y/useFocusableInteractive: its cells are
        <div role="row" key={row}>
          {cellsOfRow(sheet, row).map((cell) => (
            // biome-ignore lint/a11y/useSemanticElements: as above
            <div
              key={cell}
              role="gridcell"
              data-cell={cell}
              class="cell"
              aria-label={cellLabel(cell)}
              aria-selected={cell === selected}
              tabIndex={cell === focusable ? 0 : -1}
              style={placeOf(sheet, cell)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

/** In shares of the sheet, so that it holds at any zoom. */
function placeOf(sheet: Sheet, cell: number): Record<"left" | "top" | "width" | "height", string> {
  const { left, top, width, height } = cellBox(sheet, cell);
  const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`;
  return {
    left: percent(left, sheet.width),
    top: percent(top, sheet.height),
    width: percent(width, sheet.width),
    height: percent(height, sheet.height),
  };
}

const cellsOfRow = ({ columns, count }: Sheet, row: number): number[] =>
  Array.from({ length: Math.min(columns, count - row * columns) }, (_, column) => row * columns + column);
