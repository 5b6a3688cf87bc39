/** @file The picture of the scrubber's step, a cell at a time for keyboard and screen reader; a cell leads on to Samples. */
import { samplePath } from "gantry/store";
import type { JSX, TargetedEvent } from "preact";
import { useState } from "preact/hooks";
import type { RunDetail } from "../../../api/index.ts";
import { liveText, samplesText } from "../../messages/texts.ts";
import { wholeNumber } from "../../parts/numbers.ts";
import { CellGrid } from "../../parts/sample-cell-grid.tsx";
import { type Size, sheetOf } from "../../parts/sample-sheet.ts";
import "../../parts/sample-sheet.css";
import { useRested } from "../../parts/use-rested.ts";
import { useRun, useStudio } from "../../state/studio.ts";
import { cellText } from "../samples/cell-text.ts";

/** Texts for who does not see the sheet are said once it rests, in milliseconds. */
const REST = 250;

export function SampleGrid(): JSX.Element {
  const { detail } = useRun();
  const { scrubber } = useStudio();
  const [cell, setCell] = useState<number | null>(null);
  const step = scrubber.shown.value;
  if (step === null || detail.value === null) return <p class="quiet">{liveText.value.noSamples}</p>;
  return (
    <figure class="grid-figure">
      <figcaption>
        <h2>{liveText.value.samples}</h2>
        <span class="quiet">{liveText.value.atStep({ step: wholeNumber(step) })}</span>
        {cell !== null && <ThroughTime cell={cell} />}
      </figcaption>
      <Cells detail={detail.value} step={step} cell={cell} onSelect={setCell} />
    </figure>
  );
}

function ThroughTime({ cell }: { readonly cell: number }): JSX.Element {
  const { id } = useRun();
  const { router } = useStudio();
  return (
    <a href={router.href({ page: "run", id, view: "samples" }, { cell: String(cell), show: "time" })}>
      {samplesText.value.time.label({ cell })}
    </a>
  );
}

interface CellsProps {
  readonly detail: RunDetail;
  readonly step: number;
  readonly cell: number | null;
  readonly onSelect: (cell: number) => void;
}

function Cells({ detail, step, cell, onSelect }: CellsProps): JSX.Element {
  const run = useRun();
  const [size, setSize] = useState<Size | null>(null);
  const rested = useRested(step, REST);
  const { grid } = detail;
  const alt = liveText.value.samplesAlt({ step: wholeNumber(step), count: grid?.count ?? 0 });
  const onLoad = ({
    currentTarget: { naturalWidth: width, naturalHeight: height },
  }: TargetedEvent<HTMLImageElement>) => {
    if (width !== size?.width || height !== size.height) setSize({ width, height });
  };
  const frame =
    size === null ? {} : { aspectRatio: `${size.width} / ${size.height}`, "--ratio": size.width / size.height };
  return (
    <div class="sheet live-sheet" style={frame}>
      <img src={run.fileUrl(samplePath(step))} alt={alt} data-step={step} class={grid?.kind} onLoad={onLoad} />
      {size !== null && (
        <CellGrid
          sheet={sheetOf(grid, size)}
          label={samplesText.value.grid({ step: wholeNumber(rested) })}
          cellLabel={(each) => cellText({ detail, format: wholeNumber }, each, rested)}
          selected={cell}
          onSelect={onSelect}
        />
      )}
    </div>
  );
}
