/** @file The runs' samples of the same latents at the same point, one column a run. */
import { samplePath } from "gantry/store";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { RunDetail } from "../../../api/index.ts";
import { compareText, samplesText } from "../../messages/texts.ts";
import { wholeNumber } from "../../parts/numbers.ts";
import { SamplePictures } from "../../parts/sample-pictures.ts";
import type { Size } from "../../parts/sample-sheet.ts";
import { SampleSheetView } from "../../parts/sample-sheet-view.tsx";
import { useRested } from "../../parts/use-rested.ts";
import { useRoom } from "../../parts/use-room.ts";
import type { OpenRun } from "../../state/open-run.ts";
import type { Found } from "./alignment.ts";
import type { CompareProps } from "./compare-query.ts";
import { type Compared, foundIn } from "./compared.ts";
import { Swatch } from "./swatch.tsx";

export interface SampleColumnsProps extends CompareProps {
  readonly compared: readonly Compared[];
}

export function SampleColumns({ compared, options, change }: SampleColumnsProps): JSX.Element {
  const text = compareText.value.samples;
  const what = unlikeLatents(compared.flatMap(({ run }) => run.detail.value ?? []));
  return (
    <section class="sample-columns" aria-label={text.title}>
      <p class="quiet">{what.length === 0 ? text.same : text.other({ what: what.map((name) => text[name]) })}</p>
      <div class="columns" style={{ gridTemplateColumns: `repeat(${compared.length}, minmax(150px, 1fr))` }}>
        {compared.map((one) => (
          <Column key={one.run.id} one={one} options={options} change={change} />
        ))}
      </div>
    </section>
  );
}

/** Why the cells of two runs are not of the same z. */
function unlikeLatents(details: readonly RunDetail[]): readonly ("seeds" | "sizes" | "grids")[] {
  const differ = (read: (detail: RunDetail) => unknown): boolean =>
    new Set(details.map((detail) => JSON.stringify(read(detail) ?? null))).size > 1;
  const z = ({ record: { config } }: RunDetail): unknown =>
    ["z.size", "z.kind", "z.range"].map((key) => config[key]?.value);
  return [
    ...(differ(({ grid }) => grid?.seed) ? (["seeds"] as const) : []),
    ...(differ(z) ? (["sizes"] as const) : []),
    ...(differ(({ grid }) => grid && [grid.kind, grid.columns, grid.rows]) ? (["grids"] as const) : []),
  ];
}

function Column({ one, options, change }: CompareProps & { readonly one: Compared }): JSX.Element {
  const { run, number } = one;
  const detail = run.detail.value;
  const found = foundIn(run, options.by, options.at);
  const text = compareText.value.samples;
  return (
    <figure>
      <figcaption>
        <Swatch number={number} />
        <b>{run.id}</b>
      </figcaption>
      {detail !== null && found !== null && (
        <RunSheet run={run} detail={detail} step={found.step} options={options} change={change} />
      )}
      <p class={found?.how === "earlier" || found?.how === "last" ? "stands" : "quiet"}>
        {run.failed.value !== null
          ? run.failed.value.message
          : found === null
            ? detail === null
              ? text.waiting
              : text.none
            : stepText(found)}
      </p>
    </figure>
  );
}

const stepText = ({ step, how }: Found): string => compareText.value.samples[how]({ step: wholeNumber(step) });

interface RunSheetProps extends CompareProps {
  readonly run: OpenRun;
  readonly detail: RunDetail;
  readonly step: number;
}

const REST_MS = 250;

/** As wide as its column: cells of the same place are beside each other, however large each run's are. */
function RunSheet({ run, detail, step, options, change }: RunSheetProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  const [size, setSize] = useState<Size | null>(null);
  const [missing, setMissing] = useState<number | null>(null);
  const shape = JSON.stringify(detail.grid);
  // A grid that is read anew and says the same is the same grid; of another version, pictures are fetched anew.
  const version = run.version.value;
  const pictures = useMemo(
    () => new SamplePictures((at) => run.fileUrl(samplePath(at)), detail.grid),
    [run, shape, version],
  );
  useEffect(() => () => pictures.close(), [pictures]);
  const rested = wholeNumber(useRested(step, REST_MS));
  const text = compareText.value.samples;
  return (
    <div class="run-sheet" ref={box}>
      <SampleSheetView
        pictures={pictures}
        grid={detail.grid}
        steps={run.samples.value}
        step={step}
        zoom={size === null ? 1 : room.width / size.width}
        label={text.sheet({ run: run.id, step: rested })}
        cellLabel={(cell) => text.cell({ run: run.id, cell, step: rested })}
        selected={options.cell}
        onSelect={(cell) => change({ cell })}
        onSize={setSize}
        onMissing={setMissing}
      />
      {missing !== null && <p role="status">{samplesText.value.missing({ step: wholeNumber(missing) })}</p>}
    </div>
  );
}
