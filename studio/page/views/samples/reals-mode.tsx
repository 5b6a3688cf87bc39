/** @file Samples beside real items, at one zoom. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { samplesText } from "../../messages/texts.ts";
import type { Size } from "../../parts/sample-sheet.ts";
import { SampleSheetView } from "../../parts/sample-sheet-view.tsx";
import { useRested } from "../../parts/use-rested.ts";
import { cellText } from "./cell-text.ts";
import type { SamplesProps } from "./samples-props.ts";
import { Stage } from "./stage.tsx";

export function RealsMode(props: SamplesProps): JSX.Element {
  const { detail, pictures, steps, step, format, fileUrl } = props;
  const text = samplesText.value;
  const rested = useRested(step, 250);
  return (
    <Stage {...props} across={2}>
      {(zoom, onSize, onMissing) => (
        <div class="pair">
          <figure>
            <figcaption>{text.reals.generated({ step: format(step) })}</figcaption>
            <SampleSheetView
              {...{ pictures, steps, step, zoom, onSize, onMissing, grid: detail.grid }}
              label={text.grid({ step: format(rested) })}
              cellLabel={(cell) => cellText(props, cell, rested)}
            />
          </figure>
          <figure>
            <figcaption>{text.reals.real}</figcaption>
            {detail.reals ? <Reals src={fileUrl("reals.png")} zoom={zoom} /> : <p class="quiet">{text.reals.none}</p>}
          </figure>
        </div>
      )}
    </Stage>
  );
}

function Reals({ src, zoom }: { readonly src: string; readonly zoom: number }): JSX.Element {
  const [size, setSize] = useState<Size | null>(null);
  const style = size === null ? {} : { width: `${size.width * zoom}px`, height: `${size.height * zoom}px` };
  return (
    <img
      class="pixelated"
      data-shot
      src={src}
      alt={samplesText.value.reals.alt}
      style={style}
      onLoad={({ currentTarget }) =>
        setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
      }
    />
  );
}
