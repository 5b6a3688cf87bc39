/** @file The place where sheets are shown: as large as fits in whole factors, or by the factor that was chosen. */
import type { ComponentChildren, JSX } from "preact";
import { useCallback, useRef, useState } from "preact/hooks";
import { samplesText } from "../../messages/samples.ts";
import { fittingZoom, type Size } from "../../parts/sample-sheet.ts";
import { useRoom } from "./hooks.ts";
import type { SampleOptions } from "./sample-options.ts";

export interface StageProps {
  readonly options: SampleOptions;
  /** Sheets that stand side by side share the width. */
  readonly across?: number;
  readonly children: (
    zoom: number,
    onSize: (size: Size) => void,
    onMissing: (step: number) => void,
  ) => ComponentChildren;
}

const BETWEEN = 16;

export function Stage({ options, across = 1, children }: StageProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  const [size, setSize] = useState<Size | null>(null);
  const [missing, setMissing] = useState<number | null>(null);
  const share = { width: (room.width - BETWEEN * (across - 1)) / across, height: room.height };
  const zoom = options.zoom ?? (size === null ? 1 : fittingZoom(size, share));
  const onSize = useCallback((next: Size) => {
    setSize(next);
    setMissing(null);
  }, []);
  return (
    <div class="stage" ref={box}>
      {missing === null ? null : <p role="status">{samplesText.value.missing({ step: String(missing) })}</p>}
      {children(zoom, onSize, setMissing)}
    </div>
  );
}
