/** @file The whole sheet at the step looked at, the chosen cell enlarged beside it. */
import type { JSX } from "preact";
import { samplesText } from "../../messages/texts.ts";
import { SampleCellView } from "../../parts/sample-cell-view.tsx";
import { SampleSheetView } from "../../parts/sample-sheet-view.tsx";
import { useRested } from "../../parts/use-rested.ts";
import { askedOf, cellText } from "./cell-text.ts";
import type { SamplesProps } from "./samples-props.ts";
import { Stage } from "./stage.tsx";

/** Texts for who does not see the sheet are said once it rests, in milliseconds. */
const REST = 250;

export function GridMode(props: SamplesProps): JSX.Element {
  const { detail, pictures, steps, step, options, setOptions } = props;
  const rested = useRested(step, REST);
  const text = samplesText.value;
  const names = detail.grid?.attributes?.slice(0, detail.grid.rows) ?? [];
  return (
    <div class="samples-grid">
      <Stage {...props}>
        {(zoom, onSize, onMissing) => (
          <SampleSheetView
            pictures={pictures}
            grid={detail.grid}
            steps={steps}
            step={step}
            zoom={zoom}
            label={text.grid({ step: props.format(rested) })}
            cellLabel={(cell) => cellText(props, cell, rested)}
            selected={options.cell}
            onSelect={(cell) => setOptions({ cell: String(cell) })}
            onSize={onSize}
            onMissing={onMissing}
          />
        )}
      </Stage>
      <aside class="chosen" aria-label={text.chosen.label}>
        {detail.grid?.kind === "images" ? <Chosen {...props} /> : null}
        <p class="quiet small-text">
          {options.weights === "live" ? text.fixedLive : text.fixed}{" "}
          {names.length === 0 ? "" : text.walks({ names: names.join(", ") })}
        </p>
      </aside>
    </div>
  );
}

/** The shorter side of the enlarged cell is about so long. */
const ENLARGED = 224;

function Chosen(props: SamplesProps): JSX.Element {
  const { detail, options, step, latentHref, askNearest, setOptions } = props;
  const { chosen } = samplesText.value;
  const { cell } = options;
  if (cell === null || cell >= (detail.grid?.count ?? 0)) return <p class="quiet">{chosen.none}</p>;
  const [, height = 1, width = 1] = detail.record.data.shape;
  const scale = Math.max(1, Math.floor(ENLARGED / Math.max(height, width)));
  const asked = askedOf(detail.grid, cell);
  const facts: [string, string | null][] = [
    [chosen.seed, String(detail.grid?.seed ?? 0)],
    [chosen.latent, String(cell)],
    [chosen.class, asked?.class ?? null],
    [chosen.attribute, asked?.attribute ?? null],
  ];
  return (
    <>
      <h3>{chosen.title({ cell })}</h3>
      <SampleCellView {...props} cell={cell} step={step} size={{ width: width * scale, height: height * scale }} />
      <dl class="facts">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <div class="actions">
        <button type="button" onClick={() => setOptions({ show: "time" })}>
          {chosen.time}
        </button>
        {askNearest === null ? null : (
          <button type="button" onClick={askNearest}>
            {chosen.nearest}
          </button>
        )}
        {latentHref === null ? null : (
          <a class="button" href={latentHref(cell)}>
            {chosen.explore}
          </a>
        )}
      </div>
    </>
  );
}
