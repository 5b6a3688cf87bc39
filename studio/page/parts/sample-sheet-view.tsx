/**
 * @file A sheet of samples at a step, on one canvas: the picture follows the step at the pace at which pictures come.
 * Over it lies a grid for keyboard and screen reader, one cell each, whose texts follow when the step rests.
 */
import type { GridInfo } from "gantry/store";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { CellGrid } from "./sample-cell-grid.tsx";
import "./sample-sheet.css";
import { around, Frames } from "./sample-frames.ts";
import type { SamplePictures } from "./sample-pictures.ts";
import { type Size, sheetOf } from "./sample-sheet.ts";

export interface SheetViewProps {
  readonly pictures: SamplePictures;
  readonly grid: GridInfo | null;
  /** All steps there are pictures of. */
  readonly steps: readonly number[];
  readonly step: number;
  /** CSS pixels of one of the sheet's. */
  readonly zoom: number;
  /** What a grid of cells is called. */
  readonly label: string;
  /** A cell's text for who does not see it. */
  readonly cellLabel: (cell: number) => string;
  readonly selected?: number | null;
  readonly onSelect?: (cell: number) => void;
  /** Told when a sheet of another size than before is there. */
  readonly onSize?: (size: Size) => void;
  /** Told of a step whose picture cannot be had, and null when one is drawn again. */
  readonly onMissing?: (step: number | null) => void;
}

export function SampleSheetView(props: SheetViewProps): JSX.Element {
  const { zoom, selected = null, onSelect, grid } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSheet(canvas, props);
  const sheet = size === null ? null : sheetOf(grid, size);
  const style = size === null ? {} : { width: `${size.width * zoom}px`, height: `${size.height * zoom}px` };
  return (
    <div class="sheet" style={style}>
      <canvas ref={canvas} class="pixelated" data-shot />
      {sheet === null ? null : (
        <CellGrid
          sheet={sheet}
          label={props.label}
          cellLabel={props.cellLabel}
          selected={selected}
          {...(onSelect === undefined ? {} : { onSelect })}
        />
      )}
    </div>
  );
}

/** How many neighbours are fetched ahead of a step that rests. */
const REACH = 12;

/** Draws the step, and all that come after it, on the canvas. @returns the sheet's size, once there is one */
function useSheet(canvas: { readonly current: HTMLCanvasElement | null }, props: SheetViewProps): Size | null {
  const { pictures, steps, step } = props;
  const [size, setSize] = useState<Size | null>(null);
  const told = useRef(props);
  told.current = props;
  const frames = useMemo(() => {
    const draw = (sheet: ImageBitmap): void => {
      if (canvas.current === null) return;
      const changed = paint(canvas.current, sheet);
      if (changed) {
        setSize({ width: sheet.width, height: sheet.height });
        told.current.onSize?.({ width: sheet.width, height: sheet.height });
      }
      told.current.onMissing?.(null);
    };
    return new Frames<ImageBitmap>({
      cache: pictures.sheets,
      load: pictures.load,
      show: (_, sheet) => draw(sheet),
      fail: (missing) => told.current.onMissing?.(missing),
    });
  }, [pictures]);
  useEffect(() => () => frames.close(), [frames]);

  const last = useRef(-1);
  // Before the screen is drawn: what is there already is shown in the same frame.
  useLayoutEffect(() => {
    const index = indexOf(steps, step);
    const direction = index - last.current;
    last.current = index;
    const ahead = Math.abs(direction) > REACH ? [] : around(index, steps.length, direction, REACH);
    frames.want(
      step,
      ahead.map((i) => steps[i] as number),
    );
  }, [frames, step, steps.length]);
  return size;
}

/** Of rising steps. */
function indexOf(steps: readonly number[], step: number): number {
  let [low, high] = [0, steps.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as number) < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @returns whether the canvas has another size than before */
function paint(canvas: HTMLCanvasElement, sheet: ImageBitmap): boolean {
  if (sheet.width === 0) return false; // given back meanwhile
  const changed = canvas.width !== sheet.width || canvas.height !== sheet.height || canvas.dataset.drawn === undefined;
  if (changed) {
    canvas.width = sheet.width;
    canvas.height = sheet.height;
    canvas.dataset.drawn = "";
  }
  const context = canvas.getContext("2d", { alpha: false });
  context?.drawImage(sheet, 0, 0);
  return changed;
}
