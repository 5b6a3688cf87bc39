/** @file One cell of a run's samples at a step, on a canvas of its own. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { SamplePictures } from "./sample-pictures.ts";
import "./sample-sheet.css";
import type { Size } from "./sample-sheet.ts";

export interface CellViewProps {
  readonly pictures: SamplePictures;
  readonly step: number;
  readonly cell: number;
  /** In CSS pixels. */
  readonly size: Size;
}

/** For the eye alone: what it shows is said by what is around it. */
export function SampleCellView({ pictures, step, cell, size }: CellViewProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const paint = (picture: ImageBitmap | null | undefined): void => {
      if (canvas.current === null || !picture || picture.width === 0) return;
      canvas.current.width = picture.width;
      canvas.current.height = picture.height;
      canvas.current.getContext("2d", { alpha: false })?.drawImage(picture, 0, 0);
    };
    const known = pictures.known(step, cell);
    if (known !== undefined) return paint(known);
    const leave = new AbortController();
    pictures.cell(step, cell, leave.signal).then(
      (picture) => {
        if (!leave.signal.aborted) paint(picture);
      },
      () => {}, // a picture that is gone leaves its place empty
    );
    return () => leave.abort();
  }, [pictures, step, cell]);
  const style = { width: `${size.width}px`, height: `${size.height}px` };
  return <canvas ref={canvas} class="pixelated" style={style} data-shot />;
}
