/** @file The place where sheets are shown: as large as fits in whole factors, or by the factor that was chosen. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { samplesText } from "../../messages/texts.ts";
import { wholeNumber } from "../../parts/numbers.ts";
import { fittingZoom, type Size } from "../../parts/sample-sheet.ts";
import { useRoom } from "../../parts/use-room.ts";
import { type SamplesProps, writtenScale } from "./samples-props.ts";

export interface StageProps extends Pick<SamplesProps, "options" | "detail" | "zoom"> {
  /** Sheets that stand side by side share the width. */
  readonly across?: number;
  /** @param zoom CSS pixels of one of a sheet's */
  readonly children: (
    zoom: number,
    onSize: (size: Size) => void,
    onMissing: (step: number | null) => void,
  ) => ComponentChildren;
}

const BETWEEN = 16;

export function Stage({ options, detail, zoom: told, across = 1, children }: StageProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  const [size, setSize] = useState<Size | null>(null);
  const [missing, setMissing] = useState<number | null>(null);
  const share = { width: (room.width - BETWEEN * (across - 1)) / across, height: room.height };
  const written = size === null ? 1 : writtenScale(detail, size);
  const fitting =
    size === null ? 1 : fittingZoom({ width: size.width / written, height: size.height / written }, share);
  const zoom = options.zoom ?? fitting;
  useEffect(() => {
    told.value = zoom;
  }, [told, zoom]);
  return (
    <div class="stage" ref={box}>
      {missing === null ? null : <p role="status">{samplesText.value.missing({ step: wholeNumber(missing) })}</p>}
      {children(zoom / written, setSize, setMissing)}
    </div>
  );
}
